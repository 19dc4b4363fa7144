import type { ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import type { Fault } from '../../platform/errors.js';
import type { DutyTerms } from './duty-terms.js';
import type { DutyDecision } from './register-row.js';

/** A decision as a person asks for it. */
export interface WantedDecision {
  decision: DutyDecision;
  reason: string;
  /** `extended`: needed. `delayed`: where the authority named an end. RFC 3339, UTC. */
  until: string | null;
}

export interface DecisionGround {
  rule: Pick<ObligationRule, 'suspendedByLawEnforcementHold' | 'recipient'>;
  terms: Pick<DutyTerms, 'status' | 'dueAt'>;
  filed: boolean;
  /** RFC 3339, UTC. */
  now: string;
}

const WITH_MOMENT: ReadonlySet<DutyDecision> = new Set(['extended', 'delayed']);

/** What stands in the way of a decision, by field; empty: nothing. */
export function decisionFaults(wanted: WantedDecision, ground: DecisionGround): Fault[] {
  return [
    ...(wanted.reason.trim() === ''
      ? [
          {
            path: '/reason',
            message: 'Say why, in a sentence that the authority and your successor understand.',
          },
        ]
      : []),
    ...momentFaults(wanted, ground),
    ...holdFaults(wanted, ground),
    ...filedFaults(wanted, ground),
  ];
}

function momentFaults({ decision, until }: WantedDecision, { terms, now }: DecisionGround): Fault[] {
  const path = '/until';
  if (until === null)
    return decision === 'extended'
      ? [{ path, message: 'Give the new last moment that the authority or the law grants.' }]
      : [];
  if (!WITH_MOMENT.has(decision))
    return [{ path, message: 'Only an extension or a delay has a moment; leave it empty.' }];
  if (instant(until) <= instant(now)) return [{ path, message: 'Give a moment that is still to come.' }];
  if (decision === 'extended' && terms.dueAt !== null && instant(until) <= instant(terms.dueAt))
    return [{ path, message: 'An extension ends after the last moment there is now.' }];
  return [];
}

function holdFaults({ decision }: WantedDecision, { rule }: DecisionGround): Fault[] {
  if (decision !== 'delayed' || rule.suspendedByLawEnforcementHold) return [];
  const message =
    'This law knows no delay at the request of law enforcement; take "extended" if the authority itself grants more time.';
  return [{ path: '/decision', message }];
}

function filedFaults({ decision }: WantedDecision, { filed }: DecisionGround): Fault[] {
  if (!filed || decision === 'notify') return [];
  const message = 'It was filed already. Withdraw the filing first if it was recorded by mistake.';
  return [{ path: '/decision', message }];
}

function instant(text: string): number {
  return Date.parse(text);
}
