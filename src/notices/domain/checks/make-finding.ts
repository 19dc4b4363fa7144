import type { LintEntry } from '../../../catalogue/domain/lint-words.js';
import type { CheckedPart } from './checked-notice.js';
import type { Finding, FindingPlace, MechanicalMend, Severity } from './finding.js';
import { ruleTexts } from './rule-texts.js';
import type { RuleId, RuleText } from './rule-texts.js';
import type { Span } from './text/notice-blocks.js';
import type { WordHit } from './word-hits.js';

const LONGEST_TEXT = 240;

export interface FindingOptions {
  severity: Severity;
  /** What to do, in one sentence. */
  fix: string;
  /** In place of the general reason of the rule. */
  why?: string;
  /** Besides those of the rule. */
  evidence?: readonly string[];
  mend?: MechanicalMend | undefined;
  judgement?: boolean;
}

/** @param span absent: about the whole part, and `text` says what was seen of it */
export function findingIn(
  rule: RuleId,
  part: CheckedPart,
  span: Span | null,
  options: FindingOptions & { text?: string },
): Finding {
  const text = options.text ?? (span ? part.words.slice(span.start, span.end) : '');
  const place = span ? { section: part.id, start: span.start, end: span.end } : { section: part.id };
  return finding(rule, place, text, options);
}

/** About the notice as a whole. */
export function findingOn(rule: RuleId, options: FindingOptions & { text?: string }): Finding {
  return finding(rule, { section: null }, options.text ?? '', options);
}

export function findingAtHit(
  rule: RuleId,
  { part, sentence, start, end, text, entry }: WordHit,
  options: FindingOptions,
): Finding {
  const evidence = [entry.source, ...(options.evidence ?? [])];
  return findingIn(rule, part.part, sentence ? { start, end } : null, { ...options, evidence, text });
}

/** What the list says to write in place of a word. */
export function fixOf({ instead }: LintEntry): string {
  return `In its place: ${instead}.`;
}

function finding(rule: RuleId, place: FindingPlace, text: string, options: FindingOptions): Finding {
  const { severity, fix, evidence = [], mend, judgement } = options;
  const { group, why, evidence: ofRule, judgement: byJudgement = false }: RuleText = ruleTexts[rule];
  return {
    rule,
    group,
    severity,
    place,
    text: shortened(text),
    why: options.why ?? why,
    evidence: [...new Set([...evidence, ...ofRule])],
    fix,
    ...(mend && { mend }),
    ...((judgement ?? byJudgement) && { judgement: true }),
  };
}

function shortened(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  const end = /[\uD800-\uDBFF]/u.test(text.charAt(LONGEST_TEXT - 2)) ? LONGEST_TEXT - 2 : LONGEST_TEXT - 1;
  return `${text.slice(0, end)}…`;
}

/** Deletes a sentence, where it stands once in what is kept and something is left of the part. */
export function mendByDeleting({ id, source }: CheckedPart, sentence: string): MechanicalMend | undefined {
  const at = onceIn(source, sentence);
  if (at === null) return undefined;
  const spaceBefore = source[at - 1] === ' ';
  const from = spaceBefore
    ? ` ${sentence}`
    : source[at + sentence.length] === ' '
      ? `${sentence} `
      : sentence;
  return source.trim() === sentence.trim() ? undefined : { section: id, from, to: '' };
}

/** Puts a word in the place of another, where that stands once in what is kept. */
export function mendByWord(
  { id, source }: CheckedPart,
  word: string,
  plain: string,
): MechanicalMend | undefined {
  if (onceIn(source, word) === null) return undefined;
  const isCapital = /^\p{Lu}\p{Ll}/u.test(word);
  return { section: id, from: word, to: isCapital ? plain.charAt(0).toUpperCase() + plain.slice(1) : plain };
}

function onceIn(text: string, piece: string): number | null {
  const at = text.indexOf(piece);
  return piece === '' || at < 0 || text.indexOf(piece, at + 1) >= 0 ? null : at;
}
