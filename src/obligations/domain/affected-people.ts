import type { PeopleTest } from '../../catalogue/domain/obligation-rule.js';
import { affectedTotal, type Headcount } from '../../incidents/domain/affected-total.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { liesIn } from '../../incidents/domain/jurisdictions.js';
import { unknown, type Verdict } from './verdict.js';

/** Null = some people, number unknown: at least one. */
type Entry = readonly [place: string, people: number | null];

/** A number of people and the facts that gave it. */
type Count = Headcount & { facts: readonly string[] };

const BY_JURISDICTION = 'affected.byJurisdiction';

/** The affected people of one incident, counted as the obligations README says in part 2. */
export class AffectedPeople {
  readonly #entries: readonly Entry[];
  readonly #own: ReadonlyMap<string, number | null>;
  readonly #complete: boolean;
  readonly #counts = new Map<string, Count>();

  constructor(private readonly affected: NonNullable<IncidentFacts['affected']> = {}) {
    this.#entries = Object.entries(affected.byJurisdiction ?? {});
    this.#own = new Map(this.#entries);
    this.#complete = affected.complete === true;
  }

  /** At least one affected person of the jurisdiction. */
  has(jurisdiction: string): Verdict {
    return this.test({ atLeast: 1, count: 'residents' }, jurisdiction);
  }

  /** A lower bound may prove `atLeast` and disprove `atMost`, never the reverse. */
  test({ atLeast, atMost, count }: PeopleTest, jurisdiction: string): Verdict {
    const { people, exact, facts } = this.#count(count, jurisdiction);
    const tooFew = atLeast !== undefined && people < atLeast;
    const tooMany = atMost !== undefined && people > atMost;
    if (tooMany || (tooFew && exact)) return { is: false, facts };
    const open = tooFew || (atMost !== undefined && !exact);
    return open ? unknown(factAsked(count, jurisdiction)) : { is: true, facts };
  }

  #count(count: PeopleTest['count'], jurisdiction: string): Count {
    const key = count === 'total' || count === 'any-one-state' ? count : jurisdiction;
    const known = this.#counts.get(key);
    if (known) return known;
    const counted =
      key === 'total'
        ? this.#total()
        : key === 'any-one-state'
          ? this.#largestState()
          : this.#residents(jurisdiction);
    this.#counts.set(key, counted);
    return counted;
  }

  #residents(jurisdiction: string): Count {
    const own = this.#own.get(jurisdiction);
    if (own !== undefined) return { people: own ?? 1, exact: own !== null, facts: [factOf(jurisdiction)] };
    const parts = this.#entries.filter(([place]) => liesIn(place, jurisdiction));
    const { people, exact } = affectedTotal({
      affected: { byJurisdiction: Object.fromEntries(parts), complete: this.#complete },
    }) ?? { people: 0, exact: false };
    return { people, exact, facts: this.#factsOf(parts) };
  }

  #total(): Count {
    const { people, exact } = affectedTotal({ affected: this.affected }) ?? { people: 0, exact: false };
    const stated = this.affected.total !== undefined;
    return { people, exact, facts: stated ? ['affected.total'] : this.#factsOf(this.#entries) };
  }

  #largestState(): Count {
    const states = this.#entries.filter(([place]) => place.startsWith('US-'));
    const exact = this.#complete && !this.#own.has('US') && states.every(([, people]) => people !== null);
    return {
      people: Math.max(0, ...states.map(([, people]) => people ?? 1)),
      exact,
      facts: this.#factsOf(states),
    };
  }

  #factsOf(entries: readonly Entry[]): string[] {
    const facts = entries.map(([place]) => factOf(place));
    return this.#complete ? [...facts, 'affected.complete'] : facts;
  }
}

function factOf(place: string): string {
  return `${BY_JURISDICTION}.${place}`;
}

function factAsked(count: PeopleTest['count'], jurisdiction: string): string {
  if (count === 'total') return 'affected.total';
  return count === 'any-one-state' ? BY_JURISDICTION : factOf(jurisdiction);
}
