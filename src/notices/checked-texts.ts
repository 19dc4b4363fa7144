import { Inject, Injectable } from '@nestjs/common';
import Handlebars from 'handlebars';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { ProofsOfFix } from '../proofs/proofs.service.js';
import type { CheckedNotice, CheckedPart } from './domain/checks/checked-notice.js';
import { wordsOfMarkdown } from './domain/checks/facts/markdown-notice.js';
import { markFields } from './domain/marked-text.js';
import { everyReader, readerValues } from './domain/notice-context.js';
import type { ReaderFields } from './domain/notice-context.js';
import { wordingOf } from './domain/notice-helpers.js';
import type { NoticeLanguage } from './domain/notice-helpers.js';
import { isPersonal } from './domain/notice-kind.js';
import type { NoticeKind } from './domain/notice-kind.js';
import { noticeLanguage } from './domain/notice-language.js';
import type { NoticeText } from './domain/notice-text.js';
import type { NoticeValue, NoticeValues } from './domain/notice-values.js';
import { proposedCommitments } from './domain/proposed-commitments.js';
import type { ProposedCommitment } from './domain/proposed-commitments.js';
import { TemplateSource } from './domain/template-source.js';
import { NoticeDesk } from './notice-desk.js';
import { NoticePress } from './notice-press.js';
import { NoticePromises } from './notice-promises.js';
import type { NoticeRevision } from './notice-revision.entity.js';
import { NoticeWording } from './notice-wording.js';
import type { Notice } from './notice.entity.js';
import { storedValues } from './stored-values.js';

/** A text that is kept, or one that somebody is writing. */
export type TextToCheck = Pick<NoticeRevision, 'text' | 'values' | 'linkHosts'>;

/** Puts a text of a notice before the checks as its reader gets it, with everything that is known of its incident. */
@Injectable()
export class CheckedTexts {
  constructor(
    private readonly incidents: Incidents,
    private readonly desk: NoticeDesk,
    private readonly press: NoticePress,
    private readonly wording: NoticeWording,
    private readonly proofs: ProofsOfFix,
    private readonly promises: NoticePromises,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /**
   * @param reader absent: nobody in particular, with the data classes that the facts say of all
   * @throws NoticeTextRefused when the text would not pass its check now
   */
  async of(
    manager: EntityManager,
    notice: Notice,
    saved: TextToCheck,
    actor: Actor,
    reader?: ReaderFields,
  ): Promise<CheckedNotice> {
    const kind = this.press.kindOf(notice);
    const incident = await this.incidents.visible(manager, notice.incidentId, actor);
    const { context, leads } = await this.desk.layOut(manager, incident, kind, {});
    const { state } = await this.proofs.stateOf(manager, incident.id);
    const { facts } = context;
    const language = noticeLanguage(this.catalogue, notice.locale);
    const values = storedValues(kind, saved.values);
    const sent = values['notice.date'];
    const { added, leftOut } = await this.promises.of(manager, notice.id);
    const proposed = proposedCommitments(kind, { ...context, values }, language);
    return {
      kind: kind.id,
      channel: kind.channel,
      audience: kind.audience,
      locale: notice.locale,
      parts: this.#parts(notice, saved, kind, values, facts, language),
      facts,
      values,
      reader: reader ?? everyReader(facts),
      steps: context.steps,
      duties: context.duties,
      leads,
      commitments: [
        ...shownIn(saved.text, proposed)
          .filter(({ id }) => !leftOut.has(id))
          .map(({ text, step, due, keeper }) => ({ text, step, due: due?.toString() ?? null, keeper })),
        ...added,
      ],
      proofComplete: state === 'complete',
      noticeDate: sent instanceof Temporal.PlainDate ? sent.toString() : null,
      linkHosts: saved.linkHosts,
      limits: kind.limits,
    };
  }

  /** What the shown sections of a text promise by its kind, with the values it was saved with. */
  async promised(
    manager: EntityManager,
    notice: Notice,
    saved: TextToCheck,
    actor: Actor,
  ): Promise<ProposedCommitment[]> {
    const kind = this.press.kindOf(notice);
    const incident = await this.incidents.visible(manager, notice.incidentId, actor);
    const { context } = await this.desk.layOut(manager, incident, kind, {});
    const values = storedValues(kind, saved.values);
    const language = noticeLanguage(this.catalogue, notice.locale);
    return shownIn(saved.text, proposedCommitments(kind, { ...context, values }, language));
  }

  #parts(
    notice: Notice,
    saved: TextToCheck,
    kind: NoticeKind,
    values: NoticeValues,
    facts: CheckedNotice['facts'],
    language: NoticeLanguage,
  ): CheckedPart[] {
    const personal = readerValues(kind, everyReader(facts));
    const fieldsIn = (source: string, words: string) =>
      fieldPlaces(
        source,
        words,
        kind,
        (name) => (isPersonal(name) ? personal[name] : values[name]),
        language,
      );
    const { subject, preheader } = saved.text;
    const lines = this.press
      .prepareText(kind, notice.locale, { subject, preheader, sections: [] }, values, saved.linkHosts)
      .preview({ values: personal, isPerson: false }, 'text');
    const line = (id: 'subject' | 'preheader', source: string): CheckedPart[] =>
      source === ''
        ? []
        : [{ id, level: 0, heading: '', words: lines[id], source, fields: fieldsIn(source, lines[id]) }];
    const prescribed = new Set(
      kind.formats.flatMap(({ title, parts }) => [title, ...parts.map(({ heading }) => heading)]),
    );
    const sources = new Map(saved.text.sections.map((section) => [section.id, section] as const));
    const sections = this.wording
      .sections(notice, saved, facts)
      .filter(({ hidden }) => !hidden)
      .map(({ id, heading, body }): CheckedPart => {
        const section = sources.get(id) as NoticeText['sections'][number];
        const words = wordsOfMarkdown(body);
        return {
          id,
          level: section.level,
          heading,
          words,
          source: section.markdown,
          fields: fieldsIn(section.markdown, words),
          ...(prescribed.has(section.heading) && { prescribed: true }),
        };
      });
    return [...line('subject', subject), ...line('preheader', preheader), ...sections];
  }
}

/** A section that is left out promises nothing. */
function shownIn({ sections }: NoticeText, proposed: readonly ProposedCommitment[]): ProposedCommitment[] {
  const shown = new Set(sections.filter(({ hidden }) => !hidden).map(({ id }) => id));
  return proposed.filter(({ section }) => shown.has(section));
}

/** Where the words of each field stand, one after another as in the source. */
function fieldPlaces(
  source: string,
  words: string,
  kind: NoticeKind,
  value: (name: string) => NoticeValue | undefined,
  language: NoticeLanguage,
): CheckedPart['fields'] {
  const { fields } = markFields(Handlebars.parse(source), new TemplateSource(source));
  const places: { name: string; start: number; end: number }[] = [];
  let from = 0;
  for (const { helper, names } of fields) {
    const [name = ''] = names;
    const known = names.map(value);
    if (known.some((one) => one === undefined)) continue;
    const type = kind.placeholders.get(name)?.type ?? '';
    const said = wordingOf(helper, type, known as NoticeValue[], language);
    const whole = words.indexOf(said.text, from);
    for (const text of whole >= 0 ? [said.text] : (said.items ?? [])) {
      const start = words.indexOf(text, from);
      if (text === '' || start < 0) continue;
      places.push({ name, start, end: start + text.length });
      from = start + text.length;
    }
  }
  return places;
}
