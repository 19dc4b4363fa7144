import type { PeopleTest } from '../../catalogue/domain/obligation-rule.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { wholesOf } from './jurisdictions.js';
import { allOf, decided, unknown, type Verdict } from './verdict.js';

interface Entry {
  place: string;
  /** null = some, number unknown: at least one. */
  number: number | null;
  /** What the place is a part of. */
  wholes: readonly string[];
}

/** A number of people; not exact = at least so many. `facts` are those that gave it. */
interface Headcount {
  people: number;
  exact: boolean;
  facts: readonly string[];
}

const BY_JURISDICTION = 'affected.byJurisdiction';

/** The affected people of one incident, counted as the obligations README says in part 2. */
export class AffectedPeople {
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #complete: boolean;
  readonly #counts = new Map<string, Headcount>();

  constructor(private readonly affected: NonNullable<IncidentFacts['affected']> = {}) {
    const people = Object.entries(affected.byJurisdiction ?? {});
    this.#entries = new Map(
      people.map(([place, number]) => [place, { place, number, wholes: wholesOf(place) }]),
    );
    this.#complete = affected.complete === true;
  }

  /** At least one affected person of the jurisdiction. */
  has(jurisdiction: string): Verdict {
    return this.test({ atLeast: 1, count: 'residents' }, jurisdiction);
  }

  /** A lower bound may prove `atLeast` and disprove `atMost`, never the reverse. */
  test({ atLeast, atMost, count }: PeopleTest, jurisdiction: string): Verdict {
    const { people, exact, facts } = this.#count(count, jurisdiction);
    const bounds: (boolean | undefined)[] = [
      atLeast === undefined || people >= atLeast || (exact ? false : undefined),
      atMost === undefined || (people > atMost ? false : exact || undefined),
    ];
    const missing = factAsked(count, jurisdiction);
    return allOf(bounds, (met) => (met === undefined ? unknown(missing) : decided(met, ...facts)));
  }

  #count(count: PeopleTest['count'], jurisdiction: string): Headcount {
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

  #residents(jurisdiction: string): Headcount {
    const own = this.#entries.get(jurisdiction);
    if (!own)
      return this.#sum([...this.#entries.values()].filter(({ wholes }) => wholes.includes(jurisdiction)));
    return { people: atLeastOf(own), exact: own.number !== null, facts: [factOf(jurisdiction)] };
  }

  #total(): Headcount {
    if (this.affected.total === undefined) return this.#sum([...this.#entries.values()]);
    return { people: this.affected.total, exact: true, facts: ['affected.total'] };
  }

  #largestState(): Headcount {
    const states = [...this.#entries.values()].filter(({ place }) => place.startsWith('US-'));
    const exact = this.#complete && !this.#entries.has('US') && states.every(({ number }) => number !== null);
    return { people: Math.max(0, ...states.map(atLeastOf)), exact, facts: this.#factsOf(states) };
  }

  /** Nobody is counted twice: an entry that lies in another of the same sum is left to that one. */
  #sum(entries: readonly Entry[]): Headcount {
    const places = new Set(entries.map(({ place }) => place));
    const outermost = entries.filter(({ wholes }) => !wholes.some((whole) => places.has(whole)));
    return {
      people: outermost.reduce((sum, entry) => sum + atLeastOf(entry), 0),
      exact: this.#complete && outermost.every(({ number }) => number !== null),
      facts: this.#factsOf(outermost),
    };
  }

  #factsOf(entries: readonly Entry[]): string[] {
    const facts = entries.map(({ place }) => factOf(place));
    return this.#complete ? [...facts, 'affected.complete'] : facts;
  }
}

function atLeastOf({ number }: Entry): number {
  return number ?? 1;
}

function factOf(place: string): string {
  return `${BY_JURISDICTION}.${place}`;
}

function factAsked(count: PeopleTest['count'], jurisdiction: string): string {
  if (count === 'total') return 'affected.total';
  return count === 'any-one-state' ? BY_JURISDICTION : factOf(jurisdiction);
}
