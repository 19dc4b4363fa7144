import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Outbox } from '../../delivery/outbox.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { holds } from '../../platform/access/permissions.js';
import { ParseIdPipe } from '../../platform/http/parse-id.pipe.js';
import { allowPreviewStyles } from '../../platform/http/security-headers.js';
import { ID_PATTERN } from '../../platform/ids.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { formatNumber } from '../views.helpers.js';
import { toOutboxMessage, toOutboxRow } from './outbox.view.js';
import type { OutboxMessageView, OutboxPageView } from './outbox.view.js';

const PAGE = 50;

/** The messages that were kept as files while no mail server is set. */
@Controller('outbox')
export class OutboxPage {
  constructor(
    private readonly shell: Shell,
    private readonly outbox: Outbox,
  ) {}

  @Get()
  @Allow('deliveries:read')
  async show(
    @Query('before') before: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const from = typeof before === 'string' && ID_PATTERN.test(before) ? before : undefined;
    const { messages, next } = this.outbox.isOpen
      ? await this.outbox.list({ before: from, limit: PAGE }, actor)
      : { messages: [], next: null };
    const view: OutboxPageView = {
      title: 'Outbox',
      shell: await this.shell.of(request),
      closed: this.outbox.isOpen
        ? ''
        : 'A mail server is set: messages go out through it and are not kept here.',
      rows: messages.map(toOutboxRow),
      mayOpen: holds(actor.role, 'recipients:reveal'),
      pager: {
        words: `${formatNumber(messages.length)} messages, newest first`,
        ...(from === undefined ? {} : { previous: '/outbox' }),
        ...(next === null ? {} : { next: `/outbox?before=${next}` }),
      },
    };
    sendPage(reply, 'outbox/list', view);
  }

  /** One message in full; who opened it is recorded. */
  @Get(':deliveryId')
  @Allow('recipients:reveal', { stepUp: true })
  async open(
    @Param('deliveryId', ParseIdPipe) deliveryId: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const message = await this.outbox.open(deliveryId, actor);
    const view: OutboxMessageView = {
      title: 'A kept message · Outbox',
      shell: await this.shell.of(request),
      crumbs: [{ label: 'Outbox', href: '/outbox' }, { label: 'Message' }],
      ...toOutboxMessage(message),
    };
    allowPreviewStyles(reply);
    sendPage(reply, 'outbox/message', view);
  }
}
