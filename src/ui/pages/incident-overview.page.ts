import { Body, Controller, Get, HttpStatus, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { Routes } from '../../identity/routes.js';
import { Users } from '../../identity/users.service.js';
import { DETERMINATIONS, SEVERITIES, TRANSITIONS } from '../../incidents/domain/incident-state.js';
import type { IncidentStatus } from '../../incidents/domain/incident-state.js';
import { ChangeIncidentBody, VISIBILITIES } from '../../incidents/incidents.dto.js';
import { StatusRefused } from '../../incidents/incidents.errors.js';
import { Incidents } from '../../incidents/incidents.service.js';
import type { IncidentView } from '../../incidents/incidents.views.js';
import { Plans } from '../../plans/plans.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { holds } from '../../platform/access/permissions.js';
import { FormFields } from '../form-fields.js';
import { readForm } from '../forms.js';
import { IncidentFrame } from '../incident-frame.js';
import type { FramedIncident } from '../incident-frame.js';
import {
  DETERMINATION_WORDS,
  SEVERITY_WORDS,
  STATUS_WORDS,
  VISIBILITY_WORDS,
  optionsOf,
} from '../incident-words.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { fieldErrorsOf } from '../views.js';
import { zoneWords } from '../views.time.js';
import type { FieldError, FlashView } from '../views.types.js';
import { FactOrigins } from './fact-origins.js';
import { factSheet } from './fact-sheet.js';
import type { IncidentOverviewView, StateForm } from './incident-overview.view.js';
import { incidentTimeline } from './incident-timeline.js';
import { DutyFacts } from './obligations.facts.js';
import { NoticesCards } from './notices-card.js';
import { PeopleCards } from './people-card.js';
import { wantsCard } from './wants-card.js';

const CLOCKS_SHOWN = 8;
const SETTLING_SHOWN = 4;
const DONE: Readonly<Record<string, string>> = {
  opened: 'The incident is open. Clocks and plan below follow from what you said; add facts as they come.',
  state: 'Saved.',
  facts: 'The facts are saved. Plan and duties below follow from them.',
  'member-added': 'The person is on the incident.',
  'member-removed': 'The person is off the incident.',
};

/** One incident at a glance: which clock, what customers want, what is known, who works on it. */
@Controller('incidents/:reference')
export class IncidentOverviewPage {
  constructor(
    private readonly shell: Shell,
    private readonly frames: IncidentFrame,
    private readonly incidents: Incidents,
    private readonly plans: Plans,
    private readonly users: Users,
    private readonly people: PeopleCards,
    private readonly notices: NoticesCards,
    private readonly routes: Routes,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Allow('incidents:read')
  async show(
    @Param('reference') reference: string,
    @Query('done') done: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.frames.of(reference, actor, 'overview');
    await this.#draw(request, reply, framed, actor, { flash: flashOf(done) });
  }

  /** Changes title, status, severity, determination and who may see it. */
  @Post('state')
  @Allow('incidents:edit')
  async change(
    @Param('reference') reference: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.frames.of(reference, actor, 'overview');
    const fields = new FormFields(body);
    const form = await readForm(ChangeIncidentBody, {
      ...stated(fields),
      title: fields.text('title'),
      reason: fields.typed('reason'),
    });
    const again = (errors: FieldError[], status: number): Promise<void> =>
      this.#draw(request, reply, framed, actor, { errors, status, fields });
    if (form.faults) return again(fieldErrorsOf(form.faults), HttpStatus.UNPROCESSABLE_ENTITY);
    try {
      await this.incidents.change(framed.incident.id, form.value, actor);
    } catch (error) {
      if (!(error instanceof StatusRefused)) throw error;
      return again([{ field: 'status', message: error.message }], HttpStatus.CONFLICT);
    }
    void reply.redirect(`/incidents/${framed.incident.reference}?done=state`, HttpStatus.SEE_OTHER);
  }

  async #draw(
    request: FastifyRequest,
    reply: FastifyReply,
    framed: FramedIncident,
    actor: Actor,
    { errors = [], status = 200, flash, fields }: Drawn,
  ): Promise<void> {
    const { incident, facts, clocks, header, at } = framed;
    const shell = await this.shell.of(request, { exercise: framed.exercise, flash });
    const { plan, standings } = await this.plans.of(incident.id, actor, { bands: false });
    const revisions = await this.incidents.revisions(incident.id, actor);
    const names = await this.users.namesOf(revisions.map(({ savedBy }) => savedBy));
    const links = this.#links(incident.reference, actor);
    const origins = new FactOrigins(revisions, names, shell.zone);
    const marks = clocks.flatMap(({ at: when, law, state }) =>
      when === undefined ? [] : [{ at: when, label: law, state }],
    );
    const awareAt = facts.facts.awareAt;
    const waiting = framed.duties.filter(({ status }) => status === 'needs-facts');
    const mayEdit = holds(actor.role, 'incidents:edit');
    const view: IncidentOverviewView = {
      title: `${incident.title} · ${incident.reference}`,
      shell,
      errors,
      header,
      reference: incident.reference,
      tape: awareAt === undefined ? null : { awareAt, now: at, zone: shell.zone, marks },
      zoneWords: zoneWords(shell.zone, at),
      wants: wantsCard(plan, standings, this.catalogue, links.plan),
      facts: factSheet(facts.facts, origins, this.catalogue, shell.zone),
      factsRevision: facts.revision,
      mayEdit,
      clocks: clocks.slice(0, CLOCKS_SHOWN),
      moreClocks: Math.max(0, clocks.length - CLOCKS_SHOWN),
      undecided: waiting.length,
      settling: new DutyFacts(
        this.catalogue,
        mayEdit ? `/incidents/${incident.reference}/facts` : '',
      ).settling(waiting, SETTLING_SHOWN),
      links,
      notices: await this.notices.of(incident.id, actor),
      timeline: incidentTimeline(
        facts.facts,
        incident.openedAt,
        new Map(framed.duties.map(({ ruleId, authority }) => [ruleId, authority])),
      ),
      people: await this.people.of(incident.id, actor),
      state: mayEdit ? stateForm(incident, actor, fields) : null,
    };
    sendPage(reply, 'incidents/overview', view, status);
  }

  #links(reference: string, actor: Actor): IncidentOverviewView['links'] {
    const link = (tab: string): string | null =>
      this.routes.mayOpen(actor.role, `/incidents/:reference/${tab}`)
        ? `/incidents/${reference}/${tab}`
        : null;
    return {
      plan: link('plan'),
      comparables: link('comparables'),
      obligations: link('obligations'),
      notices: link('notices'),
    };
  }
}

interface Drawn {
  errors?: FieldError[];
  status?: number;
  flash?: FlashView;
  /** What was typed into the form of the state. */
  fields?: FormFields;
}

const STATES = ['status', 'severity', 'determination', 'visibility'] as const;

/** What the form says; a field that was not sent is no change. */
function stated(fields: FormFields): Record<string, string> {
  return Object.fromEntries(
    STATES.filter((name) => fields.has(name)).map((name) => [name, fields.text(name)]),
  );
}

function stateForm(incident: IncidentView, actor: Actor, fields: FormFields = new FormFields({})): StateForm {
  const from = incident.status as IncidentStatus;
  const next = TRANSITIONS[from].filter(
    (status) => status !== 'closed' || holds(actor.role, 'incidents:close'),
  );
  return {
    title: fields.typed('title') || incident.title,
    status: fields.text('status') || incident.status,
    severity: fields.text('severity') || incident.severity,
    determination: fields.text('determination') || incident.determination,
    visibility: fields.text('visibility') || incident.visibility,
    reason: fields.typed('reason'),
    statuses: optionsOf([from, ...next], STATUS_WORDS),
    severities: optionsOf([...SEVERITIES].reverse(), SEVERITY_WORDS),
    determinations: optionsOf(DETERMINATIONS, DETERMINATION_WORDS),
    visibilities: optionsOf(VISIBILITIES, VISIBILITY_WORDS),
  };
}

/** The sentence after a change; an unknown word says nothing. */
function flashOf(done: unknown): FlashView | undefined {
  const text = typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : undefined;
  return text === undefined ? undefined : { tone: 'ok', text };
}
