import type { ExpectedDuty, WorkedCase } from '../../catalogue/domain/worked-examples.js';
import { concerns, type Duty } from './duty.js';

const COMPARED = [
  'status',
  'dueAt',
  'safeDueAt',
  'softDueAt',
  'notBefore',
  'projected',
  'missingFacts',
] as const;

/** Where the evaluation of a worked case does not come out as worked, a sentence each; empty = it does. */
export function deviationsFrom(
  worked: Pick<WorkedCase, 'expected' | 'mustNotBeDue'>,
  duties: readonly Duty[],
): string[] {
  const expected = new Map(worked.expected.map((answer) => [answer.ruleId, answer]));
  const evaluated = new Map(duties.map((duty) => [duty.ruleId, duty]));
  const unknownRules = [...expected.keys(), ...worked.mustNotBeDue].filter(
    (ruleId) => !evaluated.has(ruleId),
  );
  return [
    ...unknownRules.map((ruleId) => `${ruleId}: there is no such rule`),
    ...duties.flatMap((duty) => compare(duty, expected.get(duty.ruleId))),
    ...worked.mustNotBeDue
      .filter((ruleId) => evaluated.get(ruleId)?.status === 'due')
      .map((ruleId) => `${ruleId}: is due and must not be`),
  ];
}

function compare(duty: Duty, expected: ExpectedDuty | undefined): string[] {
  if (!expected) {
    return concerns(duty) ? [`${duty.ruleId}: is ${duty.status}, worked as not owed or inactive`] : [];
  }
  return COMPARED.filter((field) => inWords(duty[field]) !== inWords(expected[field])).map(
    (field) => `${duty.ruleId}: ${field} is ${inWords(duty[field])}, worked as ${inWords(expected[field])}`,
  );
}

function inWords(value: string | boolean | readonly string[] | null | undefined): string {
  if (Array.isArray(value)) return value.join(', ') || 'none';
  return value === undefined || value === null || value === false ? 'none' : String(value);
}
