import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { PlanQuery } from './plan.query.js';
import { PlanScreen } from './plan.screen.js';

/** The plan of an incident: what matters most to customers, what to do next, who does what. */
@Controller('incidents/:reference/plan')
export class PlanPage {
  constructor(private readonly screen: PlanScreen) {}

  @Get()
  @Allow('plans:read')
  async show(
    @Param('reference') reference: string,
    @Query() query: PlanQuery,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.screen.draw(request, reply, reference, query, actor);
  }
}
