import type { Evidence, Stance } from '../../catalogue/domain/evidence.js';
import type { Priority } from '../../catalogue/domain/priorities.js';
import type { StepCondition } from '../../catalogue/domain/step.js';
import { isLeadersFigureApart } from '../../plans/domain/security-leaders.js';
import { wants } from '../charts/wants.js';
import type { ChipView, OptionView, TabView } from '../views.types.js';
import { figureWords, testWords } from './plan.words.js';

/** What a finding says to the rule that proof of fix, compensation and identity help come before an apology. */
export const STANCE_WORDS: Readonly<Record<Stance, string>> = {
  supports: 'Supports',
  contradicts: 'Contradicts',
  qualifies: 'Qualifies',
  context: 'Context',
};

const STANCE_CHIPS: Readonly<Record<Stance, Omit<ChipView, 'text'>>> = {
  supports: { tone: 'ok' },
  contradicts: { tone: 'danger' },
  qualifies: { tone: 'warn' },
  context: { tone: 'line' },
};

export const STANCE_MEANING: Readonly<Record<Stance, string>> = {
  supports: 'Speaks for the rule that proof of fix, compensation and identity help come before an apology.',
  contradicts:
    'Speaks against the rule that proof of fix, compensation and identity help come before an apology.',
  qualifies: 'Limits the rule that proof of fix, compensation and identity help come before an apology.',
  context: 'Says nothing for or against the order of remedies; it tells of the circumstances.',
};

export function stanceChip(stance: Stance): ChipView {
  return { text: STANCE_WORDS[stance], ...STANCE_CHIPS[stance] };
}

export function verifiedChip(verified: boolean): ChipView {
  return verified
    ? { text: 'Figure checked', tone: 'ok', icon: 'check' }
    : { text: 'Not verified', tone: 'warn', icon: 'triangle-alert' };
}

export function wantWords(priority: Priority): string {
  return wants[priority];
}

export const KNOWLEDGE_SECTIONS = ['overview', 'evidence', 'steps', 'industries'] as const;
export type KnowledgeSection = (typeof KNOWLEDGE_SECTIONS)[number];

const SECTION_WORDS: Readonly<Record<KnowledgeSection, string>> = {
  overview: 'Overview',
  evidence: 'Findings',
  steps: 'Steps',
  industries: 'Industries',
};

/** The links between the parts of the knowledge. */
export function sectionTabs(open: KnowledgeSection): TabView[] {
  return KNOWLEDGE_SECTIONS.map((section) => ({
    label: SECTION_WORDS[section],
    href: section === 'overview' ? '/knowledge' : `/knowledge/${section}`,
    active: section === open,
  }));
}

export const FIGURE_APART = 'Figure not shown';

/** The figure as pages may print it. */
export function figureShown(finding: Pick<Evidence, 'id' | 'figure'>): string {
  return isLeadersFigureApart(finding) ? FIGURE_APART : figureWords(finding.figure);
}

export function sampleWords({ n }: Pick<Evidence['figure'], 'n'>): string {
  return n === null ? 'sample not known' : `n = ${n.toLocaleString('en-GB')}`;
}

export function yearWords(year: number | null): string {
  return year === null ? 'year not known' : String(year);
}

export function regionWords(region: string): string {
  return region === 'unknown' ? 'region not known' : region;
}

/** The knowledge calls the founding documents of the project its seed; readers were never told of it by that name. */
export function inPlainWords(text: string): string {
  return text.replace(/\bseed( text)?\b/gi, 'founding document');
}

export interface TextPart {
  text: string;
  /** Empty: no link. */
  href: string;
}

const PLACE = /\b(?:10\.\d{4,9}\/[^\s;,()]+|(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/[^\s;,()]*)?)/gi;

/** Sites and DOI numbers within a sentence become links: `finchannel.com (April 2019 …)`. */
export function linkedPlaces(sentence: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: place, index } of sentence.matchAll(PLACE)) {
    if (index > end) parts.push({ text: sentence.slice(end, index), href: '' });
    parts.push({
      text: place,
      href: place.startsWith('10.') ? `https://doi.org/${place}` : `https://${place}`,
    });
    end = index + place.length;
  }
  if (end < sentence.length) parts.push({ text: sentence.slice(end), href: '' });
  return parts;
}

/** `bank data, payment cards and losses confirmed, or …`; empty: always. */
export function conditionWords(condition: StepCondition, industryName: (id: string) => string): string {
  if ('fact' in condition) return testWords(condition, industryName);
  const all = (condition.all ?? []).map((part) => within(part, industryName));
  const any = (condition.any ?? []).map((part) => within(part, industryName));
  const either = any.join(', or ');
  if (all.length === 0) return either;
  return [...all, ...(either === '' ? [] : [any.length > 1 ? `one of: ${either}` : either])].join('; and ');
}

function within(condition: StepCondition, industryName: (id: string) => string): string {
  const words = conditionWords(condition, industryName);
  return 'fact' in condition || words === '' ? words : `(${words})`;
}

export function optionsFrom<Code extends string>(
  codes: readonly Code[],
  words: (code: Code) => string,
): OptionView[] {
  return codes.map((code) => ({ value: code, label: words(code) }));
}
