import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { HARM_WORDS, PROTECTION_WORDS, codeWords, dataClassNames } from '../code-words.js';
import { FACT_WORDS } from '../fact-words.js';
import type { FormFields } from '../form-fields.js';
import { readLocalTime } from '../local-times.js';
import { PLACE_CHOICES } from '../place-words.js';
import { formatInstant } from '../views.time.js';
import type { OptionView } from '../views.types.js';
import type { FactField } from './facts.fields.js';
import { SPARE_ROWS } from './facts.values.js';

/** One field as the part `fact-field` draws it, with the parameters of the part it stands for. */
export type FactFieldView = { name: string; hint?: string } & (
  | { control: 'field'; label: string; type: string; value: string; inputmode?: string; echo?: string }
  | { control: 'textarea'; label: string; value: string; rows: number }
  | { control: 'select'; label: string; value: string; options: OptionView[]; empty: string }
  | { control: 'checks'; legend: string; type: 'checkbox' | 'radio'; options: OptionView[] }
  | { control: 'checkbox'; label: string; checked: boolean }
);

export interface PlaceRow {
  /** From 1. */
  row: number;
  /** Names that are this row's alone; the form posts `place` and `people`. */
  placeField: string;
  otherField: string;
  place: string;
  other: string;
}

/** Draws fact fields from what a form holds, whether it was typed or comes from the facts. */
export class FactsFormView {
  readonly #dataNames: ReadonlyMap<string, string>;

  constructor(
    private readonly form: FormFields,
    private readonly catalogue: Catalogue,
    private readonly zone: string,
  ) {
    this.#dataNames = dataClassNames(catalogue);
  }

  fields(fields: readonly FactField[]): FactFieldView[] {
    return fields.map((field) => this.#field(field));
  }

  /** Boxes by group of data classes. */
  dataBoxes(): { legend: string; options: OptionView[] }[] {
    const ticked = new Set(this.form.list('data.classes'));
    const groups = new Map<string, OptionView[]>();
    for (const { code, group } of this.catalogue.vocabulary.dataClasses) {
      const option = { value: code, label: this.#dataNames.get(code) ?? code, checked: ticked.has(code) };
      groups.set(group, [...(groups.get(group) ?? []), option]);
    }
    return [...groups].map(([group, options]) => ({ legend: codeWords(group), options }));
  }

  dataRows(): object[] {
    const classes = rowsOf(this.form.list('class'), wantsRows(this.form, 'data'));
    return classes.map((code, row) => ({
      row: row + 1,
      field: `class.${row}`,
      class: code,
      protection: this.form.list('protection')[row] ?? '',
      keyTaken: this.form.list('keyTaken')[row] ?? '',
    }));
  }

  dataOptions(): { classes: OptionView[]; protections: OptionView[]; answers: OptionView[] } {
    return {
      classes: [...this.#dataNames].map(([value, label]) => ({ value, label })),
      protections: this.catalogue.vocabulary.protections.map((value) => ({
        value,
        label: PROTECTION_WORDS[value] ?? codeWords(value),
      })),
      answers: ANSWERS,
    };
  }

  /** @param field `place` with `people`, or `harmPlace` with `harmLevel` */
  placeRows(field: 'place' | 'harmPlace', other: 'people' | 'harmLevel'): PlaceRow[] {
    return rowsOf(this.form.list(field), wantsRows(this.form, field)).map((place, row) => ({
      row: row + 1,
      placeField: `${field}.${row}`,
      otherField: `${other}.${row}`,
      place,
      other: this.form.list(other)[row] ?? '',
    }));
  }

  #field({ name, kind, words, hint, label = FACT_WORDS[name] ?? name }: FactField): FactFieldView {
    const common = { name, ...(hint === undefined ? {} : { hint }) };
    const value = this.form.typed(name);
    switch (kind) {
      case 'long-text':
        return { ...common, control: 'textarea', label, value, rows: 4 };
      case 'one':
        return {
          ...common,
          control: 'select',
          label,
          value,
          options: this.#options(name, words),
          empty: 'Not known yet',
        };
      case 'some':
        return {
          ...common,
          control: 'checks',
          legend: label,
          type: 'checkbox',
          options: this.#ticked(name, words),
        };
      case 'three':
        return { ...common, control: 'checks', legend: label, type: 'radio', options: threeWay(value) };
      case 'flag':
        return { ...common, control: 'checkbox', label, checked: value === 'yes' };
      case 'instant':
        return { ...common, control: 'field', label, type: 'datetime-local', value, ...this.#echo(value) };
      case 'count':
        return { ...common, control: 'field', label, type: 'text', inputmode: 'numeric', value };
      default:
        return { ...common, control: 'field', label, type: 'text', value };
    }
  }

  /** The time once more in words: a browser shows its own form of date. */
  #echo(text: string): { echo?: string } {
    if (text === '') return {};
    const read = readLocalTime(text, this.zone);
    return 'instant' in read ? { echo: formatInstant(read.instant, this.zone) } : {};
  }

  #options(name: string, words: FactField['words']): OptionView[] {
    const named = name === 'industry' || name === 'organisation.sectors' ? this.#industries() : words;
    return Object.entries(named ?? {}).map(([value, label]) => ({ value, label }));
  }

  #industries(): Record<string, string> {
    return Object.fromEntries([...this.catalogue.industries.values()].map(({ id, name }) => [id, name]));
  }

  #ticked(name: string, words: FactField['words']): OptionView[] {
    const ticked = new Set(this.form.list(name));
    return this.#options(name, words).map((option) => ({ ...option, checked: ticked.has(option.value) }));
  }
}

/** For lists of places; drawn once on a page. */
export const PLACES = PLACE_CHOICES;

export const ANSWERS: OptionView[] = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];

export const HARM_OPTIONS: OptionView[] = Object.entries(HARM_WORDS).map(([value, label]) => ({
  value,
  label,
}));

/** Yes, no, not known: one of them is always chosen. */
export function threeWay(value: string): OptionView[] {
  const chosen = value === 'yes' || value === 'no' ? value : '';
  return [...ANSWERS, { value: '', label: 'Not known yet' }].map((option) => ({
    ...option,
    checked: option.value === chosen,
  }));
}

const MORE_ROWS = 4;

/** The filled rows and some spare ones, so that a page without script can take more. */
function rowsOf(values: readonly string[], more: boolean): string[] {
  const last = values.findLastIndex((value) => value.trim() !== '');
  const filled = values.slice(0, last + 1);
  return [...filled, ...Array.from({ length: SPARE_ROWS + (more ? MORE_ROWS : 0) }, () => '')];
}

function wantsRows(form: FormFields, which: string): boolean {
  return form.text('act') === `rows:${which}`;
}
