import type { Temporal } from 'temporal-polyfill';
import type { DataTest } from '../../catalogue/domain/vocabulary.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { AffectedData } from './affected-data.js';
import { AffectedPeople } from './affected-people.js';
import { Clocks } from './clocks.js';
import { HarmAssessment } from './harm-assessment.js';
import { LocalTime, wholeSecond } from './local-time.js';
import { Statements } from './statements.js';

/** More than any zone is ahead of UTC or behind it, in milliseconds. */
const WHOLE_DAY = 24 * 3_600_000;

/** The facts of one incident at one instant, ready to be asked by every rule; each answer is worked out once. */
export class KnownIncident {
  readonly statements: Statements;
  readonly people: AffectedPeople;
  readonly data: AffectedData;
  readonly harm: HarmAssessment;
  readonly clocks: Clocks;
  readonly time = new LocalTime();
  readonly #referenceDays = new Map<string, string>();

  constructor(
    readonly facts: IncidentFacts,
    at: Temporal.Instant,
    dataTests: ReadonlyMap<string, DataTest>,
  ) {
    this.statements = new Statements(facts);
    this.people = new AffectedPeople(facts.affected);
    this.data = new AffectedData(facts.data, this.statements, dataTests);
    this.harm = new HarmAssessment(facts.harm);
    this.clocks = new Clocks(facts, wholeSecond(at.toString()));
  }

  /** The local day, YYYY-MM-DD, that says which law applies. */
  referenceDay(tz: string): string {
    const known = this.#referenceDays.get(tz);
    if (known !== undefined) return known;
    const day = this.time.dateOf(this.clocks.reference().at, tz).toString();
    this.#referenceDays.set(tz, day);
    return day;
  }

  /**
   * The reference day is not earlier than a date (YYYY-MM-DD). Only within a day of its midnight UTC does the zone
   * matter. Such text sorts as dates do; a year past 9999 has a plus.
   */
  hasReached(date: string, tz: string): boolean {
    const since = this.clocks.reference().at.epochMilliseconds - Date.parse(date);
    if (Math.abs(since) > WHOLE_DAY) return since > 0;
    const day = this.referenceDay(tz);
    return day.startsWith('+') || day >= date;
  }
}
