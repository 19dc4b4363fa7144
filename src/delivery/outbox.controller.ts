import { Controller, Get, Param, Query } from '@nestjs/common';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { ListOutboxQuery } from './mailings.dto.js';
import { Outbox } from './outbox.service.js';
import type { KeptMessageView, OpenedMessageView } from './outbox.service.js';

@Controller('api/v1/outbox')
export class OutboxController {
  constructor(private readonly outbox: Outbox) {}

  @Get()
  @Allow('deliveries:read')
  list(
    @Query() query: ListOutboxQuery,
    @CurrentActor() actor: Actor,
  ): Promise<{ messages: KeptMessageView[]; next: string | null }> {
    return this.outbox.list(query, actor);
  }

  @Get(':deliveryId')
  @Allow('recipients:reveal', { stepUp: true })
  open(
    @Param('deliveryId', ParseIdPipe) deliveryId: string,
    @CurrentActor() actor: Actor,
  ): Promise<OpenedMessageView> {
    return this.outbox.open(deliveryId, actor);
  }
}
