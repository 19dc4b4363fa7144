import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ListAuditEntries } from '../../audit/audit.controller.js';
import { AuditLog } from '../../audit/audit-log.js';
import type { AuditEntryView } from '../../audit/audit-log.js';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { OWN_STEP_PREFIX } from '../../catalogue/domain/own-step.js';
import { Users } from '../../identity/users.service.js';
import { IncidentNotFound } from '../../incidents/incidents.errors.js';
import { Incidents } from '../../incidents/incidents.service.js';
import { Plans } from '../../plans/plans.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { IncidentScope } from '../../platform/access/incident-scope.js';
import { holds } from '../../platform/access/permissions.js';
import { Reader } from '../../platform/database/reader.js';
import { FormFields } from '../form-fields.js';
import { readForm } from '../forms.js';
import { IncidentFrame } from '../incident-frame.js';
import type { FramedIncident } from '../incident-frame.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { formatInstant } from '../views.time.js';
import type { FieldError } from '../views.types.js';
import { logState, toAuditRow, toOpenEntry, verifiedState } from './audit.view.js';
import type { AuditPageView, EntryContext } from './audit.view.js';
import { ACTION_WORDS } from './audit.words.js';

const ROWS = 50;
/** Empty, or a number that the log can reach. */
const PLACE_IN_LOG = /^\d{0,9}$/;

/** What the address asks for. */
interface Asked {
  /** Reference of an incident, as typed. */
  incident: string;
  actor: string;
  action: string;
  before: string;
  open: string;
}

/** The audit trail, whole and of one incident, and its verification. */
@Controller()
export class AuditPage {
  constructor(
    private readonly shell: Shell,
    private readonly log: AuditLog,
    private readonly scope: IncidentScope,
    private readonly frames: IncidentFrame,
    private readonly incidents: Incidents,
    private readonly users: Users,
    private readonly plans: Plans,
    private readonly reader: Reader,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  @Get('audit')
  @Allow('audit:read')
  async all(
    @Query() query: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#draw(request, reply, actor, askedOf(query), null);
  }

  /** Recomputes the whole log and says what came out. */
  @Get('audit/verification')
  @Allow('audit:verify')
  async verification(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    const found = await this.log.verify();
    const state = await this.log.state();
    const shell = await this.shell.of(request);
    const view = {
      title: 'Audit trail verified',
      shell,
      log: verifiedState(found, state, formatInstant(shell.now, shell.zone)),
      mayRead: holds(actor.role, 'audit:read'),
    };
    sendPage(reply, 'audit/verification', view);
  }

  @Get('incidents/:reference/audit')
  @Allow('audit:read')
  async ofIncident(
    @Param('reference') reference: string,
    @Query() query: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.frames.of(reference, actor, 'audit');
    await this.#draw(request, reply, actor, askedOf(query), framed);
  }

  async #draw(
    request: FastifyRequest,
    reply: FastifyReply,
    actor: Actor,
    asked: Asked,
    framed: FramedIncident | null,
  ): Promise<void> {
    const { entries, next, errors } = await this.#entries(asked, actor, framed);
    const alone = await this.#alone(asked, entries, actor, framed);
    const address = framed ? `/incidents/${framed.incident.reference}/audit` : '/audit';
    const context = await this.#context([...entries, ...alone], asked, address, actor);
    const shell = await this.shell.of(request, { exercise: framed?.exercise ?? false });
    const people = await this.users.list();
    const view: AuditPageView = {
      title: framed ? `Audit trail · ${framed.incident.reference}` : 'Audit trail',
      shell,
      errors,
      header: framed?.header ?? null,
      log: logState(context.state, shell.zone),
      mayVerify: holds(actor.role, 'audit:verify'),
      address,
      filters: {
        incident: framed ? null : asked.incident,
        actor: asked.actor,
        action: asked.action,
        actors: [
          { value: 'system', label: 'Redress itself' },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ],
        actions: Object.entries(ACTION_WORDS).map(([value, label]) => ({ value, label })),
      },
      rows: entries.map((entry) => toAuditRow(entry, context, String(entry.seq) === asked.open)),
      alone: alone[0] ? toOpenEntry(alone[0], context) : null,
      filtered: asked.incident !== '' || asked.actor !== '' || asked.action !== '' || asked.before !== '',
      pager: {
        words: `${entries.length} shown, newest first`,
        ...(next === null ? {} : { next: addressOf(address, { ...asked, before: String(next), open: '' }) }),
      },
    };
    sendPage(reply, 'audit/trail', view, errors.length > 0 ? 422 : 200);
  }

  async #entries(
    asked: Asked,
    actor: Actor,
    framed: FramedIncident | null,
  ): Promise<{ entries: AuditEntryView[]; next: number | null; errors: FieldError[] }> {
    const incident = framed?.incident.id ?? (await this.#incidentNamed(asked.incident, actor));
    if (incident === null) {
      const message =
        'There is no such incident, or you may not see it. Write its reference, such as INC-2026-00042.';
      return { entries: [], next: null, errors: [{ field: 'incident', message }] };
    }
    const filter = filled({ incident, actor: asked.actor, action: asked.action, before: asked.before });
    const { value } = await readForm(ListAuditEntries, { ...filter, limit: ROWS });
    if (!value || !PLACE_IN_LOG.test(asked.before))
      return {
        entries: [],
        next: null,
        errors: [{ field: null, message: 'These filters cannot be read. Clear them and choose again.' }],
      };
    const entries = await this.#list(value, actor);
    const last = entries.at(-1)?.seq ?? null;
    return { entries, next: entries.length === ROWS && last !== null && last > 0 ? last : null, errors: [] };
  }

  /** The entry asked for, when the list does not hold it. */
  async #alone(
    { open }: Asked,
    entries: readonly AuditEntryView[],
    actor: Actor,
    framed: FramedIncident | null,
  ): Promise<AuditEntryView[]> {
    if (open === '' || !PLACE_IN_LOG.test(open) || entries.some(({ seq }) => String(seq) === open)) return [];
    const found = await this.#list(
      { before: Number(open) + 1, incident: framed?.incident.id, limit: 1 },
      actor,
    );
    return found.filter(({ seq }) => String(seq) === open);
  }

  #list(query: ListAuditEntries, actor: Actor): Promise<AuditEntryView[]> {
    return this.log.list({
      incidentId: query.incident,
      actorId: query.actor,
      action: query.action,
      before: query.before,
      limit: query.limit,
      scope: actor.role === 'auditor' ? undefined : this.scope.condition('e.incident_id', actor),
    });
  }

  /** Undefined when none is named; null when there is none of this name for the reader. */
  async #incidentNamed(reference: string, actor: Actor): Promise<string | null | undefined> {
    if (reference === '') return undefined;
    return orNull(async () => (await this.incidents.byReference(reference.toUpperCase(), actor)).id);
  }

  async #context(
    entries: readonly AuditEntryView[],
    asked: Asked,
    address: string,
    actor: Actor,
  ): Promise<EntryContext> {
    const names = await this.users.namesOf(entries.map((entry) => entry.actor.id));
    const references = new Map<string, string | null>();
    for (const id of new Set(entries.map(({ incidentId }) => incidentId))) {
      if (id === null) continue;
      const find = async (): Promise<string> =>
        (await this.incidents.visible(this.reader.manager, id, actor)).reference;
      references.set(id, await orNull(find));
    }
    const own = await this.#ownSteps(entries, references);
    return {
      nameOf: (id) => names.get(id) ?? 'A person who left',
      referenceOf: (id) => references.get(id) ?? null,
      stepTitle: (id) => own.get(id) ?? this.catalogue.steps.get(id)?.title ?? id,
      state: await this.log.state(),
      hrefOf: (seq) => addressOf(address, { ...asked, open: seq === null ? '' : String(seq) }),
    };
  }

  /** Titles of own steps that entries are about, of the incidents that the reader may see. */
  async #ownSteps(
    entries: readonly AuditEntryView[],
    references: ReadonlyMap<string, string | null>,
  ): Promise<ReadonlyMap<string, string>> {
    const about = entries.filter(({ subject }) => subject.startsWith(OWN_STEP_PREFIX));
    const titles = new Map<string, string>();
    for (const id of new Set(about.map(({ incidentId }) => incidentId))) {
      if (id === null || references.get(id) == null) continue;
      const steps = await this.plans.ownSteps(this.reader.manager, id);
      for (const [ownId, { own }] of steps) titles.set(ownId, own.title);
    }
    return titles;
  }
}

function askedOf(query: unknown): Asked {
  const form = new FormFields(query);
  return {
    incident: form.text('incident'),
    actor: form.text('actor'),
    action: form.text('action'),
    before: form.text('before'),
    open: form.text('open'),
  };
}

function addressOf(address: string, asked: Asked): string {
  const query = new URLSearchParams(filled({ ...asked })).toString();
  return query === '' ? address : `${address}?${query}`;
}

function filled(values: Record<string, string | undefined>): Record<string, string> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(entries) as Record<string, string>;
}

async function orNull<T>(find: () => Promise<T>): Promise<T | null> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof IncidentNotFound) return null;
    throw error;
  }
}
