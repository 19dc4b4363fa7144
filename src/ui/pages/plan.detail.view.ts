import type { Evidence } from '../../catalogue/domain/evidence.js';
import type { Priority } from '../../catalogue/domain/priorities.js';
import { bandWords } from '../../plans/domain/bands.js';
import type { PlannedCommitment } from '../../plans/domain/plan.js';
import type { PriorityWeighing } from '../../plans/domain/weighing.js';
import { isWant, wants } from '../charts/wants.js';
import { evidenceHref } from '../evidence-links.js';
import type { DueView } from '../views.types.js';
import type { PlacedStep, PlanContext, ProofLinkView } from './plan.context.js';
import { decisionsView, type DecisionsView } from './plan.decision.view.js';
import { evidenceView, type EvidenceView } from './plan.evidence.view.js';
import { supportWords } from './plan.rule.view.js';
import {
  EFFORT_WORDS,
  LANE_WORDS,
  matchedWords,
  percentWords,
  strengthWords,
  testWords,
} from './plan.words.js';

/** The open row: how the rank comes about, what it rests on, what may be decided. */
export interface StepDetailView {
  score: number;
  lines: { text: string; points: string }[];
  weighings: { title: string; lines: WeighingLineView[] }[];
  /** How well the evidence by itself carries the product rule; empty where the rule moves nothing here. */
  rule: string[];
  certainty: string[];
  doneWhen: string;
  because: string[];
  needs: StepLinkView[];
  commitment: { text: string; claimable: boolean; after: (StepLinkView & { lacksFile: boolean })[] } | null;
  /** The record that joins repair, check and evidence; null where the step does not bear on it. */
  proof: ProofLinkView | null;
  /** Set when people added the step. */
  own: boolean;
  standards: string;
  lane: string;
  placed: string;
  due: DueView | null;
  main: string;
  evidence: EvidenceView;
  decisions: DecisionsView;
}

/** What changed a weight, with the findings it rests on. */
export interface WeighingLineView {
  text: string;
  evidence: { href: string; name: string }[];
}

export interface StepLinkView {
  href: string;
  name: string;
  done: boolean;
}

export function stepDetailView(placed: PlacedStep, context: PlanContext): StepDetailView {
  const { planned, scheduled, step } = placed;
  const industryName = (id: string) => context.industryName(id);
  return {
    score: planned.score,
    lines: arithmetic(placed, context),
    weighings: servedWants(placed).map((want) => weighingView(want, context)),
    certainty: certainty(placed, context),
    rule: planned.contributions['cap'] ? supportWords(context) : [],
    doneWhen: step.doneWhen,
    because: planned.appliesBecause.map((fact) => matchedWords(fact, industryName)),
    needs: scheduled.waitsFor.map((id) => linkOf(id, context)),
    commitment: planned.commitment && commitmentView(planned.commitment, context),
    proof: planned.mainPriority === 'proof-of-fix' ? context.proofLink : null,
    own: placed.own !== null,
    standards: planned.standards.join(', '),
    lane: LANE_WORDS[scheduled.lane],
    placed: scheduled.placed ?? '',
    due: scheduled.dueAt === null ? null : { at: scheduled.dueAt },
    main: wants[planned.mainPriority].toLowerCase(),
    evidence: evidenceView(planned, context.catalogue.evidence),
    decisions: decisionsView(placed, context),
  };
}

/** Points that sum to the score: one line per wish, then time, effort and the product rule. */
export function arithmetic(placed: PlacedStep, context: PlanContext): StepDetailView['lines'] {
  const { planned, step } = placed;
  const { lead = 0, effort = 0, cap = 0 } = planned.contributions;
  const breadth = context.catalogue.weights.scoring.breadthFactor;
  const served = servedWants(placed).map((want) => {
    const strength = step.serves[want] ?? 0;
    const beside =
      want === planned.mainPriority ? '' : `, counted × ${breadth} as a wish beside the main one`;
    const weight = percentWords(context.plan.weighing[want].after);
    return {
      text: `${wants[want]}: ${strengthWords(strength)} (${strength} of 4), weight ${weight}${beside}`,
      points: signed(planned.contributions[want] ?? 0),
    };
  });
  return [
    ...served,
    { text: `Customers feel it after ${step.leadHours} h`, points: signed(lead) },
    { text: effortWords(placed), points: signed(effort) },
    ...(cap === 0 ? [] : [{ text: 'Cap: product rule, see evidence', points: signed(cap) }]),
  ];
}

function effortWords({ planned, step }: PlacedStep): string {
  return planned.overruled === null
    ? `Effort ${EFFORT_WORDS[step.effort]}`
    : `Feasibility set to ${planned.overruled.factor} by the organisation: ${planned.overruled.reason}`;
}

function servedWants({ planned }: PlacedStep): Priority[] {
  return Object.keys(planned.contributions).filter(isWant);
}

/** With a true minus sign. */
function signed(points: number): string {
  const text = points.toFixed(2);
  return text.startsWith('-') ? `−${text.slice(1)}` : text;
}

/** From the weight before the facts to the one after, with what changed it and on what ground. */
function weighingView(want: Priority, context: PlanContext): StepDetailView['weighings'][number] {
  const weighing = context.plan.weighing[want];
  const { before, low, high, after, heldFrom } = weighing;
  const range = `${(low * 100).toFixed(1)} to ${(high * 100).toFixed(1)}`;
  const bare = (text: string): WeighingLineView => ({ text, evidence: [] });
  return {
    title: wants[want],
    lines: [
      bare(`Before the facts ${percentWords(before)}, 90 % range ${range}.`),
      ...weighing.modulators.map((one) => modulatorView(one, context)),
      ...(heldFrom === undefined
        ? []
        : [bare(`Held down from ${percentWords(heldFrom)}: product rule, see evidence.`)]),
      bare(`Scaled among all eight wishes: ${percentWords(after)}.`),
    ],
  };
}

/** `× 1.50, losses confirmed: findings give the direction, the size is a choice`, with these findings. */
export function modulatorView(
  { id, factor, basis, evidence }: PriorityWeighing['modulators'][number],
  context: PlanContext,
): WeighingLineView {
  const modulator = context.catalogue.weights.modulators.find((one) => one.id === id);
  const cause = modulator ? testWords(modulator.when, (industry) => context.industryName(industry)) : id;
  const ground = basis === 'direction' ? 'findings give the direction, the size is a choice' : 'a judgement';
  const sources = evidence.flatMap((cited) => context.catalogue.evidence.get(cited) ?? []);
  return {
    text: `× ${factor.toFixed(2)}, ${cause}: ${ground}`,
    evidence: sources.map((entry) => ({ href: evidenceHref(entry.id), name: shortSource(entry) })),
  };
}

export function shortSource({ source, year }: Evidence): string {
  return year === null ? source.publisher : `${source.publisher} ${year}`;
}

/** What the evidence settles about the rank, and what it leaves open. */
export function certainty(placed: PlacedStep, context: PlanContext): string[] {
  const { band, rank } = placed.planned;
  const { sensitivity } = context.plan;
  const [ranks, ...swaps] = rankSpread(placed);
  if (ranks === undefined || band === null || sensitivity === null) return [];
  const side = rank <= 5 ? 'among the first five' : 'after the first five';
  return [
    `Place ${side}: ${bandWords[band]}.`,
    `Over ${sensitivity.kept} draws of the weights: ${ranks}.`,
    ...swaps.map((sentence) => `${sentence}.`),
  ];
}

/** Where the draws put a step, and how often it changes places with the next; empty where none were made. */
export function rankSpread({ planned: { spread } }: PlacedStep): string[] {
  if (spread === null) return [];
  const { medianRank, lowRank, highRank, inFirstFive, swapsWithNext } = spread;
  return [
    `rank ${medianRank} in the middle, ${lowRank} to ${highRank} in nine of ten, among the first five in ${Math.round(inFirstFive * 100)} %`,
    ...(swapsWithNext === null
      ? []
      : [`It changes places with the next step in ${Math.round(swapsWithNext * 100)} % of them`]),
  ];
}

function commitmentView(commitment: PlannedCommitment, context: PlanContext): StepDetailView['commitment'] {
  const open = new Map(context.made.proof.openFor(commitment).map(({ stepId, lacks }) => [stepId, lacks]));
  const after = commitment.claimableAfter.map((id) => ({
    ...linkOf(id, context),
    done: !open.has(id),
    lacksFile: open.get(id) === 'evidence',
  }));
  return { text: commitment.text, claimable: open.size === 0, after };
}

function linkOf(id: string, context: PlanContext): StepLinkView {
  const placed = context.byId.get(id);
  return {
    href: context.hrefOf(id),
    name: placed?.title ?? id,
    done: placed?.standing.state === 'done',
  };
}
