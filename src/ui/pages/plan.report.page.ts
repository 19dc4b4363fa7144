import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { IsOptional, Validate, ValidatorConstraint } from 'class-validator';
import type { ValidatorConstraintInterface } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Temporal } from 'temporal-polyfill';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { KnowledgeEditions } from '../../catalogue/knowledge-editions.service.js';
import { Users } from '../../identity/users.service.js';
import { Incidents } from '../../incidents/incidents.service.js';
import { rankingFactsOf } from '../../plans/domain/ranking-facts.js';
import { Plans } from '../../plans/plans.service.js';
import type { IncidentPlan } from '../../plans/plans.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { Clock } from '../../platform/clock.js';
import { instantText } from '../../platform/database/columns.js';
import { Reader } from '../../platform/database/reader.js';
import { IsVersionNumber } from '../../platform/http/version-number.js';
import { IncidentFrame } from '../incident-frame.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { FactOrigins } from './fact-origins.js';
import { PlanContext } from './plan.context.js';
import { PlanExtras } from './plan.extras.js';
import { PlanQuery } from './plan.query.js';
import { basisOf, decisionsFile, reproduceView } from './plan.report.basis.js';
import { planReportBody } from './plan.report.view.js';
import type { PlanReportView } from './plan.report.view.js';

@ValidatorConstraint({ name: 'instant' })
class IsInstant implements ValidatorConstraintInterface {
  validate(text: unknown): boolean {
    try {
      return typeof text === 'string' && text.length <= 40 && Boolean(Temporal.Instant.from(text));
    } catch {
      return false;
    }
  }

  defaultMessage(): string {
    return 'Must be an instant such as 2026-11-19T14:20:00Z.';
  }
}

export class PlanInputQuery {
  /** Absent: the facts as they stand. */
  @IsOptional()
  @IsVersionNumber('a facts revision')
  revision?: string;

  /** Instant of evaluation; absent: now. */
  @IsOptional()
  @Validate(IsInstant)
  at?: string;
}

/** The plan on paper, and the files that make it again. */
@Controller('incidents/:reference/plan')
export class PlanReportPage {
  constructor(
    private readonly shell: Shell,
    private readonly frames: IncidentFrame,
    private readonly reader: Reader,
    private readonly incidents: Incidents,
    private readonly plans: Plans,
    private readonly users: Users,
    private readonly extras: PlanExtras,
    private readonly editions: KnowledgeEditions,
    private readonly clock: Clock,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  @Get('report')
  @Allow('plans:read')
  async report(
    @Param('reference') reference: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.frames.of(reference, actor, 'plan', [
      { label: 'Plan', href: `/incidents/${reference}/plan` },
      { label: 'Report' },
    ]);
    const at = Temporal.Instant.from(instantText(this.clock.now()));
    const made = await this.plans.of(framed.incident.id, actor, { at, dials: true });
    const revisions = await this.incidents.revisions(framed.incident.id, actor);
    const names = await this.#names(made, revisions);
    const extras = await this.extras.of(framed, made, new PlanQuery(), actor);
    const shell = await this.shell.of(request, { exercise: framed.exercise });
    const context = new PlanContext(framed.incident.reference, new PlanQuery(), made, this.catalogue, {
      names,
      decides: null,
      people: [],
      typed: {},
      zone: shell.zone,
      seesEvidence: false,
      proofLink: extras.proofLink,
    });
    const current = revisions.find(({ revision }) => revision === made.factsRevision)!;
    const inUseFrom = await this.editions.inUseFrom(this.catalogue.version);
    const view: PlanReportView = {
      title: `Plan report · ${framed.incident.reference}`,
      shell,
      errors: [],
      header: framed.header,
      ...planReportBody(context, {
        rankingFacts: rankingFactsOf(current.facts, at, this.catalogue),
        origins: new FactOrigins(revisions, names, shell.zone),
        basis: basisOf(context, {
          current,
          inUseFrom,
          reader: actor.name,
          zone: shell.zone,
          product: shell.versions.product,
        }),
        reproduce: reproduceView(context),
        extras,
      }),
    };
    sendPage(reply, 'plans/report', view);
  }

  /** The facts exactly as the command takes them. */
  @Get('input.json')
  @Allow('plans:read')
  async input(
    @Param('reference') reference: string,
    @Query() { revision, at }: PlanInputQuery,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const incident = await this.incidents.byReference(reference, actor);
    const { manager } = this.reader;
    const { facts } =
      revision === undefined
        ? await this.incidents.currentFacts(manager, incident.id)
        : await this.incidents.factsAt(manager, incident.id, Number(revision));
    const item = { id: incident.reference, at: at ?? instantText(this.clock.now()), facts };
    download(reply, `${incident.reference}-plan-input.json`, item);
  }

  /** Own steps and overruled feasibility, as `--decisions` takes them. */
  @Get('decisions.json')
  @Allow('plans:read')
  async decisions(
    @Param('reference') reference: string,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const incident = await this.incidents.byReference(reference, actor);
    const made = await this.plans.madeFor(this.reader.manager, incident.id, { bands: false });
    download(reply, `${incident.reference}-plan-decisions.json`, decisionsFile(made));
  }

  #names(
    { standings, ownSteps }: IncidentPlan,
    revisions: readonly { savedBy: string }[],
  ): Promise<ReadonlyMap<string, string>> {
    const ids = [
      ...[...standings.values()].flatMap(({ assigneeId, decidedBy }) => [assigneeId, decidedBy]),
      ...[...ownSteps.values()].flatMap(({ addedBy, withdrawn }) => [addedBy, withdrawn?.by ?? null]),
      ...revisions.map(({ savedBy }) => savedBy),
    ];
    return this.users.namesOf(ids.filter((id) => id !== null));
  }
}

function download(reply: FastifyReply, name: string, value: unknown): void {
  void reply
    .type('application/json; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(`${JSON.stringify(value, null, 2)}\n`);
}
