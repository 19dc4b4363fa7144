import { Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ReevaluationWorker } from '../../obligations/reevaluation.worker.js';
import { Reevaluations } from '../../obligations/reevaluations.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';

/** Stops and resumes the pass that holds all registers against a new rule pack. */
@Controller('knowledge/reevaluation')
export class ReevaluationPage {
  constructor(
    private readonly reevaluations: Reevaluations,
    private readonly worker: ReevaluationWorker,
  ) {}

  @Post('stop')
  @Allow('knowledge:manage', { stepUp: true })
  async stop(@CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    await this.reevaluations.stop(actor);
    void reply.redirect('/knowledge', 303);
  }

  @Post('resumption')
  @Allow('knowledge:manage', { stepUp: true })
  async resume(@CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    await this.reevaluations.resume(actor);
    this.worker.wake();
    void reply.redirect('/knowledge', 303);
  }
}
