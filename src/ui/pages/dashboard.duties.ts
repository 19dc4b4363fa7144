import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import type { Duty } from '../../obligations/domain/duty.js';
import { Obligations } from '../../obligations/obligations.service.js';
import { OWED } from '../duty-clocks.js';

/** What a dashboard keeps of the answers of all rules. */
export interface OwedDuties {
  /** Decided and owed; in the order of the rules. */
  owed: readonly Duty[];
  /** Rules that wait for facts. */
  undecided: number;
}

const MOST_KEPT = 500;
/** Zones differ by whole quarters of an hour, so no day of any law changes within one. */
const QUARTER = 15 * 60_000;

/**
 * The owed duties of incidents, worked out once per revision of the facts and quarter of an hour: besides the facts
 * only the day decides, and that only where no clock is known.
 */
@Injectable()
export class DutyMemory {
  readonly #kept = new Map<string, OwedDuties>();

  constructor(private readonly obligations: Obligations) {}

  of(incidentId: string, revision: number, facts: IncidentFacts, at: Temporal.Instant): OwedDuties {
    const key = `${incidentId}/${revision}/${Math.floor(at.epochMilliseconds / QUARTER)}`;
    const known = this.#kept.get(key);
    if (known) return known;
    const duties = this.obligations.dutiesFor(facts, at);
    const found = {
      owed: duties.filter(({ status }) => OWED.has(status)),
      undecided: duties.filter(({ status }) => status === 'needs-facts').length,
    };
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(key, found);
    return found;
  }
}
