import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { instantText } from '../platform/database/columns.js';
import type { Reevaluation } from './reevaluation.entity.js';
import { ReevaluationWorker } from './reevaluation.worker.js';
import { Reevaluations } from './reevaluations.js';

/** A pass as the API answers. */
export interface ReevaluationView {
  id: string;
  knowledgeVersion: string;
  state: Reevaluation['state'];
  total: number;
  done: number;
  changed: number;
  failed: number;
  startedAt: string;
  movedAt: string;
}

export function toReevaluationView(pass: Reevaluation): ReevaluationView {
  return {
    id: pass.id,
    knowledgeVersion: pass.knowledgeVersion,
    state: pass.state,
    total: pass.total,
    done: pass.done,
    changed: pass.changed,
    failed: pass.failed,
    startedAt: instantText(pass.startedAt),
    movedAt: instantText(pass.movedAt),
  };
}

@Controller('api/v1/knowledge/reevaluation')
export class ReevaluationsController {
  constructor(
    private readonly reevaluations: Reevaluations,
    private readonly worker: ReevaluationWorker,
  ) {}

  @Get()
  @Allow('knowledge:read')
  async standing(): Promise<{ knowledgeVersion: string; behind: number; pass: ReevaluationView | null }> {
    const { knowledgeVersion, behind, pass } = await this.reevaluations.standing();
    return { knowledgeVersion, behind, pass: pass === null ? null : toReevaluationView(pass) };
  }

  @Post('stop')
  @HttpCode(200)
  @Allow('knowledge:manage', { stepUp: true })
  async stop(@CurrentActor() actor: Actor): Promise<ReevaluationView> {
    return toReevaluationView(await this.reevaluations.stop(actor));
  }

  @Post('resumption')
  @HttpCode(200)
  @Allow('knowledge:manage', { stepUp: true })
  async resume(@CurrentActor() actor: Actor): Promise<ReevaluationView> {
    const pass = await this.reevaluations.resume(actor);
    this.worker.wake();
    return toReevaluationView(pass);
  }
}
