import { Temporal } from 'temporal-polyfill';
import type { ProofParts } from './proof-parts.js';
import type { ProofState } from './proof-state.js';

/** What a notice may say of the repair, by name of placeholder, in JSON. */
export type ProofValues = Readonly<Record<string, unknown>>;

/** Placeholders that the record alone fills; nobody types them into a notice. */
export const PROOF_FIELDS: ReadonlySet<string> = new Set([
  'fix.what',
  'fix.closedAt',
  'fix.tester',
  'fix.testedAt',
  'fix.result',
  'fix.proofUrl',
]);

/**
 * What the record gives to notices. Before it is complete that is only what is still open: whoever reads that something
 * is closed, by whom it was tested and how it ended takes it for fixed.
 *
 * @param zone IANA zone in which the time of the closing is told
 */
export function proofValues(parts: ProofParts | null, { state }: ProofState, zone: string): ProofValues {
  if (parts === null) return {};
  const { repair, check, openPoints, proofUrl } = parts;
  const open = openPoints.length > 0 ? { 'fix.open': openPoints.map(({ text, by }) => ({ text, by })) } : {};
  if (state !== 'complete' || repair.closedAt === null) return open;
  return {
    'fix.what': repair.what,
    'fix.closedAt': Temporal.Instant.from(repair.closedAt)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' }),
    'fix.tester': check.organisation,
    'fix.testedAt': check.testedOn,
    'fix.result': check.finding,
    ...(proofUrl === '' ? {} : { 'fix.proofUrl': proofUrl }),
    ...open,
  };
}
