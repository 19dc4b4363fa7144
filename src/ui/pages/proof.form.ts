import type { ProofParts } from '../../proofs/domain/proof-parts.js';
import type { Fault } from '../../platform/errors.js';
import type { FormFields, FormValues } from '../form-fields.js';
import { localText, readLocalTime } from '../local-times.js';

/** The forms of the page; each saves its part and leaves the others as they stand. */
export const PROOF_FORMS = ['repair', 'check', 'open'] as const;
export type ProofForm = (typeof PROOF_FORMS)[number];

/** Rows that the form offers beyond those filled. */
const SPARE_POINTS = 2;
const MOST_POINTS = 20;

export function pointField(row: number, name: 'text' | 'by' | 'ofWeakness'): string {
  return `openPoints.${row}.${name}`;
}

/** What the forms show of a record: every field by its name. */
export function proofFormValues(
  { repair, check, openPoints, proofUrl }: ProofParts,
  zone: string,
): FormValues {
  const { closedAt, ...told } = repair;
  const named = (part: string, fields: object) =>
    Object.entries(fields).map(([name, value]) => [`${part}.${name}`, String(value ?? '')]);
  const points = openPoints.flatMap(({ text, by, ofWeakness }, row) => [
    [pointField(row, 'text'), text],
    [pointField(row, 'by'), by],
    [pointField(row, 'ofWeakness'), ofWeakness ? 'yes' : ''],
  ]);
  return Object.fromEntries([
    ...named('repair', told),
    ['repair.closedAt', closedAt === null ? '' : localText(closedAt, zone)],
    ...named('check', check),
    ...points,
    ['proofUrl', proofUrl],
  ]) as FormValues;
}

/** Rows the form of open points shows: what was typed, else what stands there, and some to fill. */
export function pointRows(form: FormFields): number {
  const filled = rowsIn(form).length;
  return Math.min(MOST_POINTS, filled + SPARE_POINTS);
}

/**
 * The whole record as it would be saved: the part that was posted, and the others as they stand. The form of each value
 * is judged by the record.
 */
export function readProofForm(
  form: FormFields,
  part: ProofForm,
  current: ProofParts,
  zone: string,
): { parts: unknown; faults: Fault[] } {
  if (part === 'check') return { parts: { ...current, check: checkOf(form) }, faults: [] };
  if (part === 'open')
    return {
      parts: {
        ...current,
        openPoints: rowsIn(form).map((row) => pointOf(form, row)),
        proofUrl: form.text('proofUrl'),
      },
      faults: [],
    };
  const typed = form.text('repair.closedAt');
  const read = typed === '' ? { instant: null } : readLocalTime(typed, zone);
  const closedAt = 'instant' in read ? read.instant : null;
  const faults = 'message' in read ? [{ path: '/repair/closedAt', message: read.message }] : [];
  const words = textsOf(form, 'repair', ['step', 'what', 'weakness', 'change', 'by']);
  return { parts: { ...current, repair: { ...words, closedAt } }, faults };
}

function checkOf(form: FormFields): Record<string, string | null> {
  return {
    ...textsOf(form, 'check', ['organisation', 'tester', 'independence', 'method', 'scope', 'finding']),
    relation: form.text('check.relation') || null,
    testedOn: form.text('check.testedOn') || null,
    result: form.text('check.result') || null,
  };
}

function textsOf(form: FormFields, part: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, form.typed(`${part}.${name}`).trim()]));
}

function pointOf(form: FormFields, row: number): { text: string; by: string; ofWeakness: boolean } {
  return {
    text: form.text(pointField(row, 'text')),
    by: form.text(pointField(row, 'by')),
    ofWeakness: form.text(pointField(row, 'ofWeakness')) === 'yes',
  };
}

/** Rows in which something stands; an emptied row is taken off the list. */
function rowsIn(form: FormFields): number[] {
  return Array.from({ length: MOST_POINTS }, (_, row) => row).filter(
    (row) => form.text(pointField(row, 'text')) !== '' || form.text(pointField(row, 'by')) !== '',
  );
}

/** The same form with its rows moved up to the top, as the record numbers them. */
export function withRowsInOrder(form: FormFields): FormValues {
  return Object.fromEntries(
    rowsIn(form).flatMap((row, place) =>
      (['text', 'by', 'ofWeakness'] as const).map((name) => [
        pointField(place, name),
        form.text(pointField(row, name)),
      ]),
    ),
  );
}
