import { isRecord, memberOf, valueAt } from './json-pointer.js';

export type VerisAction =
  'hacking' | 'malware' | 'social' | 'misuse' | 'physical' | 'error' | 'environmental' | 'unknown';
export type VerisActor = 'external' | 'internal' | 'partner' | 'unknown';

/** What a checked VERIS record says, asked in the words of VERIS. */
export class VerisSigns {
  readonly #words = new Map<string, string[]>();

  constructor(readonly record: unknown) {}

  hasActor(...actors: VerisActor[]): boolean {
    return actors.some((actor) => isRecord(valueAt(this.record, `/actor/${actor}`)));
  }

  hasAction(...actions: VerisAction[]): boolean {
    return actions.some((action) => isRecord(valueAt(this.record, `/action/${action}`)));
  }

  /** One of the words stands in the list, such as the varieties of an action. */
  has(pointer: string, ...words: string[]): boolean {
    return this.words(pointer).some((word) => words.includes(word));
  }

  /** A list of words, or one word alone as early versions had it. */
  words(pointer: string): string[] {
    const read = this.#words.get(pointer);
    if (read) return read;
    const value = valueAt(this.record, pointer);
    const words = (Array.isArray(value) ? value : [value]).filter((word) => typeof word === 'string');
    this.#words.set(pointer, words);
    return words;
  }

  text(pointer: string): string | undefined {
    const value = valueAt(this.record, pointer);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  }

  number(pointer: string): number | undefined {
    const value = valueAt(this.record, pointer);
    return typeof value === 'number' ? value : undefined;
  }

  /** `attribute.confidentiality.data_disclosure`. */
  get disclosure(): string | undefined {
    return this.text('/attribute/confidentiality/data_disclosure');
  }

  /** Varieties of `attribute.confidentiality.data`, each once, in the order of the record. */
  get dataVarieties(): string[] {
    const data = valueAt(this.record, '/attribute/confidentiality/data');
    const varieties = (Array.isArray(data) ? data : []).map((entry) => memberOf(entry, 'variety'));
    return [...new Set(varieties.filter((variety) => typeof variety === 'string'))];
  }

  /** Where the victim is told of: early records had a list of victims, of which the first is read. */
  get victim(): string {
    return Array.isArray(valueAt(this.record, '/victim')) ? '/victim/0' : '/victim';
  }
}
