import type { LintClass, LintCue, LintEntry, LintList } from '../../../catalogue/domain/lint-words.js';
import type { CheckGround } from './check-rule.js';
import { listOf, matchOf } from './check-language.js';
import type { CheckedNotice } from './checked-notice.js';
import { readingOf } from './notice-reading.js';
import type { ReadPart, ReadSentence } from './notice-reading.js';
import { PhraseSearch } from './text/phrase-search.js';
import type { Hit } from './text/phrase-search.js';
import { unitsOf } from './text/units.js';
import type { Unit } from './text/units.js';

/** An entry of the word list, found in a sentence or in a heading. */
export interface WordHit {
  entry: LintEntry;
  part: ReadPart;
  /** Null: in the heading. */
  sentence: ReadSentence | null;
  /** In `CheckedPart.words`, or in the heading. */
  start: number;
  end: number;
  /** As it stands there. */
  text: string;
  /** Units of the sentence before and behind it. */
  from: number;
  to: number;
}

interface EntryPhrase {
  entry: LintEntry;
  text: string;
  caseSensitive: boolean;
  except?: readonly string[];
  followedBy?: 'number';
}

const hitsByNotice = new WeakMap<CheckedNotice, { list: LintList; hits: readonly WordHit[] }>();
const searches = new WeakMap<LintList, PhraseSearch<EntryPhrase>>();
const cueSearches = new WeakMap<
  LintList,
  Map<LintCue, PhraseSearch<{ text: string; caseSensitive: boolean }>>
>();

/** Entries of these classes that stand in the notice, in reading order; none without a list for its language. */
export function hitsOf(
  notice: CheckedNotice,
  ground: CheckGround,
  ...classes: readonly LintClass[]
): WordHit[] {
  const list = listOf(readingOf(notice).language, ground);
  if (!list) return [];
  const before = hitsByNotice.get(notice);
  const hits = before?.list === list ? before.hits : allHits(notice, list);
  hitsByNotice.set(notice, { list, hits });
  return hits.filter(({ entry }) => classes.includes(entry.class));
}

/** True where a word of one of these cues stands. */
export function hasCue(units: readonly Unit[], list: LintList, ...cues: readonly LintCue[]): boolean {
  return cues.some((cue) => cueSearch(list, cue).anyIn(units));
}

export function cueHits(units: readonly Unit[], list: LintList, cue: LintCue): Hit<{ text: string }>[] {
  return cueSearch(list, cue).in(units);
}

function allHits(notice: CheckedNotice, list: LintList): WordHit[] {
  const { match, parts } = readingOf(notice);
  const search = searchOf(list);
  return parts
    .filter(({ part }) => part.id !== 'annex')
    .flatMap((part) => {
      const heading = part.part.prescribed ? [] : search.in(unitsOf(part.part.heading, match));
      return [
        ...heading.map((hit) => hitIn(part, null, part.part.heading, hit)),
        ...part.sentences
          .filter((sentence) => isRead(sentence, notice))
          .flatMap((sentence) =>
            search
              .in(sentence.units)
              .filter((hit) => !namesReference(sentence.units, hit.to))
              .map((hit) => hitIn(part, sentence, part.part.words, hit)),
          ),
      ];
    });
}

/** A paragraph in brackets tells whoever calls what to do; the person on the line does not hear it. */
function isRead({ block, part }: ReadSentence, { kind }: CheckedNotice): boolean {
  return kind !== 'call-script' || !/^[(（].*[)）]$/su.test(part.part.words.slice(block.start, block.end));
}

function hitIn(part: ReadPart, sentence: ReadSentence | null, words: string, hit: Hit<EntryPhrase>): WordHit {
  const { phrase, start, end, from, to } = hit;
  return { entry: phrase.entry, part, sentence, start, end, from, to, text: words.slice(start, end) };
}

/** "incident INC-2026-0042": the word belongs to the number of a case. */
function namesReference(units: readonly Unit[], to: number): boolean {
  return /^\p{Lu}{2,8}$/u.test(units[to]?.exact ?? '') && /^\d/u.test(units[to + 1]?.exact ?? '');
}

function searchOf(list: LintList): PhraseSearch<EntryPhrase> {
  const before = searches.get(list);
  if (before) return before;
  const phrases = list.entries.map((entry): EntryPhrase => {
    const { term, caseSensitive = false, except, followedBy } = entry;
    return { entry, text: term, caseSensitive, ...(except && { except }), ...(followedBy && { followedBy }) };
  });
  const search = new PhraseSearch(phrases, matchOf(list.language));
  searches.set(list, search);
  return search;
}

function cueSearch(list: LintList, cue: LintCue): PhraseSearch<{ text: string; caseSensitive: boolean }> {
  const known =
    cueSearches.get(list) ?? new Map<LintCue, PhraseSearch<{ text: string; caseSensitive: boolean }>>();
  cueSearches.set(list, known);
  const before = known.get(cue);
  if (before) return before;
  const phrases = list.cues[cue].map((text) => ({ text, caseSensitive: /^\p{Lu}/u.test(text) }));
  const search = new PhraseSearch(phrases, matchOf(list.language));
  known.set(cue, search);
  return search;
}
