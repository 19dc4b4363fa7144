import type { WordLanguage } from './data-class-words.js';

/** What an entry of a word list of notices finds, by the rule of the notice checks that it serves. */
export const lintClasses = {
  hedge: ['W3'],
  absence: ['W4'],
  'absence-ok': ['W4'],
  minimiser: ['W5'],
  stock: ['W6'],
  blame: ['W7'],
  passive: ['W8'],
  'apology-conditional': ['W9'],
  'apology-form': ['W9'],
  'apology-ok': ['W9'],
  'harm-word': ['W10'],
  jargon: ['W11'],
  'vague-promise': ['W12'],
  absolute: ['W13'],
  sales: ['W14'],
  generosity: ['W15'],
  greeting: ['W16'],
  'vague-data': ['C2'],
  euphemism: ['C5'],
  script: ['A1'],
  honorific: ['W2'],
} as const satisfies Record<string, readonly string[]>;
export type LintClass = keyof typeof lintClasses;

/** `note` is no finding: it only tells the check what it has seen. */
export type LintSeverity = 'block' | 'warn' | 'hint' | 'note';

export interface LintEntry {
  term: string;
  class: LintClass;
  rule: string;
  severity: LintSeverity;
  /** Plain words to write in its place, or what to do, in the language of the list. */
  instead: string;
  /** Of the evidence, or of the sources of its list. */
  source: string;
  /** A hit within one of these is none. */
  except?: string[];
  caseSensitive?: boolean;
  /** Only right before a figure. */
  followedBy?: 'number';
}

/** Words by what they tell a check, matched as entries are; none of them is a finding. */
export const lintCues = [
  /** Headings of the five parts of a notice, by how they begin. */
  'heading-happened',
  'heading-data',
  'heading-doing',
  'heading-actions',
  'heading-help',
  /** The reader, or what is the reader's. */
  'reader',
  /** Data left the house. */
  'leak',
  /** Somebody who acts is named: we, someone, an attacker. */
  'agent',
  /** We speak of ourselves. */
  'we',
  /** Someone looked for something. */
  'looked',
  /** What will settle an open question. */
  'settles',
  /** A call that costs nothing. */
  'free',
  /** A call that is not free is named as such by digits alone; hours are given by clock or by these. */
  'hours',
  /** Time that an action needs. */
  'effort',
  /** Scams that follow. */
  'scam',
  /** What the house never asks. */
  'never-asks',
  /** An outside body hears complaints. */
  'complaint',
  /** Ways in for people with disabilities. */
  'access',
  /** Signing in or up by a link. */
  'sign-in',
  /** What the outside of a letter, a subject or a voicemail may not say. */
  'betrays',
] as const;
export type LintCue = (typeof lintCues)[number];

/** `knowledge/words/lint-<language>.yaml`. */
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

/** Every language has one. */
export type LintWords = Readonly<Record<WordLanguage, LintList>>;
