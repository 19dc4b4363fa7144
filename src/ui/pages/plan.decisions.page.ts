import { Body, Controller, Param, Post, Query, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Incidents } from '../../incidents/incidents.service.js';
import { STEP_DECISIONS } from '../../plans/domain/step-state.js';
import type { StepDecision } from '../../plans/domain/step-state.js';
import { readDue } from '../../plans/domain/step-due.js';
import { StepNotProven } from '../../plans/plans.errors.js';
import { StepDecisions } from '../../plans/step-decisions.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { Environment } from '../../platform/config/environment.js';
import type { Fault } from '../../platform/errors.js';
import { ID_PATTERN } from '../../platform/ids.js';
import { readForm, typed } from '../forms.js';
import { refusalShown } from '../refusals.js';
import type { FieldError } from '../views.types.js';
import { readLocalTime } from '../local-times.js';
import { MISSING_FIELD } from './plan.decision.view.js';
import { PlanQuery, WAS, planHref, withQuery } from './plan.query.js';
import type { Said } from './plan.query.js';
import { PlanScreen } from './plan.screen.js';
import type { Shown } from './plan.screen.js';

/** The state of the step that the page showed. */
abstract class SeenStepForm {
  @Matches(/^\d{1,9}$/)
  revision: string;
}

/** A decision as the form posts it. */
export class DecideStepForm extends SeenStepForm {
  @IsIn(STEP_DECISIONS)
  decision: StepDecision;

  @IsOptional()
  @IsString()
  @MaxLength(2_000, { message: 'Keep the reason below 2,000 characters.' })
  reason = '';
}

/** An assignment as the form posts it; empty takes the step back. */
export class AssignStepForm extends SeenStepForm {
  @Matches(new RegExp(`^$|${ID_PATTERN.source}`), { message: 'Choose one of the people listed.' })
  assigneeId: string;

  /** Who had it, for the way back. */
  @Matches(WAS)
  was = '';
}

/** Another title; empty takes the catalogue's back. */
export class TitleStepForm extends SeenStepForm {
  @IsString()
  @MaxLength(200, { message: 'Keep the title to 200 characters.' })
  title: string;
}

/** A due date in the zone of the page; empty takes it back. */
export class DueStepForm extends SeenStepForm {
  @IsString()
  @MaxLength(40, { message: 'Write day and time, such as 2026-11-17T09:10.' })
  dueAt: string;

  /** The due date that stood, for the way back. */
  @Matches(WAS)
  was = '';
}

/** A feasibility of the organisation's own; empty takes it back. */
export class FeasibilityForm extends SeenStepForm {
  @Matches(/^\s*(\d{1,3}([.,]\d{1,9})?)?\s*$/, { message: 'Write a number from 0.5 to 1.' })
  factor: string;

  @IsString()
  @MaxLength(2_000, { message: 'Keep the reason below 2,000 characters.' })
  why = '';
}

/** Where a form was posted, and by whom. */
interface Posted {
  reference: string;
  stepId: string;
  query: PlanQuery;
  actor: Actor;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** The forms in an open row of the plan. */
@Controller('incidents/:reference/plan/steps/:stepId')
export class PlanDecisionsPage {
  constructor(
    private readonly screen: PlanScreen,
    private readonly incidents: Incidents,
    private readonly decisions: StepDecisions,
    private readonly environment: Environment,
  ) {}

  @Post('decision')
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
    const posted = { reference, stepId, query, actor, request, reply };
    const form = await readForm(DecideStepForm, body);
    const again = { reason: typed(body, 'reason') };
    if (form.faults) return this.#again(posted, refused(form.faults), again);
    const { decision, reason, revision } = form.value;
    const shown = await this.#tried(posted, (id) =>
      this.decisions.decide(id, stepId, { decision, reason, revision: Number(revision) }, actor),
    );
    if (shown) return this.#again(posted, shown, again);
    void reply.redirect(planHref(reference, withQuery(query, { decided: stepId }), '', stepId), 303);
  }

  @Post('assignment')
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
    const posted = { reference, stepId, query, actor, request, reply };
    const form = await readForm(AssignStepForm, body);
    if (form.faults) return this.#again(posted, refused(form.faults));
    const { assigneeId, revision, was } = form.value;
    const shown = await this.#tried(posted, (id) =>
      this.decisions.assign(id, stepId, assigneeId || null, actor, Number(revision)),
    );
    return shown ? this.#again(posted, shown) : this.#kept(posted, 'assignment', was);
  }

  @Post('title')
  @Allow('plans:decide')
  async title(
    @Param('reference') reference: string,
    @Param('stepId') stepId: string,
    @Query() query: PlanQuery,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const posted = { reference, stepId, query, actor, request, reply };
    const form = await readForm(TitleStepForm, body);
    const again = { title: typed(body, 'title') };
    if (form.faults) return this.#again(posted, refused(form.faults), again);
    const { title, revision } = form.value;
    const wanted = { title: title.trim() === '' ? null : title, revision: Number(revision) };
    const shown = await this.#tried(posted, (id) => this.decisions.adapt(id, stepId, wanted, actor));
    return shown ? this.#again(posted, shown, again) : this.#kept(posted, 'title');
  }

  @Post('due')
  @Allow('plans:decide')
  async due(
    @Param('reference') reference: string,
    @Param('stepId') stepId: string,
    @Query() query: PlanQuery,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const posted = { reference, stepId, query, actor, request, reply };
    const form = await readForm(DueStepForm, body);
    const again = { dueAt: typed(body, 'dueAt') };
    if (form.faults) return this.#again(posted, refused(form.faults), again);
    const { dueAt, revision, was } = form.value;
    const read = dueAt.trim() === '' ? { instant: null } : readLocalTime(dueAt, this.environment.TIME_ZONE);
    if ('message' in read) return this.#again(posted, faulty('dueAt', read.message), again);
    const due = read.instant === null ? null : readDue(read.instant);
    if (read.instant !== null && due === null)
      return this.#again(posted, faulty('dueAt', 'Write a day of the years 2000 to 2099.'), again);
    const shown = await this.#tried(posted, (id) =>
      this.decisions.adapt(id, stepId, { dueAt: due, revision: Number(revision) }, actor),
    );
    return shown ? this.#again(posted, shown, again) : this.#kept(posted, 'due', was);
  }

  @Post('feasibility')
  @Allow('plans:decide')
  async feasibility(
    @Param('reference') reference: string,
    @Param('stepId') stepId: string,
    @Query() query: PlanQuery,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const posted = { reference, stepId, query, actor, request, reply };
    const form = await readForm(FeasibilityForm, body);
    const again = { factor: typed(body, 'factor'), why: typed(body, 'why') };
    if (form.faults) return this.#again(posted, refused(form.faults), again);
    const { factor, why, revision } = form.value;
    const number = Number(factor.trim().replace(',', '.'));
    const feasibility = factor.trim() === '' ? null : { factor: number, reason: why };
    const shown = await this.#tried(posted, (id) =>
      this.decisions.adapt(id, stepId, { feasibility, revision: Number(revision) }, actor),
    );
    const named = shown && { ...shown, errors: shown.errors?.map(asWhy) };
    return named ? this.#again(posted, named, again) : this.#kept(posted, 'feasibility');
  }

  /** What the page says when the step was changed meanwhile, or the form lacks something; null when it went well. */
  async #tried(
    { reference, actor }: Posted,
    act: (incidentId: string) => Promise<unknown>,
  ): Promise<Shown | null> {
    try {
      const { id } = await this.incidents.byReference(reference, actor);
      await act(id);
      return null;
    } catch (error) {
      return refusalShown(error, fieldsOnPage, error instanceof StepNotProven ? MISSING_FIELD : null);
    }
  }

  #again(posted: Posted, shown: Shown, again: Shown['typed'] = {}): Promise<void> {
    const { request, reply, reference, query, stepId, actor } = posted;
    const opened = withQuery(query, { step: stepId });
    return this.screen.draw(request, reply, reference, opened, actor, { ...shown, typed: again });
  }

  #kept({ reply, reference, query, stepId }: Posted, said: Said, was = ''): void {
    const opened = withQuery(query, { step: stepId, decided: stepId, said, was });
    void reply.redirect(planHref(reference, opened, '', stepId), 303);
  }
}

/** Faults of fields the page does not show belong to no field. */
function refused(faults: readonly Fault[]): Shown {
  return { status: 422, errors: fieldsOnPage(faults) };
}

function fieldsOnPage(faults: readonly Fault[]): FieldError[] {
  const onPage = new Set(['/reason', '/assigneeId', '/title', '/dueAt', '/factor', '/why']);
  return faults.map(({ path, message }) => ({ field: onPage.has(path) ? path.slice(1) : null, message }));
}

function faulty(field: string, message: string): Shown {
  return { status: 422, errors: [{ field, message }] };
}

/** The reason of a feasibility has a field of its own: two fields of a page cannot share a name. */
function asWhy(error: NonNullable<Shown['errors']>[number]) {
  return error.field === 'reason' ? { ...error, field: 'why' } : error;
}
