import type { DutyRecipient, DutyStage, ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import { isOwed, type DutyTerms } from './duty-terms.js';

const LONGEST_LAW = 44;

/** Laws that everyone calls by name; the register shows their numbers. */
const NAMED_LAWS: readonly (readonly [string, string])[] = [
  ['Reg. (EU) 2022/2554', 'DORA'],
  ['Dir. (EU) 2022/2555', 'NIS2'],
  ['Reg. (EU) 2024/2847', 'CRA'],
];

/** The first of several laws, by its name, without the number that repeats it. */
export function shortLaw(law: string): string {
  const [first = law] = law.split(';');
  const short = NAMED_LAWS.reduce((text, [number, name]) => text.replace(number, name), first)
    .replace(/ \((Reg|Dir)[^)]*\)/, '')
    .trim();
  return short.length <= LONGEST_LAW ? short : `${short.slice(0, LONGEST_LAW - 1).replace(/\s+\S*$/, '')}…`;
}

const REPORTS: Readonly<Record<DutyStage, string>> = {
  single: 'report',
  'early-warning': 'first report',
  intermediate: 'intermediate report',
  final: 'final report',
};

const NOTICES: Readonly<Record<Exclude<DutyRecipient, 'regulator'>, string>> = {
  individuals: 'notice to people',
  'consumer-reporting-agencies': 'notice to consumer reporting agencies',
  media: 'notice to the media',
  partners: 'notice to partners',
};

/**
 * A duty in a few words for places outside the application: `report due (GDPR Art. 33)`. What people typed, as the
 * name of a partner in a duty that they added, is left out.
 */
export function plainDutyName(
  rule: Pick<ObligationRule, 'law' | 'recipient' | 'stage'>,
  origin: 'rule' | 'manual',
): string {
  const what = rule.recipient === 'regulator' ? REPORTS[rule.stage] : NOTICES[rule.recipient];
  return `${what} due (${origin === 'manual' ? 'added by hand' : shortLaw(rule.law)})`;
}

/** A row of the register, as far as naming it once goes. */
export interface NamedRow {
  ruleId: string;
  rule: Pick<ObligationRule, 'sameDutyAs'>;
  terms: Pick<DutyTerms, 'status'>;
}

/** The rows of one incident without those that describe a duty which another owed row describes too. */
export function eachDutyOnce<Row extends NamedRow>(rows: readonly Row[]): Row[] {
  const owed = new Set(rows.filter(({ terms }) => isOwed(terms.status)).map(({ ruleId }) => ruleId));
  return rows.filter(({ rule }) => rule.sameDutyAs === undefined || !owed.has(rule.sameDutyAs));
}
