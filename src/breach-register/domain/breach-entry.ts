import { Temporal } from 'temporal-polyfill';
import type { DutyRecipient } from '../../catalogue/domain/obligation-rule.js';
import { affectedTotal } from '../../incidents/domain/affected-total.js';
import type { HarmLevel, IncidentFacts } from '../../incidents/domain/incident-facts.js';
import type { DutyDecision, DutyState } from '../../obligations/domain/register-row.js';
import type { Measure } from './small-incident.js';

/** How far the proof that the weakness is closed has come, without working it out anew. */
export type ProofStanding = 'none' | 'begun' | 'confirmed' | 'changed-since';

/** One duty of a breach as its row stands. Instants are RFC 3339, UTC. */
export interface BreachDuty {
  ruleId: string;
  recipient: DutyRecipient;
  authority: string;
  law: string;
  jurisdiction: string;
  state: DutyState;
  dueAt: string | null;
  filedAt: string | null;
  /** Code of the vocabulary's channels; empty: no filing says it. */
  channel: string;
  lateReason: string;
  decision: DutyDecision | null;
  reason: string;
  /** Name; empty: nobody decided, or the account is gone. */
  decidedBy: string;
  decidedAt: string | null;
  /** It waits for a decision or for its filing. */
  awaited: boolean;
}

/** One breach as GDPR Art. 33(5) wants it documented: the facts, the effects, and the remedial action taken. */
export interface BreachEntry {
  hidden: false;
  id: string;
  reference: string;
  title: string;
  exercise: boolean;
  status: string;
  openedAt: string;
  occurredAt: string | null;
  discoveredAt: string | null;
  awareAt: string | null;
  /** One line. */
  summary: string;
  /** Null: not known. */
  people: { count: number; exact: boolean } | null;
  places: string[];
  /** Codes of data classes. */
  data: string[];
  harm: HarmLevel | null;
  harmReason: string;
  containedAt: string | null;
  measures: Measure[];
  measuresNote: string;
  /** Titles of steps that are done. */
  steps: string[];
  proof: ProofStanding;
  duties: BreachDuty[];
  /** Rules that wait for facts. */
  undecided: number;
}

/** A breach that the reader may not see: that there is one, and nothing else. */
export interface HiddenEntry {
  hidden: true;
  id: string;
}

export type RegisterEntry = BreachEntry | HiddenEntry;

/** What the facts say of a breach. */
export function factsOfBreach(
  facts: IncidentFacts,
): Pick<
  BreachEntry,
  | 'occurredAt'
  | 'discoveredAt'
  | 'awareAt'
  | 'containedAt'
  | 'summary'
  | 'people'
  | 'places'
  | 'data'
  | 'harm'
> {
  const total = affectedTotal(facts);
  return {
    occurredAt: utc(facts.occurredAt),
    discoveredAt: utc(facts.discoveredAt),
    awareAt: utc(facts.awareAt),
    containedAt: utc(facts.containedAt),
    summary: oneLine(facts.summary ?? ''),
    people: total === undefined ? null : { count: total.people, exact: total.exact },
    places: Object.keys(facts.affected?.byJurisdiction ?? {}).sort(),
    data: (facts.data?.classes ?? []).map((one) => one.class),
    harm: facts.harm?.level ?? null,
  };
}

/** Where a decision about the breach stands: nothing to decide, everything decided, or something awaited. */
export function decidedState({ duties }: Pick<BreachEntry, 'duties'>): 'none' | 'decided' | 'awaited' {
  if (duties.some(({ awaited }) => awaited)) return 'awaited';
  return duties.length === 0 ? 'none' : 'decided';
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Facts may have any offset; the register shows one zone. */
function utc(at: string | undefined): string | null {
  return at === undefined ? null : Temporal.Instant.from(at).toString({ fractionalSecondDigits: 3 });
}
