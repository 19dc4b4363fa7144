import type { Temporal } from 'temporal-polyfill';
import type { OwnStep } from '../../catalogue/domain/own-step.js';
import type { FeasibilityOverrule } from '../../plans/domain/plan.js';
import type { IncidentPlan } from '../../plans/plans.service.js';
import { instantText } from '../../platform/database/columns.js';
import { formatInstant } from '../views.time.js';
import type { KeyValueView } from '../views.types.js';
import type { PlanContext } from './plan.context.js';
import type { ReproduceView } from './plan.report.view.js';

/** What the command cannot make again from facts alone, as `redress plan --decisions` takes it. */
export interface DecisionsFile {
  /** By id. */
  ownSteps: Record<string, OwnStep>;
  /** By step id. */
  feasibility: Record<string, FeasibilityOverrule>;
}

export interface BasisGround {
  current: { revision: number; savedAt: Temporal.Instant; savedBy: string; reason: string };
  /** Null: the knowledge is not kept here. */
  inUseFrom: Temporal.Instant | null;
  reader: string;
  zone: string;
  product: string;
}

/** What the plan rests on, line by line. */
export function basisOf(
  context: PlanContext,
  { current, inUseFrom, reader, zone, product }: BasisGround,
): KeyValueView[] {
  const { plan, made } = context;
  const { sensitivity } = plan;
  const saved = `saved ${formatInstant(current.savedAt, zone, 'full')} by ${context.nameOf(current.savedBy)}`;
  return [
    { key: 'Printed', value: `${formatInstant(made.at, zone, 'full')} for ${reader}` },
    { key: 'Instant of evaluation', value: instantText(made.at) },
    {
      key: 'Facts',
      value: `Revision ${current.revision}, ${saved}${current.reason === '' ? '' : `: ${current.reason}`}`,
    },
    {
      key: 'Knowledge',
      value: `Version ${plan.knowledgeVersion}${inUseFrom === null ? '' : `, in use here from ${formatInstant(inUseFrom, zone, 'full')}`}`,
    },
    { key: 'Program', value: `Redress ${product}` },
    {
      key: 'Industry',
      value:
        plan.industry === null
          ? 'Not known: all industries pooled'
          : `${context.industryName(plan.industry)} (${plan.basis})`,
    },
    { key: 'Steps that apply', value: String(plan.steps.length) },
    ...(sensitivity === null
      ? []
      : [
          {
            key: 'Bands',
            value: `${sensitivity.drawn.toLocaleString('en-GB')} draws from the posterior “${sensitivity.posterior}”, ${sensitivity.kept.toLocaleString('en-GB')} of them meet the product rule; seed ${sensitivity.seed}, ${sensitivity.generator}`,
          },
        ]),
  ];
}

/** The command that makes the same ranking again, and what it cannot carry. */
export function reproduceView({ reference, made, plan }: PlanContext): ReproduceView {
  const at = instantText(made.at);
  const { ownSteps, feasibility } = decisionsFile(made);
  const decided = Object.keys(ownSteps).length + Object.keys(feasibility).length > 0;
  const retitled = [...made.standings.values()].some(({ title }) => title !== null);
  const input = `revision=${made.factsRevision}&at=${encodeURIComponent(at)}`;
  return {
    command: [
      `redress plan ${reference}-plan-input.json --at ${at}`,
      ...(decided ? [`--decisions ${reference}-plan-decisions.json`] : []),
      '--knowledge knowledge-of-then --json',
    ].join(' '),
    inputHref: `/incidents/${reference}/plan/input.json?${input}`,
    decisionsHref: decided ? `/incidents/${reference}/plan/decisions.json` : '',
    exportCommand: `redress knowledge export --version ${plan.knowledgeVersion} --out knowledge-of-then`,
    limits: [
      'Use this program, or a later one that still reads these packs; the command says when it does not.',
      'The command ranks. It does not carry who decided what and when: the audit trail does.',
      ...(retitled ? ['Titles that people gave to steps come out as the catalogue has them.'] : []),
    ],
  };
}

export function decisionsFile({ ownSteps, standings }: IncidentPlan): DecisionsFile {
  const own = [...ownSteps].flatMap(([id, { own: step, withdrawn }]) =>
    withdrawn === null ? [[id, step] as const] : [],
  );
  const given = [...standings].flatMap(([id, { feasibility }]) =>
    feasibility === null ? [] : [[id, feasibility] as const],
  );
  return { ownSteps: Object.fromEntries(own), feasibility: Object.fromEntries(given) };
}
