import { Temporal } from 'temporal-polyfill';
import { Unprocessable } from '../../platform/errors.js';
import type { Fault } from '../../platform/errors.js';
import type { FormFields } from '../form-fields.js';
import { readForm } from '../forms.js';
import { readLocalTime } from '../local-times.js';
import { refusalShown } from '../refusals.js';
import type { FaultsShown } from '../refusals.js';
import type { RegisterRefusal } from './obligations.screen.js';

/** Fields of the page by the pointer of a fault; what is missing here belongs to no field. */
export type FieldNames = Readonly<Record<string, string>>;

/** Something typed that cannot be taken, found before any service was asked. */
export class FormRefused extends Unprocessable {
  readonly code = 'obligations.form_refused';

  constructor(faults: Fault[]) {
    super('The form cannot be taken like this.', faults);
  }
}

/**
 * The moment that day, time and zone of a form mean, RFC 3339 in UTC; null for an empty field.
 *
 * @throws FormRefused naming the field
 */
export function readMoment(fields: FormFields, name: string, zoneName: string): string | null {
  const text = fields.text(name);
  if (text === '') return null;
  const zone = fields.text(zoneName);
  if (!isZone(zone)) throw new FormRefused([{ path: `/${zoneName}`, message: 'Choose one of the zones.' }]);
  if (!/^\d{4}-/.test(text))
    throw new FormRefused([{ path: `/${name}`, message: 'Write day and time, such as 2026-11-17T09:10.' }]);
  const read = readLocalTime(text, zone);
  if ('message' in read) throw new FormRefused([{ path: `/${name}`, message: read.message }]);
  return read.instant;
}

/** Reads values by the rules of the API's body. @throws FormRefused */
export async function readBody<Form extends object>(form: new () => Form, values: object): Promise<Form> {
  const { value, faults } = await readForm(form, values);
  if (faults) throw new FormRefused(faults);
  return value;
}

/**
 * What the page says of an error.
 *
 * @param conflictField where something that stands in the way is shown; absent: on top
 * @throws what is no fault of the form
 */
export function refusalOf(
  error: unknown,
  typed: FormFields,
  names: FieldNames,
  conflictField: string | null = null,
): RegisterRefusal {
  const shown: FaultsShown = (faults) =>
    faults.map(({ path, message }) => ({ field: names[path] ?? null, message }));
  return { ...refusalShown(error, shown, conflictField), typed };
}

function isZone(zone: string): boolean {
  if (zone === '' || zone.length > 60) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}
