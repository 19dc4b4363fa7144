import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { Step } from '../../catalogue/domain/step.js';
import type { Plan, PlanStep } from '../../plans/domain/plan.js';
import type { ScheduledStep } from '../../plans/domain/schedule.js';
import { UNDECIDED } from '../../plans/plans.service.js';
import type { IncidentPlan, OwnStepStanding, StepStanding } from '../../plans/plans.service.js';
import type { ChipView, OptionView } from '../views.types.js';
import { planHref, withQuery } from './plan.query.js';
import type { PlanQuery } from './plan.query.js';

/** One step with its two places: in the order of customers' wishes and in the order of time. */
export interface PlacedStep {
  planned: PlanStep;
  scheduled: ScheduledStep;
  /** Place in the order of time, from 1. */
  place: number;
  step: Step;
  standing: StepStanding;
  /** What people call it. */
  title: string;
  /** The catalogue's own title where people gave another; empty otherwise. */
  catalogueTitle: string;
  /** Set when people added it: no study stands behind it. */
  own: OwnStepStanding | null;
}

/** Where the proof that the hole is closed stands. */
export interface ProofLinkView {
  href: string;
  chip: ChipView;
}

/** Who reads the page, and what the reader may and did. */
export interface PlanReader {
  /** Names of people by id. */
  names: ReadonlyMap<string, string>;
  /** May decide about this step; null: decides about none. */
  decides: ((step: { owner: string; assigneeId: string | null }) => boolean) | null;
  /** Whom a step can be given to. */
  people: readonly OptionView[];
  /** What was typed into a form that is shown again, by field. */
  typed: Readonly<Record<string, string>>;
  /** IANA name of the zone in which times are typed. */
  zone: string;
  /** May open the page of the evidence files. */
  seesEvidence: boolean;
  /** Null: the reader may not see the proof record. */
  proofLink: ProofLinkView | null;
}

/** What the parts of the plan page look up. */
export class PlanContext {
  readonly plan: Plan;
  readonly byId: ReadonlyMap<string, PlacedStep>;
  readonly leads: ReadonlySet<string>;

  constructor(
    readonly reference: string,
    readonly query: PlanQuery,
    readonly made: IncidentPlan,
    readonly catalogue: Catalogue,
    private readonly reader: PlanReader,
  ) {
    this.plan = made.plan;
    this.leads = new Set(Object.values(made.plan.leadStep));
    const planned = new Map(made.plan.steps.map((step) => [step.id, step]));
    this.byId = new Map(
      made.plan.schedule.flatMap((scheduled, index) => {
        const ranked = planned.get(scheduled.id);
        const step = made.steps.get(scheduled.id);
        if (!ranked || !step) return [];
        const standing = made.standings.get(scheduled.id) ?? UNDECIDED;
        const placed = {
          planned: ranked,
          scheduled,
          place: index + 1,
          step,
          standing,
          title: ranked.title,
          catalogueTitle: standing.title === null ? '' : step.title,
          own: made.ownSteps.get(scheduled.id) ?? null,
        };
        return [[scheduled.id, placed] as const];
      }),
    );
  }

  get people(): readonly OptionView[] {
    return this.reader.people;
  }

  get zone(): string {
    return this.reader.zone;
  }

  get proofLink(): ProofLinkView | null {
    return this.reader.proofLink;
  }

  /** What was typed into a field of a form that is shown again; else what stands. */
  typed(field: string, standing = ''): string {
    return this.reader.typed[field] ?? standing;
  }

  /** Where the evidence of a step is kept; empty: the reader may not open it. */
  evidenceHref(stepId: string): string {
    return this.reader.seesEvidence ? `/incidents/${this.reference}/evidence?step=${stepId}` : '';
  }

  /** May decide about some steps. */
  get mayDecide(): boolean {
    return this.reader.decides !== null;
  }

  mayDecideOn({ step, standing }: PlacedStep): boolean {
    return this.reader.decides?.({ owner: step.owner, assigneeId: standing.assigneeId }) ?? false;
  }

  /** What a step is called, also one that no longer applies or was withdrawn. */
  titleOf(stepId: string): string {
    const { standings, steps } = this.made;
    return standings.get(stepId)?.title ?? steps.get(stepId)?.title ?? stepId;
  }

  /** Steps in the order of time. */
  inTime(): PlacedStep[] {
    return [...this.byId.values()];
  }

  /** Steps in the order of customers' wishes. */
  inRank(): PlacedStep[] {
    return this.inTime().sort((a, b) => a.planned.rank - b.planned.rank);
  }

  nameOf(id: string | null): string {
    return id === null ? '' : (this.reader.names.get(id) ?? 'a person who left');
  }

  industryName(id: string): string {
    return this.catalogue.industries.get(id)?.name ?? id;
  }

  /** Opens the row of a step on this page; all steps are shown when its row would not be there. */
  hrefOf(stepId: string): string {
    const { order, show } = this.query;
    const hidden = order === 'wants' && show === '' && !this.leads.has(stepId);
    const change = { step: stepId, ...(hidden ? { show: 'all' as const } : {}) };
    return planHref(this.reference, withQuery(this.query, change), '', stepId);
  }
}
