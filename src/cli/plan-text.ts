import { priorities } from '../catalogue/domain/priorities.js';
import type { Plan, PlanStep } from '../plans/domain/plan.js';
import type { ScheduledStep } from '../plans/domain/schedule.js';

const firstInTime = 8;

/** The plan for people in a hurry: what leads and how sure that is, what to do first and until when, then every step. */
export function planText(plan: Plan): string {
  const { industry, basis, knowledgeVersion, steps } = plan;
  const whose = industry === null ? basis : `${industry}, ${basis}`;
  const head = `Plan for ${whose} (knowledge ${knowledgeVersion})`;
  if (steps.length === 0) return `${head}\nNo step applies to these facts.`;
  const byId = new Map(steps.map((step) => [step.id, step]));
  return [
    head,
    '',
    'What the people affected ask for most: the best step of each priority',
    ...leadRows(plan, byId),
    ...warnings(plan),
    '',
    'First in time (a place that safety, containment or the law gives, whatever the rank)',
    ...timeRows(plan.schedule, byId),
    '',
    `All ${steps.length} steps in the order of what customers ask for`,
    ...steps.map(stepRow),
    '',
    'top 5, later: where a step stands in 90 (firm) or 70 (likely) of 100 draws or more; open: the evidence does not settle this.',
  ].join('\n');
}

function leadRows({ leadStep, weights }: Plan, byId: ReadonlyMap<string, PlanStep>): string[] {
  const leads = priorities.flatMap((priority) => {
    const step = byId.get(leadStep[priority] ?? '');
    return step ? [{ priority, step }] : [];
  });
  leads.sort((a, b) => a.step.rank - b.step.rank);
  return leads.map(({ priority, step }) => {
    const weight = `${(100 * weights[priority]).toFixed(1)} of 100`;
    return `${rankOf(step)}  ${bandOf(step)}  ${priority.padEnd(17)}  ${weight.padStart(11)}  ${step.title} (${step.id})`;
  });
}

/** One line per source without which another priority would lead. */
function warnings({ dials }: Plan): string[] {
  if (dials === null) return [];
  const moving = dials.withoutSource.filter(({ movesLead }) => movesLead);
  return moving.map(
    ({ title, leadPriority, leadStep }) =>
      `Careful: the lead rests on one source. Without ${title}, ${leadPriority} would lead (${leadStep}).`,
  );
}

/** The first steps, and every later one with a due time. */
function timeRows(schedule: readonly ScheduledStep[], byId: ReadonlyMap<string, PlanStep>): string[] {
  const rows = schedule.map(({ id, lane, dueAt, waitsFor }, index) => {
    const due = dueAt === null ? '' : `, due ${dueAt}`;
    const after = waitsFor.length === 0 ? '' : `, after ${waitsFor.join(', ')}`;
    const shown = index < firstInTime || dueAt !== null;
    const row = `${String(index + 1).padStart(3)}  ${lane.padEnd(11)}  ${byId.get(id)?.title ?? id} (${id})${due}${after}`;
    return shown ? [row] : [];
  });
  return rows.flat();
}

function stepRow(step: PlanStep): string {
  const own = step.own ? ' [own step]' : '';
  return `${rankOf(step)}  ${bandOf(step)}  ${step.score.toFixed(2).padStart(6)}  ${step.title} (${step.id})${own}`;
}

function rankOf({ rank }: PlanStep): string {
  return String(rank).padStart(3);
}

/** On which side of the first five the step stands, and how surely. */
function bandOf({ band, rank }: PlanStep): string {
  const words = band === null ? '' : band === 'open' ? 'open' : `${band} ${rank <= 5 ? 'top 5' : 'later'}`;
  return words.padEnd(12);
}
