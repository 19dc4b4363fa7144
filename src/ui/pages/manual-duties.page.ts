import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { Users } from '../../identity/users.service.js';
import { ManualDuties } from '../../obligations/manual-duties.js';
import type { ManualDutySheet } from '../../obligations/manual-duties.js';
import type { RegisteredDuty } from '../../obligations/registered-duties.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import type { Fault } from '../../platform/errors.js';
import { ID_PATTERN } from '../../platform/ids.js';
import { FormFields } from '../form-fields.js';
import { IncidentFrame, type FramedIncident } from '../incident-frame.js';
import { tryTo } from '../refusals.js';
import type { RefusedForm } from '../refusals.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { formatInstant } from '../views.time.js';
import type { FieldError } from '../views.types.js';
import { manualDutyErrors, manualDutyFields, readManualForm } from './manual-duties.view.js';
import type { ManualDutyPageView, StandingView } from './manual-duties.view.js';
import { registerHref } from './obligations.query.js';
import { STATUS_TERMS } from './obligations.words.js';

/** Counsel proves who they are again, before anything is typed that could be lost. */
const STEP_UP = { stepUp: ['counsel'] } as const;
const LONGEST_REASON = 4_000;

/** Where people enter what a contract asks for, say it anew, or take it back. */
@Controller('incidents/:reference/obligations')
export class ManualDutiesPage {
  constructor(
    private readonly shell: Shell,
    private readonly frames: IncidentFrame,
    private readonly manual: ManualDuties,
    private readonly users: Users,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  @Get('new')
  @Allow('obligations:decide', STEP_UP)
  async blank(
    @Param('reference') reference: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#draw(request, reply, await this.#opened(reference, actor), null, null);
  }

  @Post('new')
  @Allow('obligations:decide', STEP_UP)
  async add(
    @Param('reference') reference: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.#opened(reference, actor);
    const form = new FormFields(body);
    const keeperId = form.text('keeperId');
    const wanted = { duty: readManualForm(form), keeperId: ID_PATTERN.test(keeperId) ? keeperId : null };
    const tried = await tryTo(form, manualDutyErrors, () =>
      this.manual.add(framed.incident.id, wanted, actor),
    );
    if ('again' in tried) return this.#draw(request, reply, framed, null, tried.again);
    const href = registerHref(framed.incident.reference, { status: '', duty: tried.done.ruleId }, 'entered');
    void reply.redirect(href, 303);
  }

  @Get('manual/:ruleId')
  @Allow('obligations:decide', STEP_UP)
  async show(
    @Param('reference') reference: string,
    @Param('ruleId') ruleId: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.#opened(reference, actor);
    const sheet = await this.manual.one(framed.incident.id, ruleId, actor);
    await this.#draw(request, reply, framed, sheet, null);
  }

  @Post('manual/:ruleId')
  @Allow('obligations:decide', STEP_UP)
  async change(
    @Param('reference') reference: string,
    @Param('ruleId') ruleId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.#opened(reference, actor);
    const sheet = await this.manual.one(framed.incident.id, ruleId, actor);
    const form = new FormFields(body);
    const reason = form.text('reason').slice(0, LONGEST_REASON);
    const wanted = { duty: readManualForm(form), reason, revision: form.revision() };
    const tried = await tryTo(form, manualDutyErrors, () =>
      this.manual.change(framed.incident.id, ruleId, wanted, actor),
    );
    if ('again' in tried) return this.#draw(request, reply, framed, sheet, tried.again);
    const href = registerHref(framed.incident.reference, { status: '', duty: ruleId }, 'changed');
    void reply.redirect(href, 303);
  }

  @Post('manual/:ruleId/withdrawal')
  @Allow('obligations:decide', STEP_UP)
  async withdraw(
    @Param('reference') reference: string,
    @Param('ruleId') ruleId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.#opened(reference, actor);
    const sheet = await this.manual.one(framed.incident.id, ruleId, actor);
    const form = new FormFields(body);
    const reason = form.text('withdrawal').slice(0, LONGEST_REASON);
    const tried = await tryTo(form, atWithdrawal, () =>
      this.manual.withdraw(framed.incident.id, ruleId, { reason, revision: form.revision() }, actor),
    );
    if ('again' in tried) return this.#draw(request, reply, framed, sheet, tried.again);
    const href = registerHref(framed.incident.reference, { status: '', duty: ruleId }, 'struck');
    void reply.redirect(href, 303);
  }

  #opened(reference: string, actor: Actor): Promise<FramedIncident> {
    return this.frames.of(reference, actor, 'obligations', [
      { label: 'Obligations', href: `/incidents/${reference}/obligations` },
      { label: 'Duty by contract' },
    ]);
  }

  async #draw(
    request: FastifyRequest,
    reply: FastifyReply,
    framed: FramedIncident,
    sheet: ManualDutySheet | null,
    again: RefusedForm | null,
  ): Promise<void> {
    const shell = await this.shell.of(request, { exercise: framed.exercise });
    const { reference } = framed.incident;
    const base = `/incidents/${reference}/obligations`;
    const registered = framed.register.find(({ duty }) => duty.ruleId === sheet?.ruleId);
    const revision = String(registered?.record?.revision ?? '');
    const withdrawing = again?.form.has('withdrawal') === true;
    const ground = {
      vocabulary: this.catalogue.vocabulary,
      codes: this.manual.codes,
      zone: shell.zone,
      current: sheet?.duty ?? null,
      people: sheet ? [] : await this.#people(),
    };
    const heading = sheet ? 'Duty by contract' : 'Add a duty by contract';
    const page = sheet === null ? `${base}/new` : `${base}/manual/${sheet.ruleId}`;
    const view: ManualDutyPageView = {
      title: `${heading} · ${reference}`,
      shell,
      errors: again?.errors ?? [],
      header: framed.header,
      heading: sheet ? 'What the contract asks' : heading,
      action: page,
      cancelHref: sheet ? registerHref(reference, { status: '', duty: sheet.ruleId }) : base,
      revision: sheet ? (again?.form.text('revision') ?? revision) : '',
      ...manualDutyFields(ground, withdrawing ? null : (again?.form ?? null)),
      standing: sheet && registered ? await this.#standing(sheet, registered, shell.zone) : null,
      withdrawal:
        sheet && sheet.withdrawn === null
          ? {
              action: `${page}/withdrawal`,
              revision,
              reason: withdrawing ? again.form.text('withdrawal') : '',
            }
          : null,
      over: sheet?.withdrawn ? await this.#overWords(sheet.withdrawn, shell.zone) : '',
      importHref: `${base}/import`,
    };
    sendPage(reply, 'manual-duties/duty', view, again?.status ?? 200);
  }

  async #people(): Promise<{ value: string; label: string }[]> {
    const people = await this.users.list();
    return people.filter(({ disabled }) => !disabled).map(({ id, name }) => ({ value: id, label: name }));
  }

  async #standing(
    sheet: ManualDutySheet,
    { duty, record }: RegisteredDuty,
    zone: string,
  ): Promise<StandingView> {
    const names = await this.users.namesOf([sheet.addedBy]);
    const by = names.get(sheet.addedBy) ?? 'a person who left';
    const from = sheet.fileSha256 === null ? 'by hand' : 'from a file';
    return {
      dueAt: record?.dueAt?.toString() ?? null,
      words: STATUS_TERMS[duty.status],
      arithmetic: duty.arithmetic,
      entered: `Entered ${from} by ${by}, ${formatInstant(sheet.addedAt, zone)}. It is no law.`,
    };
  }

  async #overWords(withdrawn: NonNullable<ManualDutySheet['withdrawn']>, zone: string): Promise<string> {
    const names = await this.users.namesOf([withdrawn.by]);
    const by = names.get(withdrawn.by) ?? 'a person who left';
    return `Withdrawn ${formatInstant(withdrawn.at, zone)} by ${by}: “${withdrawn.reason}”`;
  }
}

/** The reason of a withdrawal has a name of its own: the page asks for a reason elsewhere too. */
function atWithdrawal(faults: readonly Fault[]): FieldError[] {
  return manualDutyErrors(faults).map(({ field, message }) => ({
    field: field === 'reason' ? 'withdrawal' : field,
    message,
  }));
}
