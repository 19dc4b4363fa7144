import type { Temporal } from 'temporal-polyfill';
import { lanes } from '../../catalogue/domain/step.js';
import type { StepState } from '../../plans/domain/step-state.js';
import type { PlanMovesSince } from '../../plans/plan-comparison.service.js';
import type { StepStanding } from '../../plans/plans.service.js';
import { isWant, wants, type Want } from '../charts/wants.js';
import type { IncidentHeaderView, OptionView, PageView, TabView } from '../views.types.js';
import { planAsideView, type PlanAsideView } from './plan.aside.view.js';
import { bandGroups } from './plan.bands.view.js';
import type { ComparablesCardView } from './comparables.card.js';
import type { PlacedStep, PlanContext, ProofLinkView } from './plan.context.js';
import { dialsView, type DialsView } from './plan.dials.view.js';
import { glanceView, type GlanceView } from './plan.glance.view.js';
import { movesView, type MovesView } from './plan.moves.view.js';
import { PLAN_ORDERS, planHref, withQuery } from './plan.query.js';
import type { PlanOrder, PlanQuery } from './plan.query.js';
import { RULE_WORDS, supportWords } from './plan.rule.view.js';
import { stepRowView, type RowNumber, type StepRowView } from './plan.step.view.js';
import { LANE_WORDS, ownerWords, PHASE_WORDS, STATE_WORDS } from './plan.words.js';

export interface PlanPageView extends PageView {
  header: IncidentHeaderView;
  /** What matters most, how sure, what next, what is neglected; null: no step applies. */
  glance: GlanceView | null;
  orders: TabView[];
  /** What the order of the list means. */
  meaning: string;
  /** `59 steps apply. 4 done, 15 accepted, 1 skipped, 39 to decide.` */
  counts: string;
  at: Temporal.Instant;
  filters: PlanFiltersView;
  wants: readonly Want[];
  groups: PlanGroupView[];
  /** `Showing the best step for each wish: 8 of 59.` */
  showing: string;
  showAll: { href: string; label: string } | null;
  apology: { title: string; text: string; support: string[] } | null;
  /** What moved since an earlier state of the facts; null: nothing. */
  moves: MovesView | null;
  dials: DialsView;
  /** What organisations did in like breaches. */
  comparables: ComparablesCardView;
  reportHref: string;
  playbookHref: string;
  /** Decided before the facts changed; no longer in the plan. */
  noLonger: { name: string; state: string; reason: string }[];
  closed: boolean;
  /** Where facts are recorded, when little is known and the reader may. */
  factsHref: string;
  fewFacts: boolean;
  /** Where a step of one's own is added; empty: the reader may not. */
  addHref: string;
  aside: PlanAsideView;
}

export interface PlanFiltersView {
  action: string;
  hidden: Record<string, string>;
  clearHref: string;
  /** `Filter the steps`, or by what they are filtered now. */
  filtered: boolean;
  phase: { value: string; options: OptionView[] };
  owner: { value: string; options: OptionView[] };
  state: { value: string; options: OptionView[] };
}

export interface PlanGroupView {
  title: string;
  /** What the group has in common; empty where the title says it. */
  meaning: string;
  /** Screen readers hear the title even where none is printed. */
  silent: boolean;
  steps: StepRowView[];
}

const ORDER_WORDS: Readonly<Record<PlanOrder, string>> = {
  wants: 'By what customers want',
  time: 'By time',
  owner: 'By owner',
};

const MEANING: Readonly<Record<PlanOrder, string>> = {
  wants:
    'Consumer rank: what matters most to the people affected. It does not say what must be done first, or what the law asks.',
  time: 'Schedule: what to do next. The large number is the place in time; the consumer rank stands beside it.',
  owner:
    'Who does what, in the order of time. The large number is the place in time; the consumer rank stands beside it.',
};

const RANKS_MEANING =
  'Ranks side by side often change places: go by the words on how sure they are, not by a single number.';

/** What else the page knows, beside the plan itself. */
export interface PlanExtrasView {
  moves: PlanMovesSince | null;
  proofLink: ProofLinkView | null;
  comparables: ComparablesCardView;
}

/** Everything of the page but its frame. */
export function planPageBody(
  context: PlanContext,
  noLonger: PlanPageView['noLonger'],
  extras: PlanExtrasView,
): Omit<
  PlanPageView,
  'title' | 'shell' | 'errors' | 'header' | 'at' | 'closed' | 'factsHref' | 'fewFacts' | 'addHref'
> {
  const { plan, query, reference } = context;
  const kept = context.inRank().filter((placed) => passes(placed, query));
  const bestOnly = showsBestOnly(context);
  const dials = dialsView(context);
  const shown = bestOnly ? kept.filter(({ step }) => context.leads.has(step.id)) : kept;
  return {
    glance: plan.steps.length === 0 ? null : glanceView(context, dials),
    orders: PLAN_ORDERS.map((order) => ({
      label: ORDER_WORDS[order],
      href: planHref(reference, withQuery(query, { order, show: '', step: '' })),
      active: order === query.order,
    })),
    meaning: MEANING[query.order],
    counts: countsWords(context.inTime()),
    filters: filtersView(context),
    wants: Object.keys(wants).filter(isWant),
    groups: groupsOf(shown, bestOnly, context),
    showing: bestOnly
      ? `Showing the best step for each wish: ${shown.length} of ${plan.steps.length}.`
      : `Showing ${shown.length} of ${plan.steps.length}.`,
    showAll: showAllOf(context, bestOnly),
    apology: apologyNote(context),
    noLonger,
    moves: movesView(extras.moves, context),
    dials,
    comparables: extras.comparables,
    reportHref: `/incidents/${reference}/plan/report`,
    playbookHref: `/incidents/${reference}/plan/playbook`,
    aside: planAsideView(context),
  };
}

/** Decisions about steps that the facts no longer call for, and steps of one's own that were withdrawn. */
export function decisionsNoLonger(
  standings: ReadonlyMap<string, StepStanding>,
  context: PlanContext,
): PlanPageView['noLonger'] {
  const withdrawn = [...context.made.ownSteps.values()].flatMap(({ id, withdrawn }) =>
    withdrawn === null
      ? []
      : [{ name: context.titleOf(id), state: 'Added by you, and withdrawn', reason: withdrawn.reason }],
  );
  const decided = [...standings].flatMap(([id, { state, reason }]) => {
    if (context.byId.has(id) || state === 'proposed' || context.made.ownSteps.has(id)) return [];
    return [{ name: context.titleOf(id), state: STATE_WORDS[state], reason }];
  });
  return [...decided, ...withdrawn];
}

function showsBestOnly({ query, leads }: PlanContext): boolean {
  const filtered = query.phase !== '' || query.owner !== '' || query.state !== '';
  const elsewhere = query.step !== '' && !leads.has(query.step);
  return query.order === 'wants' && query.show === '' && !filtered && !elsewhere;
}

function passes({ step, standing }: PlacedStep, { phase, owner, state }: PlanQuery): boolean {
  return (
    (phase === '' || step.phase === phase) &&
    (owner === '' || step.owner === owner) &&
    (state === '' || standing.state === state)
  );
}

function groupsOf(shown: PlacedStep[], bestOnly: boolean, context: PlanContext): PlanGroupView[] {
  const rows = (steps: PlacedStep[], numbered: RowNumber) =>
    steps.map((placed) => stepRowView(placed, numbered, context));
  const { order } = context.query;
  if (order === 'wants' && bestOnly)
    return bandGroups(shown).map(({ title, meaning, steps }) => ({
      title,
      meaning,
      silent: false,
      steps: rows(steps, 'want'),
    }));
  if (order === 'wants')
    return shown.length === 0
      ? []
      : [{ title: 'Ranked steps', meaning: RANKS_MEANING, silent: true, steps: rows(shown, 'rank') }];
  const inTime = shown.sort((a, b) => a.place - b.place);
  const groups =
    order === 'time'
      ? lanes.map((lane) => ({
          title: LANE_WORDS[lane],
          steps: inTime.filter(({ scheduled }) => scheduled.lane === lane),
        }))
      : ownersOf(inTime).map((owner) => ({
          title: ownerWords(owner),
          steps: inTime.filter(({ step }) => step.owner === owner),
        }));
  return groups
    .filter(({ steps }) => steps.length > 0)
    .map(({ title, steps }) => ({ title, meaning: '', silent: false, steps: rows(steps, 'place') }));
}

function ownersOf(steps: readonly PlacedStep[]): string[] {
  return [...new Set(steps.map(({ step }) => step.owner))].sort();
}

function countsWords(steps: readonly PlacedStep[]): string {
  const count = (...states: StepState[]) =>
    steps.filter(({ standing }) => states.includes(standing.state)).length;
  const notApplicable = count('not_applicable');
  const parts = [
    `${count('done')} done`,
    `${count('accepted', 'in_progress')} accepted`,
    `${count('skipped')} skipped`,
    ...(notApplicable === 0 ? [] : [`${notApplicable} set aside`]),
    `${count('proposed')} to decide`,
  ];
  return `${steps.length} ${steps.length === 1 ? 'step applies' : 'steps apply'}. ${parts.join(', ')}.`;
}

function filtersView(context: PlanContext): PlanFiltersView {
  const { query, reference } = context;
  const present = context.inTime();
  const options = (words: Readonly<Record<string, string>>, used: ReadonlySet<string>): OptionView[] =>
    Object.entries(words).flatMap(([value, label]) => (used.has(value) ? [{ value, label }] : []));
  const filtered = query.phase !== '' || query.owner !== '' || query.state !== '';
  const cleared = withQuery(query, { phase: '', owner: '', state: '' });
  return {
    action: planHref(
      reference,
      withQuery(query, { order: 'wants', show: '', phase: '', owner: '', state: '', step: '' }),
    ),
    hidden: {
      ...(query.order === 'wants' ? {} : { order: query.order }),
      ...(query.show === '' ? {} : { show: query.show }),
    },
    filtered,
    clearHref: filtered ? planHref(reference, cleared) : '',
    phase: {
      value: query.phase,
      options: options(PHASE_WORDS, new Set(present.map(({ step }) => step.phase))),
    },
    owner: {
      value: query.owner,
      options: ownersOf(present).map((owner) => ({ value: owner, label: ownerWords(owner) })),
    },
    state: {
      value: query.state,
      options: options(STATE_WORDS, new Set(present.map(({ standing }) => standing.state))),
    },
  };
}

function showAllOf({ plan, query, reference }: PlanContext, bestOnly: boolean): PlanPageView['showAll'] {
  if (bestOnly) {
    const href = planHref(reference, withQuery(query, { show: 'all' }));
    return { href, label: `Show all ${plan.steps.length} with exact ranks` };
  }
  if (query.order !== 'wants' || query.show === '') return null;
  const href = planHref(reference, withQuery(query, { show: '', step: '' }));
  return { href, label: 'Show the best step for each wish' };
}

function apologyNote(context: PlanContext): PlanPageView['apology'] {
  const { plan } = context;
  const ranks = plan.steps.filter(({ mainPriority }) => mainPriority === 'apology').map(({ rank }) => rank);
  const [first] = ranks;
  if (first === undefined) return null;
  const count = plan.steps.length;
  const title =
    ranks.length === 1
      ? `Apology: rank ${first} of ${count}.`
      : `Apology: ranks ${joined(ranks)} of ${count}.`;
  return {
    title,
    text: `It is in the plan and in the notice, after the help. ${RULE_WORDS}`,
    support: supportWords(context),
  };
}

function joined(ranks: readonly number[]): string {
  return `${ranks.slice(0, -1).join(', ')} and ${ranks.at(-1)}`;
}
