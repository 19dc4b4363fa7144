import { plannedOrderGap, type PlannedOrderGap } from '../../plans/domain/priority-gap.js';
import type { PriorityGap } from '../charts/priority-gap.js';
import { wants, type Want } from '../charts/wants.js';
import { evidenceHref } from '../evidence-links.js';
import type { PlacedStep, PlanContext } from './plan.context.js';

/** What customers put first beside what security leaders put first, and beside what this organisation plans. */
export interface GapView {
  chart: PriorityGap;
  customersN: number;
  leadersN: number;
  /** Wishes of which no share of security leaders is known. */
  unmeasured: string[];
  words: string[];
  source: string;
  /** The findings behind the figures. */
  evidence: { href: string; name: string }[];
  own: OwnOrderView;
}

/** The organisation's own order, which is that of time over the steps it accepted, beside the customers' order. */
export interface OwnOrderView {
  words: string[];
  /** Remedies that some step of the plan delivers and no accepted one does. */
  missing: string[];
  /** The first ten of each; empty while nothing is accepted. */
  rows: OwnOrderRowView[];
}

export interface OwnOrderRowView {
  place: number;
  own: OrderedStepView | null;
  customers: (OrderedStepView & { accepted: boolean }) | null;
}

export interface OrderedStepView {
  href: string;
  name: string;
  want: Want;
}

const FIRST = 10;
const ACCEPTED: ReadonlySet<string> = new Set(['accepted', 'in_progress', 'done']);

export function gapView(context: PlanContext): GapView {
  const { plan, catalogue } = context;
  const measured = plan.gap.rows.flatMap(({ priority, consumers, leaders, gap, interval }) =>
    consumers && leaders && gap !== null && interval ? [{ priority, consumers, leaders, gap, interval }] : [],
  );
  const source = catalogue.evidence.get(measured[0]?.consumers.evidence ?? '');
  return {
    chart: {
      rows: measured.map(({ priority, consumers, leaders }) => ({
        label: wants[priority],
        customers: consumers.percent,
        leaders: leaders.percent,
      })),
    },
    customersN: measured[0]?.consumers.n ?? 0,
    leadersN: measured[0]?.leaders.n ?? 0,
    unmeasured: plan.gap.rows.flatMap(({ priority, leaders }) => (leaders ? [] : [wants[priority]])),
    words: [
      ...measured.map(({ priority, gap, interval: [low, high] }) => {
        const range = `${points(low)} to ${points(high)}`;
        return `${wants[priority]}: customers minus leaders ${points(gap)} points, 95 % range ${range}.`;
      }),
      plan.gap.words,
      'The other wishes were not measured among security leaders.',
    ],
    source: source
      ? `${source.source.publisher}, ${source.source.title}, asked in ${source.year}, ${source.figure.population}. All industries.`
      : '',
    evidence: measured.flatMap(({ priority, consumers, leaders }) => [
      { href: evidenceHref(consumers.evidence), name: `${wants[priority]}, customers` },
      { href: evidenceHref(leaders.evidence), name: `${wants[priority]}, security leaders` },
    ]),
    own: ownOrderView(context),
  };
}

function points(value: number): string {
  return value < 0 ? `−${-value}` : `+${value}`;
}

/** Remedies that some step of the plan delivers and no accepted one does. */
export function missingRemedies(context: PlanContext): Want[] {
  return acceptedOrder(context).missingRemedies;
}

function acceptedOrder(context: PlanContext): PlannedOrderGap {
  const inTime = context.inTime();
  const applicable = inTime.map(({ step, planned: { mainPriority } }) => ({ step, mainPriority }));
  const ids = inTime.filter(isAccepted).map(({ step }) => step.id);
  return plannedOrderGap(ids, applicable, context.catalogue.weights.scoring.deliversFrom);
}

/** Where the organisation's own choice spends its first ten steps, and which remedy it leaves out. */
function ownOrderView(context: PlanContext): OwnOrderView {
  const chosen = context.inTime().filter(isAccepted);
  const { firstTen, missingRemedies } = acceptedOrder(context);
  const missing = missingRemedies.map(
    (remedy) => `No accepted step delivers ${wants[remedy].toLowerCase()}.`,
  );
  if (chosen.length === 0) return { words: ['No step is accepted yet.'], missing, rows: [] };
  const counted = firstTen
    .filter(({ steps }) => steps > 0)
    .map(({ priority, steps }) => `${wants[priority].toLowerCase()} ${steps}`);
  return {
    words: [`${chosenWords(chosen.length)}: ${counted.join(', ')}.`],
    missing,
    rows: besides(chosen, context),
  };
}

function besides(chosen: readonly PlacedStep[], context: PlanContext): OwnOrderRowView[] {
  const ranked = context.inRank();
  const length = Math.min(FIRST, Math.max(chosen.length, ranked.length));
  return Array.from({ length }, (_, index) => {
    const [own, customers] = [chosen[index], ranked[index]];
    return {
      place: index + 1,
      own: own ? ordered(own, context) : null,
      customers: customers ? { ...ordered(customers, context), accepted: isAccepted(customers) } : null,
    };
  });
}

function ordered({ step, title, planned }: PlacedStep, context: PlanContext): OrderedStepView {
  return { href: context.hrefOf(step.id), name: title, want: planned.mainPriority };
}

function isAccepted({ standing }: PlacedStep): boolean {
  return ACCEPTED.has(standing.state);
}

function chosenWords(count: number): string {
  if (count === 1) return 'The one step you accepted mainly serves';
  return count < FIRST
    ? `The ${count} steps you accepted mainly serve`
    : 'The first ten steps you accepted mainly serve';
}
