import { isRecord, valueAt } from '../../incidents/domain/json-pointer.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import type { FormValues } from '../form-fields.js';
import { localText } from '../local-times.js';
import { placeChoice } from '../place-words.js';
import type { FactField } from './facts.fields.js';

/** Rows that a form offers beyond those filled. */
export const SPARE_ROWS = 3;

/** What a form of these fields posts when nobody changes it. */
export function formValuesOf(facts: IncidentFacts, fields: readonly FactField[], zone: string): FormValues {
  const values: Record<string, string | string[]> = {};
  for (const field of fields) {
    const value = factAt(facts, field.name);
    if (value !== undefined && value !== null) values[field.name] = fieldText(value, field, zone);
  }
  return { ...values, ...rowValues(facts), ...answers(facts) };
}

/** A fact by the path of its field. */
export function factAt(facts: unknown, name: string): unknown {
  return valueAt(facts, `/${name.replaceAll('.', '/')}`);
}

function fieldText(value: unknown, { kind }: FactField, zone: string): string | string[] {
  if (kind === 'instant') return localText(String(value), zone);
  if (kind === 'three' || kind === 'flag') return value === true ? 'yes' : 'no';
  if (kind === 'places') return (value as string[]).join(', ');
  return Array.isArray(value) ? value.map(String) : String(value);
}

function rowValues(facts: IncidentFacts): FormValues {
  const people = Object.entries(facts.affected?.byJurisdiction ?? {});
  const harm = Object.entries(facts.harm?.byJurisdiction ?? {});
  const classes = facts.data?.classes ?? [];
  return {
    place: people.map(([code]) => placeChoice(code)),
    people: people.map(([, count]) => (count === null ? '' : String(count))),
    harmPlace: harm.map(([code]) => placeChoice(code)),
    harmLevel: harm.map(([, level]) => level),
    class: classes.map((entry) => entry.class),
    protection: classes.map((entry) => entry.protection ?? ''),
    keyTaken: classes.map(({ keyTaken }) => (keyTaken === true ? 'yes' : keyTaken === false ? 'no' : '')),
  };
}

function answers(facts: IncidentFacts): FormValues {
  const said = (prefix: string, given: unknown) =>
    isRecord(given)
      ? Object.entries(given).map(([code, value]) => [`${prefix}.${code}`, value === true ? 'yes' : 'no'])
      : [];
  return Object.fromEntries([
    ...said('attribute', facts.organisation?.attributes),
    ...said('finding', facts.incident?.findings),
  ]) as FormValues;
}
