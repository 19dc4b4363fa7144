import type { CheckRule } from '../check-rule.js';
import { causeRule } from './cause-rule.js';
import { classRule } from './class-rule.js';
import { dateRule } from './date-rule.js';
import { figureRule } from './figure-rule.js';
import { identityRule, lossRule, proofRule, readerRule, receiverRule } from './help-rules.js';
import { promiseRule } from './promise-rule.js';

/** Checks that hold a notice against the facts, the record and the plan of its incident. */
export const factRules: readonly CheckRule[] = [
  classRule,
  readerRule,
  dateRule,
  causeRule,
  proofRule,
  lossRule,
  identityRule,
  receiverRule,
  figureRule,
  promiseRule,
];
