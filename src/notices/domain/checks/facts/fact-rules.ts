import type { CheckRule } from '../check-rule.js';
import { causeRule } from './cause-rule.js';
import { classRule } from './class-rule.js';
import { dateRule } from './date-rule.js';
import { figureRule } from './figure-rule.js';

/** Checks that hold a notice against the facts, the record and the plan of its incident. */
export const factRules: readonly CheckRule[] = [classRule, dateRule, causeRule, figureRule];
