import type { MergeField } from './marked-text.js';
import { isPersonal, personalFields } from './notice-kind.js';
import { valueOf, type FieldType, type NoticeValue, type NoticeValues } from './notice-values.js';
import type { FieldWords, SharedFields } from './shared-fields.js';

/** Whose copy is rendered: a person, or nobody in particular, for a preview. */
export interface Reader {
  values: NoticeValues;
  /** False: a personal field without value is shown as "per person", not left out. */
  isPerson: boolean;
}

/** Many readers have the same of these; of every other type each has their own. */
const sharedByMany: ReadonlySet<FieldType> = new Set<FieldType>(['affected', 'dataClasses']);

/** One reader of a notice; the words of a field are looked up once for all texts of the copy. */
export class OneReader {
  /** Placeholders that had to have a value and have none. */
  readonly missing = new Set<string>();
  /** Readers of one group differ in nothing but the words of their own fields. */
  readonly group: string;
  readonly #said = new Map<MergeField, FieldWords>();

  constructor(
    private readonly fields: SharedFields,
    private readonly reader: Reader,
  ) {
    let group = reader.isPerson ? '' : '?';
    for (const { name, type } of personalFields(fields.frame.kind)) {
      const value = reader.values[name];
      if (value === undefined) group += '|';
      else group += sharedByMany.has(type) ? `|${String(value)}` : '|+';
    }
    this.group = group;
  }

  /** The reader has a value for it that others of the group do not have. */
  isOwn({ names }: MergeField): boolean {
    return (
      names.some((name) => isPersonal(name) && !sharedByMany.has(this.fields.placeholder(name).type)) &&
      names.every((name) => this.#value(name) !== undefined)
    );
  }

  /** True also for a preview, which leaves nothing out. */
  has({ names }: MergeField): boolean {
    return !this.reader.isPerson || names.every((name) => this.#value(name) !== undefined);
  }

  /** @param field the same object each time */
  words(field: MergeField): FieldWords {
    const known = this.#said.get(field);
    if (known) return known;
    const words = this.fields.words(field, (name) => this.#value(name));
    this.#said.set(field, words);
    return words;
  }

  /** @param missing takes the placeholder whose value is missing, where nobody may do without */
  gap({ gap, names: [name = ''] }: { gap: string; names: readonly string[] }, missing: Set<string>): string {
    const { unknown, label } = this.fields.placeholder(name);
    if (!this.reader.isPerson && unknown !== 'stop') return `⟦per person: ${label}⟧`;
    missing.add(name);
    return gap;
  }

  #value(name: string): NoticeValue | undefined {
    return isPersonal(name) ? valueOf(this.reader.values, name) : this.fields.value(name);
  }
}
