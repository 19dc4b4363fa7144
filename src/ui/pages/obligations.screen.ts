import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { EvidenceFiles } from '../../evidence/evidence.service.js';
import { Routes } from '../../identity/routes.js';
import { Users } from '../../identity/users.service.js';
import { Incidents } from '../../incidents/incidents.service.js';
import { Filings } from '../../obligations/filings.js';
import { Obligations } from '../../obligations/obligations.service.js';
import { Reminders } from '../../reminders/reminders.service.js';
import type { Actor } from '../../platform/access/actor.js';
import { holds } from '../../platform/access/permissions.js';
import type { ClockTape } from '../charts/clock-tape.js';
import { FormFields } from '../form-fields.js';
import { FilingReports } from '../../reports/filing-reports.js';
import { IncidentFrame } from '../incident-frame.js';
import type { FramedIncident } from '../incident-frame.js';
import { legalFoot } from '../legal-foot.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import type { FieldError, ShellView } from '../views.types.js';
import { changedDuties, changesView } from './obligations.changes.js';
import type { OpenDuty } from './obligations.duty.view.js';
import { DutyFacts } from './obligations.facts.js';
import { dutyHistory, remindersTold } from './obligations.history.js';
import { ObligationsQuery, SAID, registerHref } from './obligations.query.js';
import { registerOf } from './obligations.register.js';
import type { RegisterEntry } from './obligations.register.js';
import { dutyRights } from './obligations.rights.js';
import type { DutyRights } from './obligations.rights.js';
import { countChips, filterOptions, hiddenLinks, isOpen, registerGroups } from './obligations.view.js';
import type { ObligationsPageView, RegisterContext } from './obligations.view.js';

const SETTLING_SHOWN = 5;
const PAGE = '/incidents/:reference/obligations';

/** One request for the register of an incident. */
export interface RegisterVisit {
  reference: string;
  query: ObligationsQuery;
  actor: Actor;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** What stood in the way of a form, and what was typed into it. */
export interface RegisterRefusal {
  status: number;
  errors: FieldError[];
  typed: FormFields;
}

/** Draws the register of duties of an incident, also with a form that came back. */
@Injectable()
export class ObligationsScreen {
  constructor(
    private readonly shell: Shell,
    private readonly frames: IncidentFrame,
    private readonly obligations: Obligations,
    private readonly filings: Filings,
    private readonly filingReports: FilingReports,
    private readonly reminders: Reminders,
    private readonly incidents: Incidents,
    private readonly evidence: EvidenceFiles,
    private readonly users: Users,
    private readonly routes: Routes,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  async send(visit: RegisterVisit, refusal: RegisterRefusal | null = null): Promise<void> {
    const { reference, query, actor, request, reply } = visit;
    const framed = await this.frames.of(reference, actor, 'obligations');
    const { incident, facts, at } = framed;
    const flash = query.done === '' ? undefined : ({ tone: 'ok', text: SAID[query.done] } as const);
    const shell = await this.shell.of(request, { exercise: framed.exercise, flash });
    const factsHref = holds(actor.role, 'incidents:edit') ? `/incidents/${incident.reference}/facts` : '';
    const back = registerHref(incident.reference, query);
    const rights = dutyRights(actor, incident.status === 'closed', at, back);
    const people = await this.users.list();
    const names = new Map(people.map(({ id, name }) => [id, name]));
    const context: RegisterContext = {
      reference: incident.reference,
      query,
      entries: registerOf(framed.register, facts.facts, at),
      catalogue: this.catalogue,
      facts: new DutyFacts(this.catalogue, factsHref),
      zone: shell.zone,
      nameOf: (id) => (id === 'system' ? 'The service' : (names.get(id) ?? 'a person who left')),
      open: null,
    };
    const opened = context.entries.find((entry) => isOpen(entry, query));
    if (opened)
      context.open = await this.#opened(opened, context, { framed, rights, people, actor, refusal });
    const groups = registerGroups(context);
    const view: ObligationsPageView = {
      title: `Obligations · ${incident.reference}`,
      shell,
      errors: refusal?.errors ?? [],
      header: framed.header,
      at,
      counts: countChips(context.entries),
      tape: tapeOf(framed, shell),
      awareKnown: facts.facts.awareAt !== undefined,
      factsHref,
      filter: {
        action: registerHref(incident.reference, new ObligationsQuery()),
        value: query.status,
        options: filterOptions(context.entries),
      },
      groups: groups.filter(({ folded }) => !folded),
      folded: groups.filter(({ folded }) => folded),
      empty: query.status === '' ? 'No duty follows from these facts.' : 'No duty stands like this.',
      hidden: hiddenLinks(context),
      settling: context.facts.settling(
        context.entries.filter(({ group }) => group === 'needs-facts').map(({ duty }) => duty),
        SETTLING_SHOWN,
      ),
      changes: await this.#changes(framed, query, rights, shell, actor, refusal),
      tools: this.#tools(incident, actor),
      closed: incident.status === 'closed',
      foot: legalFoot(this.catalogue, at),
    };
    sendPage(reply, 'obligations/register', view, refusal?.status ?? 200);
  }

  async #opened(
    { duty, record }: RegisterEntry,
    context: RegisterContext,
    { framed, rights, people, actor, refusal }: OpenGround,
  ): Promise<OpenDuty> {
    const { id, reference } = framed.incident;
    const events = record === null ? [] : await this.obligations.history(id, actor);
    const filings = record === null ? [] : await this.filings.of(id, actor);
    const reminders =
      record === null ? [] : ((await this.reminders.ofIncident(id, actor)).get(duty.ruleId) ?? []);
    const mayReadFiles = holds(actor.role, 'evidence:read');
    const wantsFiles = mayReadFiles && (rights.mayDecide || filings.some(({ fileId }) => fileId !== null));
    const { channels } = this.catalogue.vocabulary;
    const report = `${PAGE}/:ruleId/report`;
    return {
      reference,
      query: context.query,
      catalogue: this.catalogue,
      zone: context.zone,
      now: framed.at,
      rights,
      people: people.filter(({ disabled, role }) => !disabled && role !== 'admin'),
      nameOf: context.nameOf,
      filings: filings.filter(({ obligationId }) => obligationId === record?.id).reverse(),
      files: wantsFiles ? await this.evidence.ofIncident(id, actor) : mayReadFiles ? [] : null,
      typed: refusal?.typed ?? (await this.#fromReport(id, duty.ruleId, context.query, rights, actor)),
      facts: context.facts,
      history: dutyHistory(
        events.filter(({ obligationId }) => obligationId === record?.id),
        {
          nameOf: context.nameOf,
          channelOf: (code) => channels.find((channel) => channel.code === code)?.meaning ?? code,
          zone: context.zone,
        },
      ),
      reminders: remindersTold(reminders, context.nameOf),
      reportHref: this.routes.mayOpen(actor.role, report)
        ? `/incidents/${reference}/obligations/${duty.ruleId}/report`
        : null,
    };
  }

  /** The text of the report for the filing, where the address asks for it. */
  async #fromReport(
    incidentId: string,
    ruleId: string,
    { report }: ObligationsQuery,
    { mayDecide }: DutyRights,
    actor: Actor,
  ): Promise<FormFields | null> {
    if (report !== '1' || !mayDecide) return null;
    return new FormFields({ text: (await this.filingReports.of(incidentId, ruleId, actor)).markdown });
  }

  /** Earlier facts are read only where something changed. */
  async #changes(
    { incident, register }: FramedIncident,
    query: ObligationsQuery,
    rights: DutyRights,
    { zone }: ShellView,
    actor: Actor,
    refusal: RegisterRefusal | null,
  ): Promise<ObligationsPageView['changes']> {
    if (changedDuties(register).length === 0) return null;
    return changesView(register, {
      reference: incident.reference,
      query,
      revisions: await this.incidents.revisions(incident.id, actor),
      zone,
      reason: refusal?.typed.typed('changeReason') ?? '',
      ticked: refusal?.typed.has('answer') ? refusal.typed.list('duty') : null,
      rights,
    });
  }

  #tools({ id, reference, status }: FramedIncident['incident'], actor: Actor): ObligationsPageView['tools'] {
    const own = `/incidents/${reference}/obligations`;
    const isClosed = status === 'closed';
    const all: (ObligationsPageView['tools'][number] & { path: string; acts: boolean })[] = [
      {
        path: '/obligations',
        href: `/obligations?incident=${reference}`,
        label: 'As a list',
        icon: 'list-checks',
        acts: false,
      },
      {
        path: '/me/calendar',
        href: '/me#calendar',
        label: 'Calendar feed',
        icon: 'calendar-plus',
        acts: false,
      },
      { path: `${PAGE}.ics`, href: `${own}.ics`, label: 'Calendar file', icon: 'download', acts: false },
      {
        path: '/api/v1/incidents/:incidentId/obligations/register.csv',
        href: `/api/v1/incidents/${id}/obligations/register.csv`,
        label: 'Register, CSV',
        icon: 'download',
        acts: false,
      },
      {
        path: `${PAGE}/import`,
        href: `${own}/import`,
        label: 'Import contracts',
        icon: 'upload',
        acts: true,
      },
      { path: `${PAGE}/new`, href: `${own}/new`, label: 'Add duty', icon: 'plus', acts: true },
    ];
    const isThere = (path: string) =>
      path === '/me/calendar'
        ? this.routes.accessOf('POST', path) !== undefined
        : this.routes.mayOpen(actor.role, path);
    return all
      .filter(({ path, acts }) => isThere(path) && !(acts && isClosed))
      .map(({ href, label, icon }) => ({ href, label, icon }));
  }
}

interface OpenGround {
  framed: FramedIncident;
  rights: DutyRights;
  people: Awaited<ReturnType<Users['list']>>;
  actor: Actor;
  refusal: RegisterRefusal | null;
}

/** The duties with a moment; null where there are none, or no awareness to count from. */
function tapeOf({ facts, clocks, at }: FramedIncident, { zone }: ShellView): ClockTape | null {
  const { awareAt } = facts.facts;
  const marks = clocks.flatMap(({ at: moment, metAt, law, state }) => {
    const placed = metAt ?? moment;
    return placed === undefined ? [] : [{ at: placed, label: law, state }];
  });
  return awareAt === undefined || marks.length === 0 ? null : { awareAt, now: at, zone, marks };
}
