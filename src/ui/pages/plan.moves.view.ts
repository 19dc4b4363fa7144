import { bandWords } from '../../plans/domain/bands.js';
import type { StepMove } from '../../plans/domain/plan-moves.js';
import type { PlanMovesSince } from '../../plans/plan-comparison.service.js';
import { wants } from '../charts/wants.js';
import type { TabView } from '../views.types.js';
import type { PlanContext } from './plan.context.js';
import { changeWords, shortChangeWords } from './plan.moves.words.js';
import { planHref, withQuery } from './plan.query.js';
import { percentWords, testWords } from './plan.words.js';

/** What moved since an earlier state of the facts, and why. */
export interface MovesView {
  /** `Facts changed since revision 2: 6 steps moved.` */
  title: string;
  /** What the comparison starts from, and when that was. */
  since: { words: string; at: PlanMovesSince['since']['at'] };
  changes: string;
  /** The moves that matter most; then all others. */
  first: MoveRowView[];
  others: MoveRowView[];
  weights: string[];
  remarks: string[];
  /** Other states to compare with; empty where there is but one. */
  compare: TabView[];
}

export interface MoveRowView {
  href: string;
  name: string;
  /** `rank 4 → 11`, `new, at rank 7`, `no longer in the plan`. */
  move: string;
  because: string;
}

const HEAD = 5;
const SHOWN_FIRST = 3;
const MOST_REVISIONS = 12;

const STARTS: Readonly<Record<PlanMovesSince['since']['because'], string>> = {
  asked: 'as you asked',
  decision: 'the facts at the newest decision',
  previous: 'the facts before the last change',
};

/** @returns null where nothing changed and nobody asked */
export function movesView(compared: PlanMovesSince | null, context: PlanContext): MovesView | null {
  if (compared === null) return null;
  const { since, now, moves } = compared;
  if (moves.changes.length === 0 && since.because !== 'asked') return null;
  const rows = [...moves.steps].sort(byWeight).map((move) => moveRow(move, compared, context));
  return {
    title: titleOf(compared),
    since: { words: `Compared with revision ${since.revision}, ${STARTS[since.because]}`, at: since.at },
    changes: capitalised(moves.changes.map((change) => changeWords(change, context)).join('; ')),
    first: rows.slice(0, SHOWN_FIRST),
    others: rows.slice(SHOWN_FIRST),
    weights: [...moves.weights]
      .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
      .filter(({ before, after }) => percentWords(before) !== percentWords(after))
      .map(
        ({ priority, before, after }) =>
          `${wants[priority]} ${percentWords(before)} → ${percentWords(after)}`,
      ),
    remarks: remarksOf(compared),
    compare: compareLinks(now.revision, since.revision, context),
  };
}

function titleOf({ since, now, moves }: PlanMovesSince): string {
  const count = moves.steps.length;
  const moved = count === 0 ? 'no step moved' : `${count} ${count === 1 ? 'step' : 'steps'} moved`;
  const changed = moves.changes.some(({ kind, name }) => kind === 'fact' && name !== 'hoursSinceDiscovery');
  if (moves.changes.length === 0) return `Nothing changed since revision ${since.revision}.`;
  if (changed) return `Facts changed since revision ${since.revision}: ${moved}.`;
  return since.revision === now.revision
    ? `Same facts as then, yet ${moved}.`
    : `What the plan rests on changed since revision ${since.revision}: ${moved}.`;
}

/** Moves into, out of and among the first five first; then coming and going; then by distance. */
function byWeight(a: StepMove, b: StepMove): number {
  return Number(isAtHead(b)) - Number(isAtHead(a)) || distanceOf(b) - distanceOf(a);
}

function isAtHead({ rank: { before, after } }: StepMove): boolean {
  return (before !== null && before <= HEAD) || (after !== null && after <= HEAD);
}

function distanceOf({ rank: { before, after } }: StepMove): number {
  return before === null || after === null ? Number.MAX_SAFE_INTEGER : Math.abs(after - before);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function moveRow(move: StepMove, compared: PlanMovesSince, context: PlanContext): MoveRowView {
  const { before, after } = move.rank;
  return {
    href: after === null ? '' : context.hrefOf(move.id),
    name: context.titleOf(move.id),
    move:
      before === null
        ? `new, at rank ${after}`
        : after === null
          ? `no longer in the plan; it was at rank ${before}`
          : `rank ${before} → ${after}${bandWordsOf(move)}`,
    because: becauseWords(move, compared, context),
  };
}

/** How sure the side of the first five is, where that changed too. */
function bandWordsOf({ band: { before, after } }: StepMove): string {
  if (before === null || after === null || before === after) return '';
  return ` (${bandWords[before]} → ${bandWords[after]})`;
}

function becauseWords(move: StepMove, { moves }: PlanMovesSince, context: PlanContext): string {
  const named = (id: string) => {
    const change = moves.changes.find((one) => one.id === id);
    return change ? shortChangeWords(change, context) : id;
  };
  if (move.rank.before === null || move.rank.after === null) return comingWords(move, named, context);
  const alone = move.because.map(({ change, ranks }) => `${named(change)} (${rankWords(ranks ?? 0)})`);
  const { together } = move;
  const joint = together
    ? [`together ${together.changes.map(named).join(' and ')} (${rankWords(together.ranks ?? 0)})`]
    : [];
  return `because of ${[...alone, ...joint].join(', ')}`;
}

function comingWords(move: StepMove, named: (id: string) => string, context: PlanContext): string {
  const entered = move.rank.before === null;
  const tests = move.condition.map((test) => testWords(test, (id) => context.industryName(id)));
  const causes = [...move.because.map(({ change }) => change), ...(move.together?.changes ?? [])];
  if (tests.length === 0) return `because of ${causes.map(named).join(', ')}`;
  return `${entered ? 'it now holds' : 'it no longer holds'}: ${tests.join('; ')}`;
}

function rankWords(ranks: number): string {
  return `${Math.abs(ranks)} ${ranks > 0 ? 'down' : 'up'}`;
}

function remarksOf({ moves, rankedBy }: PlanMovesSince): string[] {
  const { before, after } = moves.lead;
  return [
    ...(before !== null && after !== null && before !== after
      ? [`${wants[after]} leads now, in place of ${wants[before].toLowerCase()}.`]
      : []),
    ...(rankedBy === 'today'
      ? ['The knowledge of that day is not kept here; both plans are ranked by the knowledge of today.']
      : []),
  ];
}

function compareLinks(newest: number, compared: number, context: PlanContext): TabView[] {
  const earlier = Array.from({ length: Math.max(newest - 1, 0) }, (_, index) => newest - 1 - index);
  if (earlier.length < 2) return [];
  return earlier.slice(0, MOST_REVISIONS).map((revision) => ({
    label: `Revision ${revision}`,
    href: planHref(context.reference, withQuery(context.query, { since: String(revision) }), '', 'moves'),
    active: revision === compared,
  }));
}
