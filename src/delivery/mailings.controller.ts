import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { MailingLedger } from './mailing-ledger.js';
import {
  ConfirmMailing,
  ListDeliveriesQuery,
  MailingReason,
  RequestMailing,
  RetryMailing,
} from './mailings.dto.js';
import { Mailings } from './mailings.service.js';
import { toMailingView } from './mailings.views.js';
import type { DeliveryView, MailingView, MailingWithCounts } from './mailings.views.js';
import { Retries } from './retries.service.js';

@Controller('api/v1')
export class MailingsController {
  constructor(
    private readonly mailings: Mailings,
    private readonly ledger: MailingLedger,
    private readonly retries: Retries,
  ) {}

  @Post('mailings')
  @Allow('mailings:request', { stepUp: true })
  async request(@Body() body: RequestMailing, @CurrentActor() actor: Actor): Promise<MailingView> {
    return toMailingView(await this.mailings.request(body.noticeId, actor));
  }

  @Get('incidents/:incidentId/mailings')
  @Allow('deliveries:read')
  async ofIncident(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ mailings: MailingWithCounts[] }> {
    return { mailings: await this.ledger.ofIncident(incidentId, actor) };
  }

  @Get('mailings/:mailingId')
  @Allow('deliveries:read')
  one(
    @Param('mailingId', ParseIdPipe) mailingId: string,
    @CurrentActor() actor: Actor,
  ): Promise<MailingWithCounts> {
    return this.ledger.one(mailingId, actor);
  }

  @Get('mailings/:mailingId/deliveries')
  @Allow('deliveries:read')
  deliveries(
    @Param('mailingId', ParseIdPipe) mailingId: string,
    @Query() query: ListDeliveriesQuery,
    @CurrentActor() actor: Actor,
  ): Promise<{ deliveries: DeliveryView[]; next: string | null }> {
    return this.ledger.deliveries(mailingId, query, actor);
  }

  @Post('mailings/:mailingId/confirmation')
  @HttpCode(200)
  @Allow('mailings:confirm', { stepUp: true })
  async confirm(
    @Param('mailingId', ParseIdPipe) mailingId: string,
    @Body() body: ConfirmMailing,
    @CurrentActor() actor: Actor,
  ): Promise<MailingView> {
    return toMailingView(await this.mailings.confirm(mailingId, body.count, actor));
  }

  @Post('mailings/:mailingId/pause')
  @HttpCode(200)
  @Allow('mailings:stop')
  async pause(
    @Param('mailingId', ParseIdPipe) mailingId: string,
    @Body() body: MailingReason,
    @CurrentActor() actor: Actor,
  ): Promise<MailingView> {
    return toMailingView(await this.mailings.pause(mailingId, body.reason, actor));
  }

  @Post('mailings/:mailingId/resumption')
  @HttpCode(200)
  @Allow('mailings:confirm', { stepUp: true })
  async resume(
    @Param('mailingId', ParseIdPipe) mailingId: string,
    @Body() body: MailingReason,
    @CurrentActor() actor: Actor,
  ): Promise<MailingView> {
    return toMailingView(await this.mailings.resume(mailingId, body.reason, actor));
  }

  @Post('mailings/:mailingId/stop')
  @HttpCode(200)
  @Allow('mailings:stop')
  async stop(
    @Param('mailingId', ParseIdPipe) mailingId: string,
    @Body() body: MailingReason,
    @CurrentActor() actor: Actor,
  ): Promise<MailingView> {
    return toMailingView(await this.mailings.stop(mailingId, body.reason, actor));
  }

  @Post('mailings/:mailingId/retry')
  @HttpCode(200)
  @Allow('deliveries:retry')
  async retry(
    @Param('mailingId', ParseIdPipe) mailingId: string,
    @Body() body: RetryMailing,
    @CurrentActor() actor: Actor,
  ): Promise<MailingView> {
    return toMailingView(await this.retries.retryFailed(mailingId, body, actor));
  }
}
