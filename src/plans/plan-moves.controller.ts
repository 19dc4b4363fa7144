import { Controller, Get, Param, Query } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { instantText } from '../platform/database/columns.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { IsVersionNumber } from '../platform/http/version-number.js';
import type { PlanMoves } from './domain/plan-moves.js';
import { PlanComparison } from './plan-comparison.service.js';
import type { ComparedWith, PlanMovesSince } from './plan-comparison.service.js';

export class MovesQuery {
  /** Facts revision to compare with; absent: that of the newest decision, else the one before the present. */
  @IsOptional()
  @IsVersionNumber('a facts revision')
  since?: string;
}

export interface PlanMovesView {
  /** Null: there is nothing earlier to compare with. */
  since: { revision: number; at: string; because: ComparedWith['because'] } | null;
  now: { revision: number; at: string } | null;
  rankedBy: PlanMovesSince['rankedBy'] | null;
  moves: PlanMoves | null;
}

/** What moved in a plan, and why. */
@Controller('api/v1/incidents/:incidentId/plan/moves')
export class PlanMovesController {
  constructor(private readonly comparison: PlanComparison) {}

  @Get()
  @Allow('plans:read')
  async moves(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Query() { since }: MovesQuery,
    @CurrentActor() actor: Actor,
  ): Promise<PlanMovesView> {
    const asked = since === undefined ? undefined : Number(since);
    return toPlanMovesView(await this.comparison.since(incidentId, actor, asked));
  }
}

function toPlanMovesView(compared: PlanMovesSince | null): PlanMovesView {
  if (compared === null) return { since: null, now: null, rankedBy: null, moves: null };
  const { since, now, rankedBy, moves } = compared;
  return {
    since: { revision: since.revision, at: instantText(since.at), because: since.because },
    now: { revision: now.revision, at: instantText(now.at) },
    rankedBy,
    moves,
  };
}
