import { IsIn, IsOptional, Matches, MaxLength } from 'class-validator';
import type { Phase } from '../../catalogue/domain/step.js';
import type { StepState } from '../../plans/domain/step-state.js';
import { IsVersionNumberOrEmpty } from '../../platform/http/version-number.js';
import { PHASE_WORDS, STATE_WORDS } from './plan.words.js';

export const PLAN_ORDERS = ['wants', 'time', 'owner'] as const;
export type PlanOrder = (typeof PLAN_ORDERS)[number];

/** What was just said about the step that `decided` names; empty: its state was decided. */
const SAID = ['', 'assignment', 'title', 'due', 'feasibility', 'added', 'changed', 'withdrawn'] as const;
export type Said = (typeof SAID)[number];

/** A person's id, an instant in UTC, or `none`; empty: nothing can be put back. */
export const WAS = /^(none|[0-9A-HJKMNP-TV-Z]{26}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)?$/;

const ID_OR_EMPTY = /^[a-z0-9-]{0,80}$/;

/** What the address of the plan page says: order, filters, open row. Empty: not asked for. */
export class PlanQuery {
  @IsOptional()
  @IsIn(PLAN_ORDERS)
  order: PlanOrder = 'wants';

  /** `all`: every step with its exact rank, in place of the best step for each want. */
  @IsOptional()
  @IsIn(['', 'all'])
  show: '' | 'all' = '';

  @IsOptional()
  @IsIn(['', ...Object.keys(PHASE_WORDS)])
  phase: Phase | '' = '';

  @IsOptional()
  @MaxLength(200)
  owner = '';

  @IsOptional()
  @IsIn(['', ...Object.keys(STATE_WORDS)])
  state: StepState | '' = '';

  /** The step whose row is open. */
  @IsOptional()
  @Matches(ID_OR_EMPTY)
  step = '';

  /** The step about which something was just decided: the page says so once. */
  @IsOptional()
  @Matches(ID_OR_EMPTY)
  decided = '';

  @IsOptional()
  @IsIn(SAID)
  said: Said = '';

  /** What stood before, to be put back: a person or a moment; `none`: nothing stood. */
  @IsOptional()
  @Matches(WAS)
  was = '';

  /** Facts revision with which the plan is compared. */
  @IsOptional()
  @IsVersionNumberOrEmpty('a facts revision')
  since = '';
}

/** The address of the plan page, or of something below it, in the state the query says. */
export function planHref(reference: string, query: PlanQuery, below = '', anchor = ''): string {
  const { order, ...rest } = query;
  const words = { order: order === 'wants' ? '' : order, ...rest };
  const filled = Object.entries(words).filter(([, value]) => value !== '');
  const search = filled.length === 0 ? '' : `?${new URLSearchParams(filled).toString()}`;
  return `/incidents/${reference}/plan${below}${search}${anchor === '' ? '' : `#${anchor}`}`;
}

/** The same state of the page but for what is named; what was just decided is said once only. */
export function withQuery(query: PlanQuery, change: Partial<PlanQuery>): PlanQuery {
  return Object.assign(new PlanQuery(), query, { decided: '', said: '', was: '' }, change);
}
