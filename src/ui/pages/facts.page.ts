import { Body, Controller, Get, HttpStatus, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { Users } from '../../identity/users.service.js';
import { FactsForm } from '../../incidents/facts-form.js';
import { FactsChanged, FactsRefused } from '../../incidents/incidents.errors.js';
import { Incidents } from '../../incidents/incidents.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { holds } from '../../platform/access/permissions.js';
import { Clock } from '../../platform/clock.js';
import { FormFields } from '../form-fields.js';
import { IncidentFrame } from '../incident-frame.js';
import type { FramedIncident } from '../incident-frame.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { isoOf } from '../views.time.js';
import type { FieldError } from '../views.types.js';
import { FactOrigins } from './fact-origins.js';
import type { SavedFacts } from './fact-origins.js';
import { factSheet } from './fact-sheet.js';
import { conflictRows, mineOverTheirs } from './facts.conflict.js';
import type { FactsSides } from './facts.conflict.js';
import { factFaults } from './facts.faults.js';
import { factsHistory } from './facts.history.js';
import { jsonOf, readJsonFacts } from './facts.json.js';
import type { FactsConflictView, FactsPageView } from './facts.page.view.js';
import { withFreshOrigins } from './facts.provenance.js';
import { FactsSheetForm } from './facts.sheet-form.js';
import type { TypedFacts } from './facts.sheet-form.js';
import { readFacts } from './facts.reading.js';
import { DutyFacts } from './obligations.facts.js';

const SETTLING_SHOWN = 6;

/** The facts of an incident: the whole sheet as a form, the same as JSON, and every revision. */
@Controller('incidents/:reference/facts')
export class FactsPage {
  constructor(
    private readonly shell: Shell,
    private readonly frames: IncidentFrame,
    private readonly incidents: Incidents,
    private readonly users: Users,
    private readonly clock: Clock,
    private readonly form: FactsSheetForm,
    private readonly factsForm: FactsForm,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Allow('incidents:read')
  async show(
    @Param('reference') reference: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#draw(request, reply, await this.#framed(reference, actor), actor, {});
  }

  /** Saves the sheet as the next revision; or shows it again with more rows. */
  @Post()
  @Allow('incidents:edit')
  async save(
    @Param('reference') reference: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = new FormFields(body);
    const framed = await this.#framed(reference, actor);
    const seen = Number(form.text('revision'));
    const base = await this.#savedAs(framed, seen, actor);
    const typed = { form, revision: seen, reason: form.typed('reason') };
    if (form.text('act').startsWith('rows:')) return this.#draw(request, reply, framed, actor, typed);
    if (!base) return this.#draw(request, reply, framed, actor, { ...typed, errors: [UNKNOWN_REVISION] });
    const { zone } = await this.shell.of(request);
    const read = readFacts(form, base.facts, this.form.fields(framed), this.form.rows(), zone);
    if (read.faults.length > 0)
      return this.#draw(request, reply, framed, actor, { ...typed, errors: read.faults });
    await this.#revise(request, reply, { framed, base, facts: read.facts, typed, actor });
  }

  /** Saves facts given as JSON; a member that is not sent is taken away, but for what the form never shows. */
  @Post('json')
  @Allow('incidents:edit')
  async saveJson(
    @Param('reference') reference: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = new FormFields(body);
    const framed = await this.#framed(reference, actor);
    const seen = Number(form.text('revision'));
    const base = await this.#savedAs(framed, seen, actor);
    const typed = { json: form.typed('facts'), revision: seen, reason: form.typed('reason') };
    if (!base) return this.#draw(request, reply, framed, actor, { ...typed, errors: [UNKNOWN_REVISION] });
    const read = readJsonFacts(typed.json, base.facts);
    if ('message' in read) {
      const errors = [{ field: 'facts', message: read.message }];
      return this.#draw(request, reply, framed, actor, { ...typed, errors });
    }
    await this.#revise(request, reply, { framed, base, facts: read.facts, typed, actor });
  }

  async #revise(
    request: FastifyRequest,
    reply: FastifyReply,
    { framed, base, facts, typed, actor }: Saving,
  ): Promise<void> {
    const { incident } = framed;
    try {
      this.factsForm.read(facts);
      const fresh = withFreshOrigins(facts, base.facts, { by: actor.name, at: isoOf(this.clock.now()) });
      await this.incidents.revise(
        incident.id,
        base.revision,
        fresh,
        (typed.reason ?? '').slice(0, 2_000),
        actor,
      );
    } catch (error) {
      if (error instanceof FactsChanged)
        return this.#drawConflict(request, reply, framed, base, error, typed, actor);
      if (!(error instanceof FactsRefused)) throw error;
      const errors = typed.form
        ? factFaults(error.faults, typed.form, new Set(this.form.fields(framed).map(({ name }) => name)))
        : error.faults.map(({ path, message }) => ({ field: 'facts', message: `${path}: ${message}` }));
      return this.#draw(request, reply, framed, actor, { ...typed, errors });
    }
    void reply.redirect(`/incidents/${incident.reference}?done=facts#facts`, HttpStatus.SEE_OTHER);
  }

  #framed(reference: string, actor: Actor): Promise<FramedIncident> {
    return this.frames.of(reference, actor, 'overview', [{ label: 'Facts' }]);
  }

  async #savedAs(
    { incident, facts }: FramedIncident,
    revision: number,
    actor: Actor,
  ): Promise<SavedFacts | undefined> {
    if (facts.revision === revision) return facts;
    const revisions = await this.incidents.revisions(incident.id, actor);
    return revisions.find((saved) => saved.revision === revision);
  }

  async #draw(
    request: FastifyRequest,
    reply: FastifyReply,
    framed: FramedIncident,
    actor: Actor,
    typed: TypedFacts,
  ): Promise<void> {
    const { incident, facts, header } = framed;
    const shell = await this.shell.of(request, { exercise: framed.exercise });
    const revisions = await this.incidents.revisions(incident.id, actor);
    const names = await this.users.namesOf(revisions.map(({ savedBy }) => savedBy));
    const history = factsHistory(revisions, names, shell.zone);
    const waiting = framed.duties.filter(({ status }) => status === 'needs-facts');
    const mayEdit = holds(actor.role, 'incidents:edit');
    const view: FactsPageView = {
      title: `Facts · ${incident.reference}`,
      shell,
      header,
      reference: incident.reference,
      revision: facts.revision,
      savedBy: names.get(facts.savedBy) ?? 'a person who left',
      savedAt: facts.savedAt,
      form: mayEdit ? this.form.parts(framed, typed, shell.zone) : null,
      sheet: factSheet(
        facts.facts,
        new FactOrigins(revisions, names, shell.zone),
        this.catalogue,
        shell.zone,
      ),
      settling: new DutyFacts(
        this.catalogue,
        mayEdit ? `/incidents/${incident.reference}/facts` : '',
      ).settling(waiting, SETTLING_SHOWN),
      history: history.shown,
      older: history.older,
      errors: typed.errors ?? [],
    };
    sendPage(
      reply,
      'incidents/facts',
      view,
      view.errors.length > 0 ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK,
    );
  }

  async #drawConflict(
    request: FastifyRequest,
    reply: FastifyReply,
    framed: FramedIncident,
    base: SavedFacts,
    refused: FactsChanged,
    typed: TypedFacts,
    actor: Actor,
  ): Promise<void> {
    const shell = await this.shell.of(request, { exercise: framed.exercise });
    const [theirs] = await this.incidents.revisions(framed.incident.id, actor);
    const names = await this.users.namesOf(theirs ? [theirs.savedBy] : []);
    const sides: FactsSides = { base: base.facts, mine: refused.yours, theirs: refused.current.facts };
    const view: FactsConflictView = {
      title: `Not saved · ${framed.incident.reference}`,
      shell,
      header: framed.header,
      reference: framed.incident.reference,
      savedBy: names.get(theirs?.savedBy ?? '') ?? 'Someone',
      savedAt: framed.facts.savedAt,
      seen: base.revision,
      revision: refused.current.revision,
      next: refused.current.revision + 1,
      rows: conflictRows(sides, shell.zone),
      reason: typed.reason ?? '',
      over: jsonOf(mineOverTheirs(sides)),
      whole: jsonOf(refused.yours),
    };
    sendPage(reply, 'incidents/facts-conflict', view, HttpStatus.CONFLICT);
  }
}

interface Saving {
  framed: FramedIncident;
  /** What the writer started from. */
  base: SavedFacts;
  facts: Record<string, unknown>;
  typed: TypedFacts;
  actor: Actor;
}

const UNKNOWN_REVISION: FieldError = {
  field: null,
  message:
    'This form does not say which revision it was made from. Open the facts again; what you typed is below.',
};
