import type { PlaybookContent, PlaybookStep } from '../../catalogue/domain/playbook.js';
import { stepKey } from '../../catalogue/domain/playbook.js';
import { remedies } from '../../catalogue/domain/priorities.js';
import type { Priority } from '../../catalogue/domain/priorities.js';
import type { Step } from '../../catalogue/domain/step.js';
import type { Plan } from './plan.js';
import type { RankingFacts } from './ranking-facts.js';
import type { StepState } from './step-state.js';
import { unmetTests } from './unmet-tests.js';
import type { UnmetTest } from './unmet-tests.js';

/** What applying a playbook to one incident would do, and what it would not. */
export interface PlaybookPreview {
  /** In the playbook's order. */
  accepted: PreviewedStep[];
  /** Already decided, or added before: left as they are. */
  decided: (PreviewedStep & { state: StepState | 'withdrawn' })[];
  /** Steps that the facts of the incident do not call for. */
  notApplicable: (Omit<PreviewedStep, 'rank'> & { unmet: UnmetTest[][] })[];
  /** Left out by the playbook, though the plan holds them and nobody decided about them. */
  leftOut: LeftOutStep[];
  /** Remedies that no step in reach delivers, with the plan's best step for each. */
  missingRemedies: { remedy: Priority; leadStep: string | null }[];
}

export interface PreviewedStep {
  /** In the playbook. */
  id: string;
  title: string;
  /** In the plan of the incident as it stands; null: an own step that is not there yet. */
  rank: number | null;
  own: boolean;
  /** What the playbook asks for. */
  step: PlaybookStep;
}

export interface LeftOutStep {
  id: string;
  title: string;
  reason: string;
  rank: number;
  /** Among the first ten of the plan. */
  warned: boolean;
}

/** What the preview reads of the incident. */
export interface PreviewGround {
  plan: Pick<Plan, 'steps' | 'leadStep'>;
  facts: RankingFacts;
  steps: ReadonlyMap<string, Step>;
  /** By id of the plan; absent: proposed. */
  stateOf: (id: string) => StepState | 'withdrawn';
  /** Own steps that an earlier version of the playbook added: its ids to those of the plan. */
  added: ReadonlyMap<string, string>;
}

/** Left out within these ranks, a step is warned of. */
const WARNED_RANKS = 10;

/** A step that does at least most of what the priority asks for delivers it; less only helps. */
const DELIVERS = 3;

/** Sorts the steps of a playbook by what applying it would do with each; decides nothing itself. */
export function previewPlaybook(content: PlaybookContent, ground: PreviewGround): PlaybookPreview {
  const ranks = new Map(ground.plan.steps.map(({ id, rank }) => [id, rank]));
  const preview: PlaybookPreview = {
    accepted: [],
    decided: [],
    notApplicable: [],
    leftOut: leftOutSteps(content, ground, ranks),
    missingRemedies: [],
  };
  for (const step of content.steps) {
    const known = inPlan(step, ground);
    const id = stepKey(step);
    const shown = { id, title: titleOf(step, ground), own: 'own' in step, step };
    const state = known === null ? 'proposed' : ground.stateOf(known);
    const rank = known === null ? null : (ranks.get(known) ?? null);
    if (state !== 'proposed') preview.decided.push({ ...shown, rank, state });
    else if (rank !== null || known === null) preview.accepted.push({ ...shown, rank });
    else preview.notApplicable.push({ ...shown, unmet: unmetOf(known, ground) });
  }
  preview.missingRemedies = missingRemedies(preview, ground);
  return preview;
}

/** The id by which the plan knows the step; null: an own step that nobody has added yet. */
export function inPlan(step: PlaybookStep, { added }: Pick<PreviewGround, 'added'>): string | null {
  return 'own' in step ? (added.get(step.id) ?? null) : step.step;
}

function titleOf(step: PlaybookStep, { steps }: PreviewGround): string {
  if (step.title !== undefined) return step.title;
  return 'own' in step ? step.own.title : (steps.get(step.step)?.title ?? step.step);
}

function unmetOf(id: string, { steps, facts }: PreviewGround): UnmetTest[][] {
  const step = steps.get(id);
  return step ? unmetTests(step, facts) : [];
}

function leftOutSteps(
  { leftOut }: PlaybookContent,
  { stateOf, steps }: PreviewGround,
  ranks: ReadonlyMap<string, number>,
): LeftOutStep[] {
  return leftOut
    .flatMap(({ step: id, reason }) => {
      const rank = ranks.get(id);
      if (rank === undefined || stateOf(id) !== 'proposed') return [];
      return [{ id, title: steps.get(id)?.title ?? id, reason, rank, warned: rank <= WARNED_RANKS }];
    })
    .sort((a, b) => a.rank - b.rank);
}

/** Steps that were skipped or do not apply deliver nothing, whoever decided so. */
function missingRemedies(
  { accepted, decided }: PlaybookPreview,
  { steps, plan }: PreviewGround,
): PlaybookPreview['missingRemedies'] {
  const alive = decided.filter(({ state }) => !['skipped', 'not_applicable', 'withdrawn'].includes(state));
  const serves = [...accepted, ...alive].map(({ step }) =>
    'own' in step ? step.own.serves : (steps.get(step.step)?.serves ?? {}),
  );
  return remedies
    .filter((remedy) => !serves.some((strengths) => (strengths[remedy] ?? 0) >= DELIVERS))
    .map((remedy) => ({ remedy, leadStep: plan.leadStep[remedy] ?? null }));
}
