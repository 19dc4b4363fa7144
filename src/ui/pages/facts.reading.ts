import { memberOf } from '../../incidents/domain/json-pointer.js';
import type { FormFields } from '../form-fields.js';
import { localText, readLocalTime } from '../local-times.js';
import { readPlace } from '../place-words.js';
import type { FieldError } from '../views.types.js';
import type { FactField } from './facts.fields.js';
import { factAt } from './facts.values.js';

/** Facts as a form says them; what the form cannot say is as it was. Not yet checked as facts. */
export interface ReadFacts {
  facts: Record<string, unknown>;
  /** What is no number, no time or half a row; in words, by field. */
  faults: FieldError[];
}

/** Which rows and lists a form has besides its fields. */
export interface FormRows {
  /** `boxes`: one box per class; `table`: class, protection and key row by row. */
  data?: 'boxes' | 'table';
  people?: boolean;
  harm?: boolean;
  /** Codes asked as yes, no or not known. */
  attributes?: readonly string[];
  findings?: readonly string[];
}

/**
 * Lays what a form says over facts. An empty field takes the fact away: unknown is absent, never a guess.
 *
 * @param base the facts the form was made from; not changed
 * @param zone of the times that were typed
 */
export function readFacts(
  form: FormFields,
  base: object,
  fields: readonly FactField[],
  rows: FormRows,
  zone: string,
): ReadFacts {
  const reader = new FactsReader(form, structuredClone(base) as Record<string, unknown>, zone);
  for (const field of fields) reader.field(field);
  if (rows.data === 'boxes') reader.dataBoxes();
  if (rows.data === 'table') reader.dataTable();
  if (rows.people) reader.people();
  if (rows.harm) reader.harm();
  reader.answers('organisation.attributes', 'attribute', rows.attributes ?? []);
  reader.answers('incident.findings', 'finding', rows.findings ?? []);
  return { facts: reader.facts, faults: reader.faults };
}

class FactsReader {
  readonly faults: FieldError[] = [];

  constructor(
    private readonly form: FormFields,
    readonly facts: Record<string, unknown>,
    private readonly zone: string,
  ) {}

  field({ name, kind }: FactField): void {
    switch (kind) {
      case 'some':
        return this.#set(name, this.#codes(name));
      case 'three':
        return this.#set(name, this.#yesOrNo(name));
      case 'flag':
        return this.#set(name, this.#flag(name));
      case 'instant':
        return this.#set(name, this.#instant(name));
      case 'count':
        return this.#set(name, this.#count(name, this.form.text(name)));
      case 'places':
        return this.#set(name, this.#places(name));
      default:
        return this.#set(name, this.form.typed(name).trim() || undefined);
    }
  }

  dataBoxes(): void {
    const classes = this.form.list('data.classes').map((code) => ({ class: code }));
    this.#set('data.classes', classes.length > 0 ? classes : undefined);
  }

  dataTable(): void {
    const protections = this.form.list('protection');
    const keys = this.form.list('keyTaken');
    const classes = this.form.list('class').flatMap((code, row) => {
      if (code === '') return [];
      const protection = protections[row] ?? '';
      const keyTaken = keys[row] === 'yes' ? true : keys[row] === 'no' ? false : undefined;
      return [
        {
          class: code,
          ...(protection === '' ? {} : { protection }),
          ...(keyTaken === undefined ? {} : { keyTaken }),
        },
      ];
    });
    this.#set('data.classes', classes.length > 0 ? classes : this.#emptyAsBefore('data.classes'));
  }

  people(): void {
    const counts = this.form.list('people');
    this.#placed('place', 'affected.byJurisdiction', (row) => {
      const text = (counts[row] ?? '').trim();
      // A number that cannot be read is a fault, and the place beside it is still checked.
      return text === '' ? null : (this.#count(`people.${row}`, text) ?? null);
    });
    counts.forEach((text, row) => {
      if (text.trim() !== '' && (this.form.list('place')[row] ?? '').trim() === '')
        this.#fault(`place.${row}`, 'Say where these people live, or empty the row.');
    });
  }

  harm(): void {
    const levels = this.form.list('harmLevel');
    this.#placed('harmPlace', 'harm.byJurisdiction', (row) => levels[row] || undefined);
  }

  answers(name: string, prefix: string, codes: readonly string[]): void {
    for (const code of codes) {
      if (this.form.has(`${prefix}.${code}`))
        this.#set(`${name}.${code}`, this.#yesOrNo(`${prefix}.${code}`));
    }
  }

  #placed(field: string, name: string, valueOf: (row: number) => unknown): void {
    const places = new Map<string, unknown>();
    this.form.list(field).forEach((text, row) => {
      if (text.trim() === '') return;
      const code = readPlace(text);
      if (places.has(code))
        this.#fault(`${field}.${row}`, 'This place stands in an earlier row; keep one of the two.');
      const value = valueOf(row);
      if (value !== undefined) places.set(code, value);
    });
    this.#set(name, places.size > 0 ? Object.fromEntries(places) : undefined);
  }

  #codes(name: string): unknown {
    const codes = this.form.list(name).filter((code) => code !== '');
    return codes.length > 0 ? codes : this.#emptyAsBefore(name);
  }

  /** An empty list says something else than no list; a form cannot tell them apart, so it stays as it was. */
  #emptyAsBefore(name: string): unknown {
    const before = factAt(this.facts, name);
    return Array.isArray(before) && before.length === 0 ? before : undefined;
  }

  #yesOrNo(name: string): boolean | undefined {
    const answer = this.form.text(name);
    return answer === 'yes' ? true : answer === 'no' ? false : undefined;
  }

  #flag(name: string): boolean | undefined {
    if (this.form.text(name) === 'yes') return true;
    return factAt(this.facts, name) === undefined ? undefined : false;
  }

  /** A time nobody touched keeps its seconds. */
  #instant(name: string): unknown {
    const text = this.form.text(name);
    const before = factAt(this.facts, name);
    if (text === '') return undefined;
    if (typeof before === 'string' && localText(before, this.zone) === text) return before;
    const read = readLocalTime(text, this.zone);
    if ('instant' in read) return read.instant;
    this.#fault(name, read.message);
    return before;
  }

  /** `48,213`, `48 213` and `48213` are the same number. */
  #count(name: string, text: string): number | undefined {
    if (text === '') return undefined;
    const digits = text.replace(/[\s,.'’]/g, '');
    if (/^\d{1,15}$/.test(digits) && !/[.,]\d{1,2}$/.test(text)) return Number(digits);
    this.#fault(name, 'Write a whole number of people, such as 48213.');
    return undefined;
  }

  #places(name: string): unknown {
    const places = this.form
      .text(name)
      .split(/[,;\n]/)
      .map((text) => text.trim())
      .filter((text) => text !== '')
      .map(readPlace);
    return places.length > 0 ? places : this.#emptyAsBefore(name);
  }

  #fault(field: string, message: string): void {
    this.faults.push({ field, message });
  }

  #set(name: string, value: unknown): void {
    setFact(this.facts, name.split('.'), value);
  }
}

/** Sets a member, or takes it away together with the objects that are left without any. */
export function setFact(
  parent: Record<string, unknown>,
  [name = '', ...rest]: string[],
  value: unknown,
): void {
  if (rest.length === 0) {
    if (value === undefined) delete parent[name];
    else parent[name] = value;
    return;
  }
  const inner = memberOf(parent, name);
  if (inner === undefined && value === undefined) return;
  const child = { ...((inner ?? {}) as Record<string, unknown>) };
  setFact(child, rest, value);
  if (Object.keys(child).length === 0) delete parent[name];
  else parent[name] = child;
}
