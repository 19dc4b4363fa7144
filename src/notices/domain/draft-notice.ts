import type { Priority } from '../../catalogue/domain/priorities.js';
import { ANNEX } from './annex.js';
import { evaluateTemplate } from './evaluate-template.js';
import { jointOf } from './languages/forms-of.js';
import { inHouseWords } from './languages/house-words.js';
import { houseLine, houseOrigins } from './house-texts.js';
import type { HouseOrigin, HouseTexts } from './house-texts.js';
import { holds } from './notice-condition.js';
import type { NoticeContext } from './notice-context.js';
import { LanguageMissing } from './notice-helpers.js';
import {
  isPersonal,
  type NoticeKind,
  type NoticeTexts,
  type PrescribedFormat,
  type SectionRule,
} from './notice-kind.js';
import type { NoticeSection, NoticeText } from './notice-text.js';
import { namesIn } from './template-names.js';
import { oneLine, tidied } from './tidied-text.js';

/** A value that people have to find before the notice can go. */
export interface MissingValue {
  placeholder: string;
  label: string;
  /** Role that knows it. */
  ask: string;
  /** Ids of the sections that name it; `subject` and `preheader` for those lines. */
  sections: string[];
}

/** A first text, and what is to be done about it. */
export interface NoticeDraft extends NoticeText {
  kind: string;
  templateVersion: string;
  locale: string;
  /** Parts in the words of the organisation; none where it has none. */
  house: HouseOrigin[];
  missing: MissingValue[];
  /** For the people who write: what the law of some readers forbids, what was left out for length. */
  notes: string[];
  /** Reasons why it may not be sent now. */
  cannotSend: string[];
}

/**
 * The first text of a notice. Conditions are decided here, once; every value stays a merge field, so that later
 * facts reach the text and authors see what is a fact.
 *
 * @param leads  priorities of the people affected, first the one whose best step ranks highest: the remedies
 *               take this order
 * @param locale a language in which the kind has texts
 * @param house  words of the organisation for some parts; conditions, codes and order stay those of the kind
 * @throws LanguageMissing
 */
export function draftNotice(
  kind: NoticeKind,
  context: NoticeContext,
  locale: string,
  leads: readonly Priority[] = [],
  house?: HouseTexts,
): NoticeDraft {
  const texts = kind.texts.get(locale);
  if (!texts) throw new LanguageMissing(locale);
  const drafter = new Drafter(kind, context, texts, house);
  const ordered = readingOrder(kind.sections, leads).map((rule) => drafter.section(rule));
  const format = kind.formats.find(({ when }) => holds(when, context));
  const text: NoticeText = {
    subject: houseLine(house, 'subject') ?? drafter.line(texts.subject),
    preheader: houseLine(house, 'preheader') ?? drafter.line(texts.preheader),
    sections: format ? prescribed(format, ordered) : ordered,
  };
  return {
    kind: kind.id,
    templateVersion: kind.templateVersion,
    locale,
    ...text,
    house: house ? houseOrigins(house) : [],
    missing: missingValues(kind, context, text),
    notes: [...context.notes, ...drafter.notes, ...(house ? refusedNotes(house) : [])],
    cannotSend: context.cannotSend,
  };
}

class Drafter {
  readonly notes: string[] = [];
  readonly #inHouseWords: (text: string) => string;

  constructor(
    private readonly kind: NoticeKind,
    private readonly context: NoticeContext,
    private readonly texts: NoticeTexts,
    private readonly house: HouseTexts | undefined,
  ) {
    const { facts, values } = context;
    this.#inHouseWords = inHouseWords(texts.locale, {
      industry: facts.industry,
      name: values['organisation.name']?.toString(),
      selfName: values['organisation.selfName']?.toString(),
      relations: facts.affected?.relations,
    });
  }

  line(template: string): string {
    return oneLine(this.#evaluate(template));
  }

  /** House words stand where the shipped text has something to say: a promise is made by its conditions alone. */
  section(rule: SectionRule): NoticeSection {
    const template = this.texts.sections.get(rule.id) ?? { heading: '', body: '' };
    const shipped = tidied(this.#evaluate(template.body), jointOf(this.texts.locale));
    const own = this.house?.sections.find(({ id }) => id === rule.id);
    const whole = (written: string) =>
      rule.id === ANNEX ? [written, this.context.annex].filter(Boolean).join('\n\n') : written;
    const because = this.#hiddenBecause(rule, whole(shipped));
    return {
      id: rule.id,
      level: rule.id === this.kind.sections[0]?.id ? 1 : 2,
      heading: own?.heading ? oneLine(own.heading) : this.line(template.heading),
      markdown: whole(own?.markdown ?? this.#limited(rule, shipped)),
      hidden: because !== undefined,
      ...(because !== undefined && { hiddenBecause: because }),
    };
  }

  #hiddenBecause(rule: SectionRule, markdown: string): string | undefined {
    if (!holds(rule.shownWhen, this.context)) return rule.otherwise ?? 'Its condition does not hold.';
    return markdown === '' ? 'No sentence of it fits these facts and steps.' : undefined;
  }

  /** Keeps the first numbered items; people do few things, and the list is by urgency. */
  #limited({ id, atMost }: SectionRule, markdown: string): string {
    if (atMost === undefined) return markdown;
    let number = 0;
    const lines = markdown.split('\n').flatMap((line) => {
      if (!/^\d+\. /.test(line)) return [line];
      number += 1;
      return number > atMost ? [] : [line.replace(/^\d+/, String(number))];
    });
    if (number > atMost)
      this.notes.push(
        `${id}: the ${atMost} most urgent of ${number} points stand in the text; the others were left out.`,
      );
    return lines.join('\n').trim();
  }

  #evaluate(template: string): string {
    return this.#inHouseWords(evaluateTemplate(template, (name) => this.#isSo(name)));
  }

  /** A flag holds; a field has a value. Personal fields are settled person by person. */
  #isSo(name: string): boolean {
    const flag = this.kind.flags.get(name);
    if (flag) return holds(flag, this.context);
    return isPersonal(name) || this.context.values[name] !== undefined;
  }
}

/** The remedies change places among themselves by the leads; a follower stays behind its section. */
function readingOrder(sections: readonly SectionRule[], leads: readonly Priority[]): SectionRule[] {
  const rank = ({ remedy }: SectionRule) => {
    const place = remedy === undefined ? -1 : leads.indexOf(remedy);
    return place < 0 ? leads.length : place;
  };
  const leading = sections.filter(({ follows }) => follows === undefined);
  const remedies = leading.filter(({ remedy }) => remedy !== undefined).sort((a, b) => rank(a) - rank(b));
  return leading
    .map((section) => (section.remedy === undefined ? section : (remedies.shift() ?? section)))
    .flatMap((section) => [section, ...sections.filter(({ follows }) => follows === section.id)]);
}

/**
 * Puts our sections under the headings that a law prescribes; a part of several keeps ours as sub-headings. Those that
 * the law does not place stay before or behind them.
 */
function prescribed({ title, parts }: PrescribedFormat, sections: readonly NoticeSection[]): NoticeSection[] {
  const placed = new Set(parts.flatMap((part) => part.sections));
  const first = sections.findIndex(({ id }) => placed.has(id));
  const unplaced = (section: NoticeSection) => !placed.has(section.id);
  const [before, after] = [sections.slice(0, first), sections.slice(first).filter(unplaced)];
  const opening = before.map((section) => (section.level === 1 ? { ...section, heading: title } : section));
  const laidOut = parts.flatMap(({ heading, sections: ids }) => {
    const own = ids.flatMap((id) => sections.filter((section) => section.id === id));
    const shown = own.filter(({ hidden }) => !hidden);
    if (shown.length < 2) return own.map((section) => ({ ...section, heading }));
    const part: NoticeSection = { id: idOf(heading), level: 2, heading, markdown: '', hidden: false };
    return [part, ...own.map((section) => ({ ...section, level: 3 as const }))];
  });
  return [...opening, ...laidOut, ...after];
}

function idOf(heading: string): string {
  return heading.toLowerCase().replace(/[^a-z]+/g, '-');
}

function refusedNotes({ version, refused }: HouseTexts): string[] {
  return refused.map(
    (id) =>
      `${id}: the house text, version ${version}, does not pass its check any more; the shipped text stands. Mend it in the notice templates.`,
  );
}

function missingValues(kind: NoticeKind, context: NoticeContext, text: NoticeText): MissingValue[] {
  const places = new Map<string, string[]>();
  const look = (place: string, ...parts: string[]) => {
    for (const name of new Set(parts.flatMap(namesIn))) {
      if (!isPersonal(name) && context.values[name] === undefined)
        places.set(name, [...(places.get(name) ?? []), place]);
    }
  };
  look('subject', text.subject);
  look('preheader', text.preheader);
  for (const { id, heading, markdown, hidden } of text.sections) if (!hidden) look(id, heading, markdown);
  return [...kind.placeholders.values()]
    .filter(({ name }) => places.has(name))
    .map(({ name, label, ask }) => ({ placeholder: name, label, ask, sections: places.get(name) ?? [] }));
}
