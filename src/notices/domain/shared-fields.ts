import { inReaderWords } from './languages/house-words.js';
import { linkFault } from './link-target.js';
import type { SharedField } from './compose-blocks.js';
import type { MailShell } from './mail-shell.js';
import type { MergeField } from './marked-text.js';
import { wordingOf, type NoticeLanguage, type Wording } from './notice-helpers.js';
import { isPersonal, type NoticeKind, type Placeholder } from './notice-kind.js';
import { UndeclaredPlaceholder, valueOf, type NoticeValue, type NoticeValues } from './notice-values.js';

/** What a notice is rendered with, besides its text and values. */
export interface NoticeFrame {
  kind: NoticeKind;
  language: NoticeLanguage;
  linkHosts: ReadonlySet<string>;
  shell: MailShell;
  marks?: NoticeMarks;
}

/** What stands around the approved words and is none of them. */
export interface NoticeMarks {
  /** Says that nobody may send this. */
  banner?: string;
  /** The number that all documents of one text carry. */
  number?: string;
}

/** Beyond so many, the words of a group are looked up again. */
const mostGroups = 1_000;

/** Starts what stands in place of a value; no text that is sent holds it. */
export const gapStart = '⟦';

const mark = /⟦(?!per person:)[^⟦⟧]*⟧/gu;

/** Where a text holds marks in place of values; those that say what each reader gets for themselves are none. */
export function openMarks(text: string): { start: number; end: number }[] {
  return [...text.matchAll(mark)].map(({ 0: found, index }) => ({ start: index, end: index + found.length }));
}

/** What will be read once every value is there. */
export function withoutMarks(text: string): string {
  return text.replace(mark, '');
}

/** What people see where a value is missing. */
export function gapFor({ label, ask }: Pick<Placeholder, 'label' | 'ask'>): string {
  return `⟦missing: ${label}, ask: ${ask.replaceAll('-', ' ')}⟧`;
}

/** Words of a field; or what stands in their place, and the placeholders that are to blame. */
export type FieldWords = { wording: Wording } | { gap: string; names: string[] };

/** The words of every shared field, and which of them are missing. */
export class SharedFields {
  /** Placeholders without value that the text names. */
  readonly gaps = new Set<string>();
  readonly #classWords = new Map<string, Wording>();
  readonly #once = new Map<string, MergeField>();
  #readerWords: ((text: string) => string) | undefined;

  constructor(
    private readonly values: NoticeValues,
    readonly frame: NoticeFrame,
  ) {}

  value(name: string): NoticeValue | undefined {
    return valueOf(this.values, name);
  }

  isPersonal({ names }: MergeField): boolean {
    return names.some(isPersonal);
  }

  /** One object for all fields that say the same, wherever they stand. */
  once(field: MergeField): MergeField {
    const key = `${field.helper ?? ''} ${field.names.join(' ')}`;
    const known = this.#once.get(key) ?? field;
    this.#once.set(key, known);
    return known;
  }

  shared(field: MergeField): SharedField {
    const words = this.words(field, (name) => this.value(name));
    if ('gap' in words) for (const name of words.names) this.gaps.add(name);
    return words;
  }

  words({ helper, names }: MergeField, value: (name: string) => NoticeValue | undefined): FieldWords {
    const values: NoticeValue[] = [];
    const missing: string[] = [];
    for (const name of names) {
      const one = value(name);
      if (one === undefined) missing.push(name);
      else values.push(one);
    }
    const [first = names[0] ?? ''] = missing;
    const placeholder = this.placeholder(first);
    if (missing.length > 0) return { gap: gapFor(placeholder), names: missing };
    const wording = this.#wording(helper, placeholder.type, values);
    const fault = wording.href === undefined ? undefined : linkFault(wording.href, this.frame.linkHosts);
    if (!fault) return { wording };
    if (placeholder.type !== 'url') return { wording: { text: wording.text } };
    return { gap: `⟦${placeholder.label}: ${fault.message}⟧`, names: [first] };
  }

  /** Groups of readers have the same data classes: their words are looked up once. */
  #wording(helper: string | undefined, type: string, values: readonly NoticeValue[]): Wording {
    const say = () => wordingOf(helper, type, values, this.frame.language);
    if (type !== 'dataClasses' && type !== 'affected') return say();
    const key = `${type} ${helper ?? ''} ${String(values[0])}`;
    const known = this.#classWords.get(key);
    if (known) return known;
    const wording = this.#toThisReader(say());
    if (this.#classWords.size < mostGroups) this.#classWords.set(key, wording);
    return wording;
  }

  /** Our own words only: what people typed stands as it is. */
  #toThisReader(wording: Wording): Wording {
    const inWords = (this.#readerWords ??= this.#wordsForReaders());
    const items = wording.items?.map(inWords);
    return { ...wording, text: inWords(wording.text), ...(items && { items }) };
  }

  #wordsForReaders(): (text: string) => string {
    const relations = this.values['incident.relations'];
    return inReaderWords(this.frame.language.locale, Array.isArray(relations) ? relations : []);
  }

  placeholder(name: string): Placeholder {
    const placeholder = this.frame.kind.placeholders.get(name);
    if (!placeholder) throw new UndeclaredPlaceholder(name);
    return placeholder;
  }
}
