import type { CheckResult, CheckerRelation } from '../../proofs/domain/proof-parts.js';
import type { ProofState } from '../../proofs/domain/proof-state.js';
import type { ChipView } from '../views.types.js';

export const RESULT_WORDS: Readonly<Record<CheckResult, string>> = {
  closed: 'Closed: the tester could not use the weakness any more',
  closed_in_part: 'Closed in part: something of this weakness is still open',
  not_closed: 'Not closed',
};

export const RELATION_WORDS: Readonly<Record<CheckerRelation, string>> = {
  outside: 'From outside, and took no part in the repair',
  same_house: 'Belongs to our own organisation',
  took_part: 'From outside, but took part in the repair',
};

export const DONE_WORDS: Readonly<Record<string, string>> = {
  saved: 'Saved as a new revision.',
  confirmed: 'Confirmed. Notices may say now that the weakness is closed.',
  added: 'The file is kept and linked to the proof.',
  quarantined:
    'The file is kept in quarantine: the virus scanner did not let it pass, so it proves nothing yet.',
  linked: 'The file is linked to the proof.',
  unlinked: 'The proof no longer rests on that file.',
};

/** `Complete`, `3 parts missing`, `Not begun`. */
export function proofChip({ state, missing }: Pick<ProofState, 'state' | 'missing'>): ChipView {
  if (state === 'complete') return { text: 'Complete', tone: 'ok', icon: 'shield-check' };
  if (state === 'none') return { text: 'Not begun', tone: 'line', icon: 'hourglass' };
  const parts = missing.length === 1 ? '1 part missing' : `${missing.length} parts missing`;
  return { text: parts, tone: 'warn', icon: 'triangle-alert' };
}
