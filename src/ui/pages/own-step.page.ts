import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { mayDecideStep } from '../../plans/domain/step-owners.js';
import { NotYourStep, OwnStepNotFound } from '../../plans/plans.errors.js';
import { OwnSteps } from '../../plans/own-steps.service.js';
import { Plans } from '../../plans/plans.service.js';
import type { IncidentPlan, OwnStepStanding } from '../../plans/plans.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { FormFields } from '../form-fields.js';
import { IncidentFrame } from '../incident-frame.js';
import type { FramedIncident } from '../incident-frame.js';
import { tryTo } from '../refusals.js';
import type { RefusedForm } from '../refusals.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { ownStepErrors, ownStepForm, ownersOf, readOwnStepForm } from './own-step.view.js';
import type { OwnStepPageView } from './own-step.view.js';
import { PlanQuery, planHref, withQuery } from './plan.query.js';

const LONGEST_REASON = 2_000;

/** Steps that people add to the plan of an incident. */
@Controller('incidents/:reference/plan/own-steps')
export class OwnStepPage {
  constructor(
    private readonly shell: Shell,
    private readonly frames: IncidentFrame,
    private readonly plans: Plans,
    private readonly ownSteps: OwnSteps,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  @Get('new')
  @Allow('plans:decide')
  async blank(
    @Param('reference') reference: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#draw(request, reply, await this.#opened(reference, actor), null, null, actor);
  }

  @Post('new')
  @Allow('plans:decide')
  async add(
    @Param('reference') reference: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const opened = await this.#opened(reference, actor);
    const form = new FormFields(body);
    const tried = await tryTo(form, ownStepErrors, () =>
      this.ownSteps.add(opened.incident.id, readOwnStepForm(form), actor),
    );
    if ('again' in tried) return this.#draw(request, reply, opened, null, tried.again, actor);
    backToPlan(reply, opened, tried.done.id, 'added');
  }

  @Get(':ownStepId')
  @Allow('plans:decide')
  async show(
    @Param('reference') reference: string,
    @Param('ownStepId') ownStepId: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#draw(request, reply, await this.#opened(reference, actor), ownStepId, null, actor);
  }

  @Post(':ownStepId')
  @Allow('plans:decide')
  async change(
    @Param('reference') reference: string,
    @Param('ownStepId') ownStepId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const opened = await this.#opened(reference, actor);
    const form = new FormFields(body);
    const reason = form.text('reason').slice(0, LONGEST_REASON);
    const change = { step: readOwnStepForm(form), reason, revision: form.revision() };
    const tried = await tryTo(form, ownStepErrors, () =>
      this.ownSteps.change(opened.incident.id, ownStepId, change, actor),
    );
    if ('again' in tried) return this.#draw(request, reply, opened, ownStepId, tried.again, actor);
    backToPlan(reply, opened, ownStepId, 'changed');
  }

  @Post(':ownStepId/withdrawal')
  @Allow('plans:decide')
  async withdraw(
    @Param('reference') reference: string,
    @Param('ownStepId') ownStepId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const opened = await this.#opened(reference, actor);
    const form = new FormFields(body);
    const reason = form.text('withdrawal').slice(0, LONGEST_REASON);
    const atReason = () => [{ field: 'withdrawal', message: 'Say why it is not needed.' }];
    const tried = await tryTo(form, atReason, () =>
      this.ownSteps.withdraw(opened.incident.id, ownStepId, { reason, revision: form.revision() }, actor),
    );
    if ('again' in tried) return this.#draw(request, reply, opened, ownStepId, tried.again, actor);
    backToPlan(reply, opened, ownStepId, 'withdrawn');
  }

  #opened(reference: string, actor: Actor): Promise<FramedIncident> {
    return this.frames.of(reference, actor, 'plan', [
      { label: 'Plan', href: `/incidents/${reference}/plan` },
      { label: 'Own step' },
    ]);
  }

  async #draw(
    request: FastifyRequest,
    reply: FastifyReply,
    framed: FramedIncident,
    ownStepId: string | null,
    again: RefusedForm | null,
    actor: Actor,
  ): Promise<void> {
    const made = await this.plans.of(framed.incident.id, actor, { bands: false });
    const current = ownStepId === null ? null : currentOf(made, ownStepId, actor);
    const withdrawing = again?.form.has('withdrawal') === true;
    const owners = ownersOf(this.catalogue.steps).filter((owner) =>
      mayDecideStep(actor, { owner, assigneeId: null }),
    );
    const titles = new Map(made.plan.steps.map(({ id, title }) => [id, title]));
    const steps = made.plan.schedule.map(({ id }) => ({ id, title: titles.get(id) ?? id }));
    const ground = { reference: framed.incident.reference, owners, steps, current };
    const body = ownStepForm(ground, again && !withdrawing ? again.form : null);
    const { withdrawal } = body;
    const view: OwnStepPageView = {
      title: `${body.heading} · ${framed.incident.reference}`,
      shell: await this.shell.of(request, { exercise: framed.exercise }),
      errors: again?.errors ?? [],
      header: framed.header,
      ...body,
      withdrawal: withdrawal && {
        ...withdrawal,
        reason: withdrawing ? again.form.text('withdrawal') : '',
      },
    };
    sendPage(reply, 'plans/own-step', view, again?.status ?? 200);
  }
}

/** @throws OwnStepNotFound, NotYourStep */
function currentOf({ ownSteps, standings }: IncidentPlan, id: string, actor: Actor): OwnStepStanding {
  const current = ownSteps.get(id);
  if (!current || current.withdrawn !== null) throw new OwnStepNotFound();
  const assigneeId = standings.get(id)?.assigneeId ?? null;
  if (!mayDecideStep(actor, { owner: current.own.owner, assigneeId }))
    throw new NotYourStep(current.own.owner);
  return current;
}

function backToPlan(
  reply: FastifyReply,
  { incident }: FramedIncident,
  id: string,
  said: 'added' | 'changed' | 'withdrawn',
): void {
  const query = withQuery(new PlanQuery(), { show: 'all', said });
  const opened = said === 'withdrawn' ? query : withQuery(query, { step: id, decided: id, said });
  const anchor = said === 'withdrawn' ? '' : id;
  void reply.redirect(planHref(incident.reference, opened, '', anchor), 303);
}
