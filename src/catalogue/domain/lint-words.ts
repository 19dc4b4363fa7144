import { wordLanguages } from './data-class-words.js';
import type { WordLanguage } from './data-class-words.js';

/** What an entry of a word list finds, and the rule of the notice checks that it serves. */
export const lintClasses = {
  hedge: 'W3',
  absence: 'W4',
  'absence-ok': 'W4',
  minimiser: 'W5',
  stock: 'W6',
  blame: 'W7',
  passive: 'W8',
  'apology-conditional': 'W9',
  'apology-form': 'W9',
  'apology-ok': 'W9',
  'harm-word': 'W10',
  jargon: 'W11',
  'vague-promise': 'W12',
  absolute: 'W13',
  sales: 'W14',
  generosity: 'W15',
  greeting: 'W16',
  'vague-data': 'C2',
  euphemism: 'C5',
  script: 'A1',
  honorific: 'W2',
} as const;
export type LintClass = keyof typeof lintClasses;

/** `note` is no finding: it only tells the check what it has seen. */
export type LintSeverity = 'block' | 'warn' | 'hint' | 'note';

export interface LintEntry {
  term: string;
  class: LintClass;
  /** The one that its class serves. */
  rule: string;
  severity: LintSeverity;
  /** Plain words to write, or what to do, in the language of the list. */
  instead: string;
  /** Takes the place of the term as it stands. */
  plain?: string;
  /** Of the evidence, or of the sources of its list. */
  source: string;
  /** A hit within one of these is none. */
  except?: string[];
  caseSensitive?: boolean;
  /** Only right before a figure. */
  followedBy?: 'number';
}

/** Words by what they tell a check, found as entries are; none of them is a finding. */
export const lintCues = [
  'heading-happened',
  'heading-data',
  'heading-doing',
  'heading-actions',
  'heading-help',
  'reader',
  'others',
  'data',
  'leak',
  'repair',
  'passive',
  'participle',
  'agent',
  'looked',
  'settles',
  'owns',
  'free',
  'hours',
  'second-way',
  'effort',
  'scam',
  'never-asks',
  'complaint',
  'access',
  'sign-in',
  'betrays',
] as const;
export type LintCue = (typeof lintCues)[number];

/** `knowledge/words/lint-<language>.yaml`; its head says how words are found and what each class and cue is for. */
export interface LintList {
  language: WordLanguage;
  version: number;
  /** Native readers who checked this list; empty: nobody has, and reports say so. */
  reviewedBy: string[];
  /** By id, what it is. */
  sources: Record<string, string>;
  entries: LintEntry[];
  cues: Record<LintCue, string[]>;
}

/** The list of an organisation: what it leaves out stays as shipped. */
export type OwnLintList = Pick<LintList, 'language' | 'version'> &
  Partial<Omit<LintList, 'cues'>> & {
    cues?: Partial<LintList['cues']>;
  };

export type LintWords = Readonly<Record<WordLanguage, LintList>>;

/**
 * Own entries add to the shipped ones, and one with the term and class of a shipped one takes its place; own cues add.
 * Who checked the shipped list has not checked what was added.
 */
export function withOwnWords(shipped: LintList, own: OwnLintList): LintList {
  const entries = new Map(shipped.entries.map((entry) => [keyOf(entry), entry]));
  for (const entry of own.entries ?? []) entries.set(keyOf(entry), entry);
  return {
    ...shipped,
    sources: { ...shipped.sources, ...own.sources },
    entries: [...entries.values()],
    cues: Object.fromEntries(
      lintCues.map((cue) => [cue, [...new Set([...shipped.cues[cue], ...(own.cues?.[cue] ?? [])])]]),
    ) as LintList['cues'],
  };
}

/** @param lists the shipped ones of every language first, own ones after them */
export function lintWordsOf(lists: readonly (LintList | OwnLintList)[]): LintWords {
  const [shipped, own] = [lists.slice(0, wordLanguages.length), lists.slice(wordLanguages.length)];
  return Object.fromEntries(
    (shipped as LintList[]).map((list) => [
      list.language,
      own.filter(({ language }) => language === list.language).reduce<LintList>(withOwnWords, list),
    ]),
  ) as unknown as LintWords;
}

function keyOf({ term, class: kind }: LintEntry): string {
  return `${kind} ${term.toLowerCase()}`;
}
