import type { FixClaimWords, FixClaims } from '../../catalogue/domain/fix-claims.js';

/** A sentence that says the weakness is closed. */
export interface ClaimedFix {
  /** The sentence as it stands in the text, at most 240 characters. */
  quote: string;
  /** The phrase of the list. */
  phrase: string;
  /** Of the phrase in the text given, in UTF-16 units. */
  offset: number;
}

const LONGEST_QUOTE = 240;

/**
 * Sentences of a text that claim that the weakness is closed, each once, by the lists of all languages:
 * `knowledge/words/fix-claims.yaml` says how they match, and when a phrase is no claim.
 *
 * @param text as it is sent, without Markdown
 */
export function fixClaimsIn(text: string, words: FixClaims): ClaimedFix[] {
  const lists = listsOf(words);
  const found: ClaimedFix[] = [];
  for (const sentence of sentencesOf(text)) {
    const claim = lists.map((list) => list.claimIn(sentence.text)).find((one) => one !== null);
    if (claim)
      found.push({
        quote: quoted(sentence.text),
        phrase: claim.phrase,
        offset: sentence.offset + claim.offset,
      });
  }
  return found;
}

interface FoundPhrase {
  phrase: string;
  /** In the sentence. */
  offset: number;
}

interface ClaimList {
  claimIn(sentence: string): FoundPhrase | null;
}

const prepared = new WeakMap<FixClaims, ClaimList[]>();

function listsOf(words: FixClaims): ClaimList[] {
  const known = prepared.get(words);
  if (known) return known;
  const lists = Object.values(words.languages).map((list) => new Claims(list));
  prepared.set(words, lists);
  return lists;
}

/** A unit of comparison: a word, or a character of a script that writes no words apart. */
interface Unit {
  text: string;
  offset: number;
  /** A comma, a bracket or another end of a clause stands before it. */
  afterBreak: boolean;
}

type Phrase = readonly Pick<Unit, 'text' | 'afterBreak'>[];

interface Span {
  from: number;
  /** Behind the last unit. */
  to: number;
}

class Claims implements ClaimList {
  readonly #claims: ReadonlyMap<string, readonly { phrase: string; units: Phrase }[]>;
  readonly #except: ReadonlyMap<string, readonly { units: Phrase }[]>;
  readonly #denials: readonly Phrase[];
  readonly #after: readonly Phrase[];
  readonly #turns: ReadonlySet<string>;

  constructor(private readonly words: FixClaimWords) {
    const phrase = (text: string) => ({ phrase: text, units: this.#units(text) });
    this.#claims = byFirst(words.claims.map(phrase));
    this.#except = byFirst(words.except.map(phrase));
    this.#denials = words.denials.map((text) => phrase(text).units);
    this.#after = words.denialsAfter.map((text) => phrase(text).units);
    this.#turns = new Set(words.turns.map(folded));
  }

  claimIn(sentence: string): FoundPhrase | null {
    const units = this.#units(sentence);
    const excepted = units.flatMap((_, from) =>
      startingAt(units, from, this.#except).map(({ units: { length } }) => ({ from, to: from + length })),
    );
    for (let from = 0; from < units.length; from++) {
      for (const {
        phrase,
        units: { length },
      } of startingAt(units, from, this.#claims)) {
        const span = { from, to: from + length };
        const isExcepted = excepted.some((one) => one.from <= span.from && span.to <= one.to);
        if (!isExcepted && !this.#isDenied(units, span)) return { phrase, offset: units[from]?.offset ?? 0 };
      }
    }
    return null;
  }

  #isDenied(units: readonly Unit[], { from, to }: Span): boolean {
    for (let end = from; end >= 0 && from - end <= this.words.reach; end--) {
      if (this.#denials.some((denial) => endsAt(units, end, denial))) return true;
      if (units[end]?.afterBreak || this.#isTurn(units[end - 1])) break;
    }
    const reachAfter = this.words.match === 'characters' ? 0 : this.words.reach;
    for (let start = to; start < units.length && start - to <= reachAfter; start++) {
      if (units[start]?.afterBreak) break;
      if (this.#after.some((denial) => matches(units, start, denial))) return true;
      if (this.#isTurn(units[start])) break;
    }
    return false;
  }

  #isTurn(unit: Unit | undefined): boolean {
    return unit !== undefined && this.#turns.has(unit.text);
  }

  #units(text: string): Unit[] {
    return this.words.match === 'words' ? wordsOf(text) : charactersOf(text);
  }
}

function byFirst<T extends { units: Phrase }>(phrases: readonly T[]): Map<string, T[]> {
  const map = new Map<string, T[]>();
  // The longest wins where two begin alike.
  for (const phrase of [...phrases].sort((a, b) => b.units.length - a.units.length)) {
    const first = phrase.units[0]?.text ?? '';
    map.set(first, [...(map.get(first) ?? []), phrase]);
  }
  return map;
}

function startingAt<T extends { units: Phrase }>(
  units: readonly Unit[],
  from: number,
  phrases: ReadonlyMap<string, readonly T[]>,
): T[] {
  return (phrases.get(units[from]?.text ?? '') ?? []).filter((phrase) => matches(units, from, phrase.units));
}

/** A phrase goes over the end of a clause only where it has one itself. */
function matches(units: readonly Unit[], from: number, phrase: Phrase): boolean {
  return phrase.every(({ text, afterBreak }, index) => {
    const unit = units[from + index];
    return unit?.text === text && (index === 0 || afterBreak || !unit.afterBreak);
  });
}

function endsAt(units: readonly Unit[], end: number, phrase: Phrase): boolean {
  return phrase.length > 0 && matches(units, end - phrase.length, phrase);
}

const clauseEnd = /[,;:()[\]{}\u2013\u2014|/\u3001\uFF0C\uFF1B\uFF1A\uFF08\uFF09]/u;

function wordsOf(text: string): Unit[] {
  const units: Unit[] = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}\p{N}\p{Default_Ignorable_Code_Point}%]+/gu)) {
    units.push({ text: folded(word), offset: index, afterBreak: clauseEnd.test(text.slice(end, index)) });
    end = index + word.length;
  }
  return units;
}

function charactersOf(text: string): Unit[] {
  const units: Unit[] = [];
  let afterBreak = false;
  for (const { 0: character, index } of text.matchAll(/[^\s\p{Default_Ignorable_Code_Point}]/gu)) {
    if (clauseEnd.test(character)) afterBreak = true;
    else {
      units.push({ text: folded(character), offset: index, afterBreak });
      afterBreak = false;
    }
  }
  return units;
}

/** Case (ß is SS), width and what nobody sees make no difference. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toUpperCase()
    .toLowerCase();
}

const sentence = /(?:[^.!?\u3002\uFF01\uFF1F\n]|\.(?=\d)|\n(?![^\S\n]*(?:\n|[-*>]\s|\d+\.\s)))+/gu;

/** Cut at the marks that end sentences, at empty lines and items; a point before a digit ends none. */
function sentencesOf(text: string): { text: string; offset: number }[] {
  return [...text.matchAll(sentence)].map(({ 0: found, index }) => ({ text: found, offset: index }));
}

function quoted(sentence: string): string {
  const line = sentence
    .replace(/\s+/gu, ' ')
    .replace(/^ ?(?:[-*>]|\d+\.) /u, '')
    .trim();
  const characters = [...line];
  return characters.length <= LONGEST_QUOTE ? line : `${characters.slice(0, LONGEST_QUOTE).join('')}…`;
}
