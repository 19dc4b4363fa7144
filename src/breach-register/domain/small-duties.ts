import type { Duty } from '../../obligations/domain/duty.js';
import { isOwed } from '../../obligations/domain/duty-terms.js';
import type { DutyDecision } from '../../obligations/domain/register-row.js';
import type { Fault } from '../../platform/errors.js';
import { DUTY_PARTIES, partyOf } from './small-incident.js';
import type { DutyParty } from './small-incident.js';

/** What a small incident may decide about everyone of a party. `later`: it is awaited. */
export const SMALL_DECISIONS = ['notify', 'not_notifiable', 'later'] as const;
export type SmallDecision = (typeof SMALL_DECISIONS)[number];

export interface PartyDecision {
  party: DutyParty;
  decision: SmallDecision;
  reason: string;
}

/** Duties that one decision covers. */
export interface PartyDuties {
  party: DutyParty;
  /** Owed on the facts. */
  owed: readonly Duty[];
  /** Not owed, and only because of the assessment of harm: this is what the register has to show. */
  assessedAway: readonly Duty[];
}

/**
 * Sorts the duties of a small incident by who would be told.
 *
 * @param duties    as the facts say
 * @param atWorst   the same rules, in the same order, had the harm been serious
 */
export function partiesOf(duties: readonly Duty[], atWorst: readonly Duty[]): PartyDuties[] {
  const owed = duties.filter(({ status }) => isOwed(status));
  const worst = new Set(atWorst.filter(({ status }) => isOwed(status)).map(({ ruleId }) => ruleId));
  const away = duties.filter(({ ruleId, status }) => status === 'not-owed' && worst.has(ruleId));
  return DUTY_PARTIES.map((party) => ({
    party,
    owed: owed.filter(({ recipient }) => partyOf(recipient) === party),
    assessedAway: away.filter(({ recipient }) => partyOf(recipient) === party),
  })).filter(({ owed: some, assessedAway }) => some.length + assessedAway.length > 0);
}

/** A decision as it falls on one duty. */
export interface DutyToDecide {
  duty: Duty;
  /** Null: it is awaited. */
  decision: Extract<DutyDecision, 'notify' | 'not_notifiable'> | null;
  reason: string;
}

/** What each duty gets; "notify" leaves alone what nobody has to be told. */
export function decisionsFor(
  parties: readonly PartyDuties[],
  decisions: readonly PartyDecision[],
): DutyToDecide[] {
  const byParty = new Map(decisions.map((one) => [one.party, one]));
  return parties.flatMap(({ party, owed, assessedAway }) => {
    const said = byParty.get(party);
    const decision = said === undefined || said.decision === 'later' ? null : said.decision;
    const reason = said?.reason.trim() ?? '';
    const onAway = decision === 'notify' && owed.length > 0 ? 'not_notifiable' : decision;
    return [
      ...owed.map((duty) => ({ duty, decision, reason })),
      ...assessedAway.map((duty) => ({ duty, decision: onAway, reason })),
    ];
  });
}

/** What stands in the way of the decisions, by place. */
export function partyDecisionFaults(
  parties: readonly PartyDuties[],
  decisions: readonly PartyDecision[],
): Fault[] {
  const byParty = new Map(parties.map((one) => [one.party, one]));
  return decisions.flatMap(({ party, decision, reason }, at): Fault[] => {
    const path = `/decisions/${at}`;
    const known = byParty.get(party);
    if (decisions.findIndex((one) => one.party === party) !== at)
      return [{ path: `${path}/party`, message: 'This party is decided about twice; keep one of the two.' }];
    if (decision === 'later') return [];
    if (!known)
      return [
        {
          path: `${path}/party`,
          message: 'No duty concerns this party on these facts; leave the decision out.',
        },
      ];
    const faults: Fault[] = [];
    if (reason.trim() === '')
      faults.push({
        path: `${path}/reason`,
        message: 'Say why, in a sentence that the authority and your successor understand.',
      });
    if (decision === 'notify' && known.owed.length === 0)
      faults.push({
        path: `${path}/decision`,
        message: 'No law asks for it on these facts. To tell them all the same, open the full record.',
      });
    return faults;
  });
}
