import { unitsOf } from './units.js';
import type { Match, Unit } from './units.js';

export interface Phrase {
  text: string;
  caseSensitive?: boolean;
  /** No hit within one of these. */
  except?: readonly string[];
  followedBy?: 'number';
}

export interface Hit<P> {
  phrase: P;
  start: number;
  end: number;
  /** Of its first unit, among those searched. */
  from: number;
  /** Behind its last one. */
  to: number;
}

/** Looks for many phrases in one pass; where several begin at a word, only those are compared. */
export class PhraseSearch<P extends Phrase> {
  readonly #byFirst = new Map<string, { phrase: P; units: readonly Unit[]; except: readonly Except[] }[]>();

  constructor(phrases: readonly P[], match: Match) {
    for (const phrase of phrases) {
      const units = unitsOf(phrase.text, match);
      const first = units[0]?.folded;
      if (first === undefined) continue;
      const except = (phrase.except ?? []).flatMap((text) => exceptsOf(unitsOf(text, match), units));
      const known = this.#byFirst.get(first) ?? [];
      this.#byFirst.set(
        first,
        [...known, { phrase, units, except }].sort((a, b) => b.units.length - a.units.length),
      );
    }
  }

  /** In the order of the text; the longest wins where two overlap. */
  in(units: readonly Unit[]): Hit<P>[] {
    return longestOf(this.#candidates(units));
  }

  /** True where any phrase stands, overlap or not. */
  anyIn(units: readonly Unit[]): boolean {
    return units.some((_, from) => this.#startingAt(units, from).length > 0);
  }

  #candidates(units: readonly Unit[]): Hit<P>[] {
    return units.flatMap((_, from) => this.#startingAt(units, from));
  }

  #startingAt(units: readonly Unit[], from: number): Hit<P>[] {
    const hits: Hit<P>[] = [];
    for (const { phrase, units: wanted, except } of this.#byFirst.get(units[from]?.folded ?? '') ?? []) {
      const to = from + wanted.length;
      if (!matches(units, from, wanted, phrase.caseSensitive === true)) continue;
      if (phrase.followedBy === 'number' && !/^\p{Nd}/u.test(units[to]?.exact ?? '')) continue;
      if (except.some((one) => matches(units, from - one.before, one.units, false))) continue;
      hits.push({ phrase, from, to, start: units[from]?.start ?? 0, end: units[to - 1]?.end ?? 0 });
    }
    return hits;
  }
}

/** A longer phrase, and how many of its units stand before the one it excuses. */
interface Except {
  units: readonly Unit[];
  before: number;
}

function exceptsOf(longer: readonly Unit[], phrase: readonly Unit[]): Except[] {
  return longer.flatMap((_, before) =>
    matches(longer, before, phrase, false) ? [{ units: longer, before }] : [],
  );
}

function matches(units: readonly Unit[], from: number, wanted: readonly Unit[], exactly: boolean): boolean {
  return (
    from >= 0 &&
    wanted.every((unit, index) => {
      const seen = units[from + index];
      return exactly ? seen?.exact === unit.exact : seen?.folded === unit.folded;
    })
  );
}

function longestOf<P>(candidates: readonly Hit<P>[]): Hit<P>[] {
  const taken: Hit<P>[] = [];
  let group: Hit<P>[] = [];
  let end = -1;
  const close = () => {
    for (const hit of [...group].sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from))
      if (taken.every(({ from, to }) => hit.to <= from || to <= hit.from)) taken.push(hit);
    group = [];
  };
  const all: Hit<P>[] = [];
  for (const hit of candidates) {
    if (hit.from >= end) {
      close();
      all.push(...taken.splice(0));
    }
    group.push(hit);
    end = Math.max(end, hit.to);
  }
  close();
  all.push(...taken);
  return all.sort((a, b) => a.from - b.from);
}
