import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { instantText } from '../platform/database/columns.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { concerns } from './domain/duty.js';
import { DutyDecisions } from './duty-decisions.js';
import { Filings } from './filings.js';
import {
  AnswerChangesBody,
  DecideDutyBody,
  KeepDutyBody,
  ListObligationsQuery,
  RecordFilingBody,
  UndecideDutyBody,
  WithdrawFilingBody,
} from './obligations.dto.js';
import { Obligations } from './obligations.service.js';
import { toActedView, toDutyView, toEventView, toFilingView } from './obligations.views.js';
import type { ActedDutyView, DutyView, FilingView, ObligationEventView } from './obligations.views.js';

/** Counsel proves who they are again; the lead of the incident is not stopped at night (`security.md` 3). */
const STEP_UP = { stepUp: ['counsel'] } as const;

@Controller('api/v1/incidents/:incidentId/obligations')
export class ObligationsController {
  constructor(
    private readonly obligations: Obligations,
    private readonly decisions: DutyDecisions,
    private readonly filings: Filings,
  ) {}

  @Get()
  @Allow('obligations:read')
  async list(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Query() query: ListObligationsQuery,
    @CurrentActor() actor: Actor,
  ): Promise<{ knowledgeVersion: string; factsRevision: number; at: string; duties: DutyView[] }> {
    const { duties, at, factsRevision, knowledgeVersion } = await this.obligations.of(incidentId, actor);
    const shown =
      query.all === 'true' ? duties : duties.filter(({ duty, record }) => record !== null || concerns(duty));
    return { knowledgeVersion, factsRevision, at: instantText(at), duties: shown.map(toDutyView) };
  }

  @Get('events')
  @Allow('obligations:read')
  async events(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ObligationEventView[]> {
    return (await this.obligations.history(incidentId, actor)).map(toEventView);
  }

  @Get('filings')
  @Allow('obligations:read')
  async filed(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<FilingView[]> {
    return (await this.filings.of(incidentId, actor)).map(toFilingView);
  }

  @Post('changes')
  @HttpCode(200)
  @Allow('obligations:decide', STEP_UP)
  async answerChanges(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Body() body: AnswerChangesBody,
    @CurrentActor() actor: Actor,
  ): Promise<ActedDutyView[]> {
    const seen = new Map(body.duties.map(({ ruleId, revision }) => [ruleId, revision]));
    const rows = await this.decisions.answerChanges(incidentId, seen, body.answer, body.reason, actor);
    return rows.map(toActedView);
  }

  @Post(':ruleId/decision')
  @HttpCode(200)
  @Allow('obligations:decide', STEP_UP)
  async decide(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('ruleId') ruleId: string,
    @Body() body: DecideDutyBody,
    @CurrentActor() actor: Actor,
  ): Promise<ActedDutyView> {
    const { decision, reason, revision } = body;
    const until = body.until ? Temporal.Instant.from(body.until) : null;
    const wanted = { decision, reason, until, revision };
    return toActedView(await this.decisions.decide(incidentId, ruleId, wanted, actor));
  }

  @Post(':ruleId/decision/withdrawal')
  @HttpCode(200)
  @Allow('obligations:decide', STEP_UP)
  async undecide(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('ruleId') ruleId: string,
    @Body() body: UndecideDutyBody,
    @CurrentActor() actor: Actor,
  ): Promise<ActedDutyView> {
    const { reason, revision } = body;
    return toActedView(await this.decisions.undecide(incidentId, ruleId, { reason, revision }, actor));
  }

  @Post(':ruleId/keeper')
  @HttpCode(200)
  @Allow('obligations:decide', STEP_UP)
  async keep(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('ruleId') ruleId: string,
    @Body() body: KeepDutyBody,
    @CurrentActor() actor: Actor,
  ): Promise<ActedDutyView> {
    const row = await this.decisions.keep(incidentId, ruleId, body.keeperId, body.revision, actor);
    return toActedView(row);
  }

  @Post(':ruleId/filings')
  @Allow('obligations:decide', STEP_UP)
  async file(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('ruleId') ruleId: string,
    @Body() body: RecordFilingBody,
    @CurrentActor() actor: Actor,
  ): Promise<{ id: string }> {
    const { id } = await this.filings.record(
      incidentId,
      ruleId,
      {
        filedAt: Temporal.Instant.from(body.filedAt),
        channel: body.channel,
        reference: body.reference,
        text: body.text,
        lateReason: body.lateReason,
        file: body.fileId === undefined ? null : { id: body.fileId },
        revision: body.revision,
      },
      actor,
    );
    return { id };
  }

  @Post(':ruleId/filings/:filingId/withdrawal')
  @HttpCode(200)
  @Allow('obligations:decide', STEP_UP)
  async withdraw(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('ruleId') ruleId: string,
    @Param('filingId', ParseIdPipe) filingId: string,
    @Body() body: WithdrawFilingBody,
    @CurrentActor() actor: Actor,
  ): Promise<{ id: string }> {
    const { reason, revision } = body;
    const { id } = await this.filings.withdraw(incidentId, ruleId, filingId, { reason, revision }, actor);
    return { id };
  }
}
