import type { FlashView } from '../views.types.js';
import type { PlacedStep, PlanContext } from './plan.context.js';
import { undoForm } from './plan.decision.view.js';
import type { Said } from './plan.query.js';
import { STATE_WORDS } from './plan.words.js';

/** What was just done, said once. */
export function flashOf(context: PlanContext): FlashView | null {
  const { query, byId } = context;
  if (query.said === 'withdrawn')
    return { tone: 'ok', text: 'The step is out of the plan. What it said, and the reason, is kept.' };
  const placed = byId.get(query.decided);
  if (!placed) return null;
  const text = query.said === '' ? decidedWords(placed) : SAID_WORDS[query.said](placed, context);
  const undo = undoForm(placed, context);
  return { tone: 'ok', text, ...(undo ? { undo } : {}) };
}

function decidedWords({ standing, title }: PlacedStep): string {
  const kept =
    standing.state === 'skipped' || standing.state === 'not_applicable' ? ' The reason is kept.' : '';
  return `${STATE_WORDS[standing.state]}: ${title}.${kept}`;
}

const SAID_WORDS: Readonly<
  Record<Exclude<Said, '' | 'withdrawn'>, (placed: PlacedStep, context: PlanContext) => string>
> = {
  assignment: ({ standing, title }, context) =>
    standing.assigneeId === null
      ? `Given to nobody: ${title}.`
      : `Given to ${context.nameOf(standing.assigneeId)}: ${title}.`,
  title: ({ standing, title }) =>
    standing.title === null ? `The title of the catalogue stands: ${title}.` : `Now called: ${title}.`,
  due: ({ standing, title }) =>
    standing.dueAt === null ? `No due date of your own: ${title}.` : `Due date kept: ${title}.`,
  feasibility: ({ standing, title, planned }, { plan }) => {
    const rank = `It is now at rank ${planned.rank} of ${plan.steps.length}.`;
    return standing.feasibility === null
      ? `Feasibility by effort again: ${title}. ${rank}`
      : `Feasibility ${standing.feasibility.factor}: ${title}. ${rank}`;
  },
  added: ({ title, planned }, { plan }) =>
    `Added: ${title}. Rank ${planned.rank} of ${plan.steps.length}; no study stands behind the step itself.`,
  changed: ({ title, planned }, { plan }) =>
    `Changed: ${title}. Rank ${planned.rank} of ${plan.steps.length}.`,
};
