import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Reader } from '../platform/database/reader.js';
import { sourceOfField } from './domain/field-source.js';
import type { FieldSource } from './domain/field-source.js';
import { wordingOf } from './domain/notice-helpers.js';
import type { NoticeLanguage } from './domain/notice-helpers.js';
import type { NoticeKind, Placeholder } from './domain/notice-kind.js';
import { noticeLanguage } from './domain/notice-language.js';
import { readNoticeValue } from './domain/notice-values.js';
import type { FieldType, NoticeValue } from './domain/notice-values.js';
import { namesIn } from './domain/template-names.js';
import { NoticeDesk } from './notice-desk.js';
import { NoticeDrafter } from './notice-drafter.js';
import { NoticePress } from './notice-press.js';
import type { NoticeRevision } from './notice-revision.entity.js';
import { PROOF_FIELDS } from '../proofs/domain/proof-values.js';
import { TextRefused } from './notices.errors.js';
import type { CurrentNotice } from './notices.service.js';
import { storableValues, storedValues } from './stored-values.js';

/** A merge field of a notice with its value in words. */
export interface NoticeField {
  name: string;
  label: string;
  /** Role that knows it. */
  ask: string;
  type: FieldType;
  source: FieldSource;
  /** As it would stand in a text; null when unknown, or when it differs from person to person. */
  value: string | null;
  /** Invented, in words. */
  example: string;
  /** Stands in the text that is sent. */
  inText: boolean;
}

/** A value in the text that is another one by now. */
export interface MovedField {
  name: string;
  label: string;
  before: string | null;
  after: string | null;
}

/** The fields of a notice as people read them, and where each comes from. */
@Injectable()
export class NoticeFields {
  constructor(
    private readonly press: NoticePress,
    private readonly desk: NoticeDesk,
    private readonly drafter: NoticeDrafter,
    private readonly incidents: Incidents,
    private readonly reader: Reader,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** Every field that may stand in the text, in the order of its kind. */
  all({ notice, current }: CurrentNotice): NoticeField[] {
    const kind = this.press.kindOf(notice);
    const language = noticeLanguage(this.catalogue, notice.locale);
    const values = storedValues(kind, current.values);
    const named = namedIn(current);
    return [...kind.placeholders.values()].map((placeholder) => {
      const { name, label, ask, type } = placeholder;
      return {
        name,
        label,
        ask,
        type,
        source: sourceOfField(name),
        value: wordsOf(placeholder, values[name], language),
        example: exampleOf(placeholder, language),
        inText: named.has(name),
      };
    });
  }

  /**
   * Values in the text that would be other ones if it were saved now; those of the proof of fix also where the text
   * does not name them, since its sentences rest on whether there is one.
   */
  async moved({ notice, current }: CurrentNotice, actor: Actor): Promise<MovedField[]> {
    const kind = this.press.kindOf(notice);
    const now = await this.#valuesNow(notice.incidentId, kind, current.details, actor);
    if (now === null) return [];
    const language = noticeLanguage(this.catalogue, notice.locale);
    const [then, next] = [storedValues(kind, current.values), storedValues(kind, now)];
    return [...new Set([...namedIn(current), ...PROOF_FIELDS])].flatMap((name) => {
      const placeholder = kind.placeholders.get(name);
      if (!placeholder) return [];
      const before = wordsOf(placeholder, then[name], language);
      const after = wordsOf(placeholder, next[name], language);
      return before === after ? [] : [{ name, label: placeholder.label, before, after }];
    });
  }

  /** Every field that would have a value if the text were saved now, in words; details that do not fit are left out. */
  async wordsNow({ notice, current }: CurrentNotice, actor: Actor): Promise<Map<string, string>> {
    const kind = this.press.kindOf(notice);
    const { manager } = this.reader;
    const incident = await this.incidents.visible(manager, notice.incidentId, actor);
    const { view } = await this.desk.layOutWhatFits(manager, incident, kind, current.details);
    const language = noticeLanguage(this.catalogue, notice.locale);
    const words = [...kind.placeholders.values()].flatMap((placeholder): [string, string][] => {
      const said = wordsOf(placeholder, view.context.values[placeholder.name], language);
      return said === null ? [] : [[placeholder.name, said]];
    });
    return new Map(words);
  }

  /** The section about the fix as it would be drafted now; null where the kind has none, or nothing can be drafted. */
  async fixSection(
    { notice, current }: CurrentNotice,
    actor: Actor,
  ): Promise<{ heading: string; markdown: string } | null> {
    const kind = this.press.kindOf(notice);
    const id = kind.sections.find(({ remedy }) => remedy === 'proof-of-fix')?.id;
    const { manager } = this.reader;
    const incident = await this.incidents.visible(manager, notice.incidentId, actor);
    try {
      const view = await this.desk.layOut(manager, incident, kind, current.details);
      const drafted = await this.drafter.drafted(manager, kind, notice.locale, view);
      const section = drafted.sections.find((one) => one.id === id && !one.hidden);
      return section ? { heading: section.heading, markdown: section.markdown } : null;
    } catch (error) {
      if (error instanceof TextRefused) return null;
      throw error;
    }
  }

  /** Null where details stand in the way of facts that are known by now: saving names them. */
  async #valuesNow(
    incidentId: string,
    kind: NoticeKind,
    details: Record<string, unknown>,
    actor: Actor,
  ): Promise<Record<string, unknown> | null> {
    const { manager } = this.reader;
    const incident = await this.incidents.visible(manager, incidentId, actor);
    try {
      const { context } = await this.desk.layOut(manager, incident, kind, details);
      return storableValues(context.values);
    } catch (error) {
      if (error instanceof TextRefused) return null;
      throw error;
    }
  }
}

/** Fields in the text that is sent. A part that cannot be read names none; whoever renders it says so. */
function namedIn({ text }: NoticeRevision): Set<string> {
  const shown = text.sections.filter(({ hidden }) => !hidden);
  const parts = [
    text.subject,
    text.preheader,
    ...shown.flatMap(({ heading, markdown }) => [heading, markdown]),
  ];
  return new Set(parts.flatMap(namesOrNone));
}

function namesOrNone(part: string): string[] {
  try {
    return namesIn(part);
  } catch {
    return [];
  }
}

function wordsOf(
  { type }: Placeholder,
  value: NoticeValue | undefined,
  language: NoticeLanguage,
): string | null {
  return value === undefined ? null : wordingOf(undefined, type, [value], language).text;
}

function exampleOf(placeholder: Placeholder, language: NoticeLanguage): string {
  const read = readNoticeValue(placeholder.type, placeholder.example);
  return 'value' in read ? (wordsOf(placeholder, read.value, language) ?? '') : '';
}
