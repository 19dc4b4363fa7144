import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { Users } from '../../identity/users.service.js';
import { Incidents } from '../../incidents/incidents.service.js';
import { STEP_DECISIONS } from '../../plans/domain/step-state.js';
import type { StepDecision } from '../../plans/domain/step-state.js';
import { Plans } from '../../plans/plans.service.js';
import type { IncidentPlan } from '../../plans/plans.service.js';
import { mayDecideStep } from '../../plans/domain/step-owners.js';
import { StepDecisions } from '../../plans/step-decisions.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { holds } from '../../platform/access/permissions.js';
import { Conflict, Unprocessable } from '../../platform/errors.js';
import type { Fault } from '../../platform/errors.js';
import { ID_PATTERN } from '../../platform/ids.js';
import { readForm, typed } from '../forms.js';
import { IncidentFrame } from '../incident-frame.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import type { FieldError, FlashView, OptionView } from '../views.types.js';
import { PlanContext } from './plan.context.js';
import { PlanQuery, planHref, withQuery } from './plan.query.js';
import { decisionsNoLonger, planPageBody } from './plan.view.js';
import type { PlanPageView } from './plan.view.js';
import { STATE_WORDS } from './plan.words.js';

/** A decision as the form posts it. */
export class DecideStepForm {
  @IsIn(STEP_DECISIONS)
  decision: StepDecision;

  @IsOptional()
  @IsString()
  @MaxLength(2_000, { message: 'Keep the reason below 2,000 characters.' })
  reason = '';

  /** Revision of the decision the page showed. */
  @Matches(/^\d{1,9}$/)
  revision: string;
}

/** An assignment as the form posts it; empty takes the step back. */
export class AssignStepForm {
  @Matches(new RegExp(`^$|${ID_PATTERN.source}`), { message: 'Choose one of the people listed.' })
  assigneeId: string;

  @Matches(/^\d{1,9}$/)
  revision: string;
}

interface Shown {
  status?: number;
  errors?: FieldError[];
  typedReason?: string;
}

/** The plan of an incident: what matters most to customers, what to do next, who does what. */
@Controller('incidents/:reference/plan')
export class PlanPage {
  constructor(
    private readonly shell: Shell,
    private readonly frames: IncidentFrame,
    private readonly incidents: Incidents,
    private readonly plans: Plans,
    private readonly decisions: StepDecisions,
    private readonly users: Users,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Allow('plans:read')
  async show(
    @Param('reference') reference: string,
    @Query() query: PlanQuery,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#draw(request, reply, reference, query, actor, {});
  }

  @Post('steps/:stepId/decision')
  @Allow('plans:decide')
  async decide(
    @Param('reference') reference: string,
    @Param('stepId') stepId: string,
    @Query() query: PlanQuery,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = await readForm(DecideStepForm, body);
    const opened = withQuery(query, { step: stepId });
    const again = { typedReason: typed(body, 'reason') };
    if (form.faults)
      return this.#draw(request, reply, reference, opened, actor, { ...refused(form.faults), ...again });
    const { decision, reason, revision } = form.value;
    const shown = await this.#tried(async () => {
      const { id } = await this.incidents.byReference(reference, actor);
      await this.decisions.decide(id, stepId, { decision, reason, revision: Number(revision) }, actor);
    });
    if (shown) return this.#draw(request, reply, reference, opened, actor, { ...shown, ...again });
    void reply.redirect(planHref(reference, withQuery(query, { decided: stepId }), '', stepId), 303);
  }

  @Post('steps/:stepId/assignment')
  @Allow('plans:decide')
  async assign(
    @Param('reference') reference: string,
    @Param('stepId') stepId: string,
    @Query() query: PlanQuery,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = await readForm(AssignStepForm, body);
    const opened = withQuery(query, { step: stepId });
    if (form.faults) return this.#draw(request, reply, reference, opened, actor, refused(form.faults));
    const { assigneeId, revision } = form.value;
    const shown = await this.#tried(async () => {
      const { id } = await this.incidents.byReference(reference, actor);
      await this.decisions.assign(id, stepId, assigneeId || null, actor, Number(revision));
    });
    if (shown) return this.#draw(request, reply, reference, opened, actor, shown);
    void reply.redirect(planHref(reference, opened, '', stepId), 303);
  }

  /** What the page says when the step was changed meanwhile, or the form lacks something; null when it went well. */
  async #tried(act: () => Promise<void>): Promise<Shown | null> {
    try {
      await act();
      return null;
    } catch (error) {
      if (error instanceof Conflict)
        return { status: 409, errors: [{ field: null, message: error.message }] };
      if (error instanceof Unprocessable) return refused(error.faults);
      throw error;
    }
  }

  async #draw(
    request: FastifyRequest,
    reply: FastifyReply,
    reference: string,
    query: PlanQuery,
    actor: Actor,
    shown: Shown,
  ): Promise<void> {
    const framed = await this.frames.of(reference, actor, 'plan');
    const made = await this.plans.of(framed.incident.id, actor);
    const closed = framed.incident.status === 'closed';
    const mayDecide = holds(actor.role, 'plans:decide') && !closed;
    const context = new PlanContext(
      framed.incident.reference,
      query,
      made,
      this.catalogue,
      await this.#names(made),
      mayDecide ? (step) => mayDecideStep(actor, step) : null,
      mayDecide && query.step !== '' ? await this.#assignable() : [],
      shown.typedReason ?? '',
    );
    const flash = flashOf(context);
    const view: PlanPageView = {
      title: `Plan · ${framed.incident.reference}`,
      shell: await this.shell.of(request, { exercise: framed.exercise, ...(flash ? { flash } : {}) }),
      errors: shown.errors ?? [],
      header: framed.header,
      at: made.at,
      closed,
      fewFacts: made.plan.industry === null || !framed.facts.facts.data?.classes?.length,
      factsHref: holds(actor.role, 'incidents:edit') ? `/incidents/${framed.incident.reference}/facts` : '',
      ...planPageBody(context, decisionsNoLonger(made.standings, context)),
    };
    sendPage(reply, 'plans/plan', view, shown.status ?? 200);
  }

  #names({ standings }: IncidentPlan): Promise<ReadonlyMap<string, string>> {
    const ids = [...standings.values()].flatMap(({ assigneeId, decidedBy }) => [assigneeId, decidedBy]);
    return this.users.namesOf(ids.filter((id) => id !== null));
  }

  async #assignable(): Promise<OptionView[]> {
    const people = await this.users.list();
    return people
      .filter(({ disabled, role }) => !disabled && holds(role, 'plans:decide'))
      .map(({ id, name }) => ({ value: id, label: name }));
  }
}

/** Faults of fields the page does not show belong to no field. */
function refused(faults: readonly Fault[]): Shown {
  const onPage = new Set(['/reason', '/assigneeId']);
  const errors = faults.map(({ path, message }) => ({
    field: onPage.has(path) ? path.slice(1) : null,
    message,
  }));
  return { status: 422, errors };
}

function flashOf({ query, byId }: PlanContext): FlashView | null {
  const placed = byId.get(query.decided);
  if (!placed) return null;
  const { state } = placed.standing;
  const kept = state === 'skipped' || state === 'not_applicable' ? ' The reason is kept.' : '';
  return { tone: 'ok', text: `${STATE_WORDS[state]}: ${placed.planned.title}.${kept}` };
}
