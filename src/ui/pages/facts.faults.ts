import type { Fault } from '../../platform/errors.js';
import { FACT_WORDS, factWords } from '../fact-words.js';
import type { FormFields } from '../form-fields.js';
import { readPlace } from '../place-words.js';
import type { FieldError } from '../views.types.js';

const CLOCK_NAMES = new RegExp(
  `\\b(${Object.keys(FACT_WORDS)
    .filter((name) => name.endsWith('At'))
    .join('|')})\\b`,
  'g',
);

/**
 * The faults of refused facts at the fields of the form that was posted, in the words of the form.
 *
 * @param names fields of the form; a fault elsewhere stands in the summary alone
 */
export function factFaults(
  faults: readonly Fault[],
  form: FormFields,
  names: ReadonlySet<string>,
): FieldError[] {
  return faults.map(({ path, message }) => ({
    field: fieldOf(path, form, names),
    message: `${factWords(path)}: ${message.replace(CLOCK_NAMES, (name) => `“${FACT_WORDS[name]}”`)}`,
  }));
}

function fieldOf(path: string, form: FormFields, names: ReadonlySet<string>): string | null {
  const parts = path
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return rowOf(parts, form) ?? namedField(parts, names);
}

/** Rows are numbered as they stand on the form. */
function rowOf(parts: readonly string[], form: FormFields): string | null {
  const [group, list, key] = parts;
  const field = `${group}.${list}`;
  if (key === undefined) return null;
  if (field === 'affected.byJurisdiction') return placeRow('place', key, form);
  if (field === 'harm.byJurisdiction') return placeRow('harmPlace', key, form);
  if (field !== 'data.classes' || !form.has('class')) return null;
  const filled = [...form.list('class').keys()].filter((row) => form.list('class')[row] !== '');
  const row = filled[Number(key)];
  return row === undefined ? null : `class.${row}`;
}

function placeRow(field: string, code: string, form: FormFields): string | null {
  const row = form.list(field).findIndex((text) => text.trim() !== '' && readPlace(text) === code);
  return row < 0 ? null : `${field}.${row}`;
}

/** The nearest field above the place. */
function namedField(parts: readonly string[], names: ReadonlySet<string>): string | null {
  for (let length = parts.length; length > 0; length--) {
    const name = parts.slice(0, length).join('.');
    if (names.has(name)) return name;
  }
  return null;
}
