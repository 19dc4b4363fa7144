import type { ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import type { Duty } from './duty.js';
import type { ReportRecord } from './report-record.js';
import { numberWords } from './report-words.js';
import type { ReportKnowledge } from './report-words.js';

/** What a value is worked out from. */
export interface ReportGround {
  record: ReportRecord;
  rule: ObligationRule;
  duty: Duty;
  knowledge: ReportKnowledge;
  /** RFC 3339: the moment of the report. */
  at: string;
}

/** A value in words; undefined where it is not known. */
export type Reading = (ground: ReportGround) => string | undefined;

/** Undefined where there is nothing to list. */
export function listed<T>(items: readonly T[] | undefined, words: (item: T) => string): string | undefined {
  return items === undefined || items.length === 0 ? undefined : items.map(words).join('; ');
}

/** Without the full stop that the sentence around it brings. */
export function bare(text: string): string {
  return text.trim().replace(/\.$/, '');
}

/** `48,213 people`. */
export function peopleWords(people: number): string {
  return `${numberWords(people)} ${people === 1 ? 'person' : 'people'}`;
}
