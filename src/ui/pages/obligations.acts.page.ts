import { Body, Controller, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Temporal } from 'temporal-polyfill';
import { Incidents } from '../../incidents/incidents.service.js';
import { DutyDecisions } from '../../obligations/duty-decisions.js';
import {
  AnswerChangesBody,
  DecideDutyBody,
  KeepDutyBody,
  UndecideDutyBody,
} from '../../obligations/obligations.dto.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { FormFields } from '../form-fields.js';
import { FormRefused, readBody, readMoment, refusalOf } from './obligations.forms.js';
import type { FieldNames } from './obligations.forms.js';
import { ObligationsQuery, registerHref } from './obligations.query.js';
import type { Said } from './obligations.query.js';
import { DECIDE_STEP_UP } from './obligations.rights.js';
import { ObligationsScreen } from './obligations.screen.js';
import type { RegisterVisit } from './obligations.screen.js';

/** What people decide about duties, from an open row and from the banner of changes. */
@Controller('incidents/:reference/obligations')
export class ObligationActsPage {
  constructor(
    private readonly screen: ObligationsScreen,
    private readonly incidents: Incidents,
    private readonly decisions: DutyDecisions,
  ) {}

  /** Takes over the terms of all ticked duties, keeps the old ones, or marks changes as seen. */
  @Post('changes')
  @Allow('obligations:decide', DECIDE_STEP_UP)
  async answer(
    @Param('reference') reference: string,
    @Query() query: ObligationsQuery,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const fields = new FormFields(body);
    const visit = { reference, query, actor, request, reply };
    const names = { '/reason': 'changeReason', '/duties': 'duty' };
    await this.#act(visit, fields, names, async (incidentId) => {
      const duties = fields.list('duty').map(seenDuty);
      if (duties.length === 0)
        throw new FormRefused([{ path: '/duties', message: 'Tick the duties that you answer.' }]);
      const isSeen = fields.text('answer') === 'seen';
      const answer = isSeen ? 'keep' : fields.text('answer');
      const form = await readBody(AnswerChangesBody, {
        answer,
        reason: fields.typed('changeReason'),
        duties,
      });
      const seen = new Map(form.duties.map(({ ruleId, revision }) => [ruleId, revision]));
      await this.decisions.answerChanges(incidentId, seen, form.answer, form.reason, actor);
      return isSeen ? 'seen' : form.answer === 'adopt' ? 'adopted' : 'kept';
    });
  }

  @Post(':ruleId/decision')
  @Allow('obligations:decide', DECIDE_STEP_UP)
  async decide(
    @Param('reference') reference: string,
    @Param('ruleId') ruleId: string,
    @Query() query: ObligationsQuery,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const fields = new FormFields(body);
    const visit = { reference, query: opened(query, ruleId), actor, request, reply };
    const names = {
      '/decision': 'decision',
      '/reason': 'reason',
      '/until': 'until',
      '/untilZone': 'untilZone',
    };
    await this.#act(visit, fields, names, async (incidentId) => {
      if (fields.text('decision') === '')
        throw new FormRefused([{ path: '/decision', message: 'Choose what is decided.' }]);
      const { decision, reason, revision, until } = await readBody(DecideDutyBody, {
        decision: fields.text('decision'),
        reason: fields.typed('reason'),
        until: readMoment(fields, 'until', 'untilZone'),
        revision: fields.revision(),
      });
      const moment = until ? Temporal.Instant.from(until) : null;
      await this.decisions.decide(incidentId, ruleId, { decision, reason, until: moment, revision }, actor);
      return 'decided';
    });
  }

  @Post(':ruleId/decision/withdrawal')
  @Allow('obligations:decide', DECIDE_STEP_UP)
  async undecide(
    @Param('reference') reference: string,
    @Param('ruleId') ruleId: string,
    @Query() query: ObligationsQuery,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const fields = new FormFields(body);
    const visit = { reference, query: opened(query, ruleId), actor, request, reply };
    await this.#act(visit, fields, { '/reason': 'backReason' }, async (incidentId) => {
      const { reason, revision } = await readBody(UndecideDutyBody, {
        reason: fields.typed('backReason'),
        revision: fields.revision(),
      });
      await this.decisions.undecide(incidentId, ruleId, { reason, revision }, actor);
      return 'undecided';
    });
  }

  @Post(':ruleId/keeper')
  @Allow('obligations:decide', DECIDE_STEP_UP)
  async keep(
    @Param('reference') reference: string,
    @Param('ruleId') ruleId: string,
    @Query() query: ObligationsQuery,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const fields = new FormFields(body);
    const visit = { reference, query: opened(query, ruleId), actor, request, reply };
    await this.#act(visit, fields, { '/keeperId': 'keeperId' }, async (incidentId) => {
      const { keeperId, revision } = await readBody(KeepDutyBody, {
        keeperId: fields.text('keeperId') || null,
        revision: fields.revision(),
      });
      await this.decisions.keep(incidentId, ruleId, keeperId, revision, actor);
      return 'keeper';
    });
  }

  /** Acts and goes back to the row; what stands in the way is said on the page as it stands by then. */
  async #act(
    visit: RegisterVisit,
    fields: FormFields,
    names: FieldNames,
    work: (incidentId: string) => Promise<Said>,
  ): Promise<void> {
    const { id, reference } = await this.incidents.byReference(visit.reference, visit.actor);
    try {
      const done = await work(id);
      void visit.reply.redirect(registerHref(reference, visit.query, done), 303);
    } catch (error) {
      await this.screen.send(visit, refusalOf(error, fields, names));
    }
  }
}

/** The row that was acted on is open on the page that follows. */
export function opened(query: ObligationsQuery, ruleId: string): ObligationsQuery {
  return Object.assign(new ObligationsQuery(), { status: query.status, duty: ruleId });
}

/** `<rule id>:<revision>` of a ticked box. */
function seenDuty(text: string): { ruleId: string; revision: number } {
  const [ruleId = '', revision = ''] = text.split(':');
  return { ruleId, revision: /^\d{1,9}$/.test(revision) ? Number(revision) : -1 };
}
