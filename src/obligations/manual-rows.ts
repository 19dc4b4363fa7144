import type { ObligationRule } from '../catalogue/domain/obligation-rule.js';
import { isWithdrawn } from './domain/manual-duty.js';
import type { Obligation } from './obligation.entity.js';

/** The rules of what people added and did not withdraw, to be evaluated beside those of the knowledge. */
export function manualRulesOf(
  rows: readonly Pick<Obligation, 'origin' | 'rule' | 'terms'>[],
): ObligationRule[] {
  return rows
    .filter(({ origin, terms }) => origin === 'manual' && !isWithdrawn(terms))
    .map(({ rule }) => rule);
}
