import { Conflict, Unprocessable } from '../platform/errors.js';
import type { Fault } from '../platform/errors.js';
import type { FormFields } from './form-fields.js';
import { fieldErrorsOf } from './views.js';
import type { FieldError } from './views.types.js';

/** What a page says when an act was refused; it shows the form as it was. */
export interface ShownRefusal {
  status: 409 | 422;
  errors: FieldError[];
}

/** Which field of the page each fault belongs to. */
export type FaultsShown = (faults: readonly Fault[]) => FieldError[];

/**
 * A refusal that people can answer on the page: what they sent is wrong, or something changed meanwhile.
 *
 * @param shown         absent: fields are called as the values are
 * @param conflictField where it is said that something stands in the way; absent: on top
 * @throws the error itself where it is no such refusal
 */
export function refusalShown(
  error: unknown,
  shown: FaultsShown = fieldErrorsOf,
  conflictField: string | null = null,
): ShownRefusal {
  if (error instanceof Unprocessable) return { status: 422, errors: shown(error.faults) };
  if (error instanceof Conflict)
    return { status: 409, errors: [{ field: conflictField, message: error.message }] };
  throw error;
}

/** Faults of a page without fields for them. */
export function onTop(faults: readonly Fault[]): FieldError[] {
  return faults.map(({ message }) => ({ field: null, message }));
}

/** A form that was refused, to be shown again. */
export interface RefusedForm extends ShownRefusal {
  form: FormFields;
}

/** Acts; a refusal that people can answer comes back with the form. @throws every other error */
export async function tryTo<T>(
  form: FormFields,
  shown: FaultsShown,
  act: () => Promise<T>,
): Promise<{ done: T } | { again: RefusedForm }> {
  try {
    return { done: await act() };
  } catch (error) {
    return { again: { form, ...refusalShown(error, shown) } };
  }
}
