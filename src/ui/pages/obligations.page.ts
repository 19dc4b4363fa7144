import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { ObligationsQuery } from './obligations.query.js';
import { ObligationsScreen } from './obligations.screen.js';

/** The register of duties of an incident: what is owed to whom, until when, and how that was counted. */
@Controller('incidents/:reference/obligations')
export class ObligationsPage {
  constructor(private readonly screen: ObligationsScreen) {}

  @Get()
  @Allow('obligations:read')
  async show(
    @Param('reference') reference: string,
    @Query() query: ObligationsQuery,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.screen.send({ reference, query, actor, request, reply });
  }
}
