import type { Temporal } from 'temporal-polyfill';
import { bandWords } from '../../plans/domain/bands.js';
import type { PlannedCommitment } from '../../plans/domain/plan.js';
import { wants, type Want } from '../charts/wants.js';
import { rankRange } from './plan.bands.view.js';
import type { PlacedStep, PlanContext } from './plan.context.js';
import { arithmetic, rankSpread } from './plan.detail.view.js';
import type { ReportSources, SourceRefView } from './plan.report.sources.js';
import {
  EFFORT_WORDS,
  figureWords,
  hoursWords,
  LANE_WORDS,
  matchedWords,
  ownerWords,
  STATE_WORDS,
} from './plan.words.js';

/** One step of the report: what the page shows in its open row, on paper. */
export interface ReportStepView {
  id: string;
  rank: number;
  title: string;
  catalogueTitle: string;
  want: Want;
  main: string;
  facts: string;
  band: string;
  range: string;
  score: number;
  lines: { text: string; points: string }[];
  /** In figures; the band says it in words. Empty: no draws were made. */
  certainty: string;
  because: string;
  doneWhen: string;
  needs: string;
  inTime: string;
  dueAt: string | null;
  commitment: { text: string; state: string } | null;
  standards: string;
  /** People added it: no study stands behind it. */
  own: boolean;
  decision: ReportDecisionView;
  evidence: ReportFindingView[];
}

export interface ReportDecisionView {
  state: string;
  by: string;
  at: Temporal.Instant | null;
  /** `at rank 4 on facts revision 2` */
  on: string;
  reason: string;
  assignee: string;
  dueAt: Temporal.Instant | null;
  files: number;
  feasibility: string;
  /** What keeps a step that is called done from being proven. */
  unproven: boolean;
}

/** A finding where the report names it; the full line stands among the sources. */
export interface ReportFindingView extends SourceRefView {
  words: string;
}

export function reportStep(placed: PlacedStep, context: PlanContext, sources: ReportSources): ReportStepView {
  const { planned, step, scheduled } = placed;
  const cited = planned.evidence.filter(({ from }) => from === 'step').map(({ id }) => id);
  const industryName = (id: string) => context.industryName(id);
  const because = planned.appliesBecause.map((fact) => matchedWords(fact, industryName));
  const waitsFor = scheduled.waitsFor.map((id) => context.titleOf(id));
  return {
    id: step.id,
    rank: planned.rank,
    title: placed.title,
    catalogueTitle: placed.catalogueTitle,
    want: planned.mainPriority,
    main: wants[planned.mainPriority],
    facts: [
      ownerWords(step.owner),
      `customers feel it in ${hoursWords(step.leadHours)}`,
      `effort ${EFFORT_WORDS[step.effort]}`,
    ].join(', '),
    band: planned.band === null ? '' : bandWords[planned.band],
    range: rankRange(placed),
    score: planned.score,
    lines: arithmetic(placed, context),
    certainty: rankSpread(placed).join('. '),
    because: because.length === 0 ? 'it applies to every incident' : because.join('; '),
    doneWhen: step.doneWhen,
    needs: waitsFor.length === 0 ? 'nothing' : waitsFor.join('; '),
    inTime: `place ${placed.place}, ${LANE_WORDS[scheduled.lane].toLowerCase()}${scheduled.placed === null ? '' : `, ${scheduled.placed}`}`,
    dueAt: scheduled.dueAt,
    commitment: planned.commitment && {
      text: planned.commitment.text,
      state: claimWords(planned.commitment, context),
    },
    standards: planned.standards.join(', '),
    own: placed.own !== null,
    decision: decisionOf(placed, context),
    evidence: findings(cited, context, sources),
  };
}

function decisionOf(placed: PlacedStep, context: PlanContext): ReportDecisionView {
  const { standing, step } = placed;
  const { state, decidedRank, decidedFactsRevision, feasibility } = standing;
  const on = [
    ...(decidedRank === null ? [] : [`at rank ${decidedRank}`]),
    ...(decidedFactsRevision === null ? [] : [`on facts revision ${decidedFactsRevision}`]),
  ];
  return {
    state: state === 'proposed' ? 'Not decided' : STATE_WORDS[state],
    by: state === 'proposed' ? '' : context.nameOf(standing.decidedBy),
    at: state === 'proposed' ? null : standing.decidedAt,
    on: on.join(' '),
    reason: standing.reason,
    assignee: context.nameOf(standing.assigneeId),
    dueAt: standing.dueAt,
    files: context.made.filesByStep.get(step.id) ?? 0,
    feasibility: feasibility === null ? '' : `${feasibility.factor}: ${feasibility.reason}`,
    unproven: state === 'done' && !context.made.proof.isProven(step.id),
  };
}

function claimWords(commitment: PlannedCommitment, context: PlanContext): string {
  const open = context.made.proof.openFor(commitment);
  if (open.length === 0) return 'Claimable: everything before it is done.';
  const missing = open.map(
    ({ stepId, lacks }) => `${context.titleOf(stepId)}${lacks === 'evidence' ? ' (its evidence file)' : ''}`,
  );
  return `Not yet claimable. Missing: ${missing.join('; ')}.`;
}

/** Findings in words, each with its number among the sources. */
export function findings(
  ids: readonly string[],
  { catalogue }: PlanContext,
  sources: ReportSources,
): ReportFindingView[] {
  return ids.flatMap((id) => {
    const [ref] = sources.refs([id]);
    const entry = catalogue.evidence.get(id);
    if (!ref || !entry) return [];
    const figure = entry.figure.value === null ? '' : `${figureWords(entry.figure)} `;
    return [{ ...ref, words: `${figure}${entry.statement}` }];
  });
}
