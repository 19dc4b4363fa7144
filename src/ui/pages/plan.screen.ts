import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { Users } from '../../identity/users.service.js';
import { mayDecideStep } from '../../plans/domain/step-owners.js';
import { Plans } from '../../plans/plans.service.js';
import type { IncidentPlan } from '../../plans/plans.service.js';
import type { Actor } from '../../platform/access/actor.js';
import { holds } from '../../platform/access/permissions.js';
import { IncidentFrame } from '../incident-frame.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import type { FieldError, OptionView } from '../views.types.js';
import { PlanContext } from './plan.context.js';
import { PlanExtras } from './plan.extras.js';
import { flashOf } from './plan.flash.view.js';
import type { PlanQuery } from './plan.query.js';
import { decisionsNoLonger, planPageBody } from './plan.view.js';
import type { PlanPageView } from './plan.view.js';

/** How the page is shown when a form on it was refused. */
export interface Shown {
  status?: number;
  errors?: FieldError[];
  /** What was typed, by field. */
  typed?: Readonly<Record<string, string>>;
}

/** Draws the plan of an incident; for the page itself and for its forms when they are refused. */
@Injectable()
export class PlanScreen {
  constructor(
    private readonly shell: Shell,
    private readonly frames: IncidentFrame,
    private readonly plans: Plans,
    private readonly users: Users,
    private readonly extras: PlanExtras,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  async draw(
    request: FastifyRequest,
    reply: FastifyReply,
    reference: string,
    query: PlanQuery,
    actor: Actor,
    shown: Shown = {},
  ): Promise<void> {
    const framed = await this.frames.of(reference, actor, 'plan');
    const made = await this.plans.of(framed.incident.id, actor, { dials: true });
    const closed = framed.incident.status === 'closed';
    const mayDecide = holds(actor.role, 'plans:decide') && !closed;
    const extras = await this.extras.of(framed, made, query, actor);
    const shell = await this.shell.of(request, { exercise: framed.exercise });
    const context = new PlanContext(framed.incident.reference, query, made, this.catalogue, {
      names: await this.#names(made),
      decides: mayDecide ? (step) => mayDecideStep(actor, step) : null,
      people: mayDecide && query.step !== '' ? await this.#assignable() : [],
      typed: shown.typed ?? {},
      zone: shell.zone,
      seesEvidence: holds(actor.role, 'evidence:read'),
      proofLink: extras.proofLink,
    });
    const flash = flashOf(context);
    const view: PlanPageView = {
      title: `Plan · ${framed.incident.reference}`,
      shell: flash ? { ...shell, flash } : shell,
      errors: shown.errors ?? [],
      header: framed.header,
      at: made.at,
      closed,
      fewFacts: made.plan.industry === null || !framed.facts.facts.data?.classes?.length,
      factsHref: holds(actor.role, 'incidents:edit') ? `/incidents/${framed.incident.reference}/facts` : '',
      addHref: mayDecide ? `/incidents/${framed.incident.reference}/plan/own-steps/new` : '',
      ...planPageBody(context, decisionsNoLonger(made.standings, context), extras),
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
