import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { IsIn, IsInt, IsString, Matches, MaxLength, Min, ValidateIf } from 'class-validator';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { instantText } from '../platform/database/columns.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { ID_PATTERN } from '../platform/ids.js';
import { STEP_DECISIONS } from './domain/step-state.js';
import type { StepDecision, StepState } from './domain/step-state.js';
import type { Plan } from './domain/build-plan.js';
import { Plans } from './plans.service.js';
import type { StepStanding } from './plans.service.js';

/** Decides about one step. */
export class DecideStepBody {
  @IsIn(STEP_DECISIONS)
  decision: StepDecision;

  /** Needed to skip a step or to say that it does not apply. */
  @IsString()
  @MaxLength(2_000)
  reason = '';

  /** Revision of the decision that was seen; 0 when there was none. */
  @IsInt()
  @Min(0)
  revision: number;
}

/** Gives a step to someone; null takes it back. */
export class AssignStepBody {
  @ValidateIf((body: AssignStepBody) => body.assigneeId !== null)
  @Matches(ID_PATTERN)
  assigneeId: string | null;
}

export interface StepStandingView {
  state: StepState;
  reason: string;
  assigneeId: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
  revision: number;
}

export function toStandingView(standing: StepStanding): StepStandingView {
  return {
    state: standing.state,
    reason: standing.reason,
    assigneeId: standing.assigneeId,
    decidedBy: standing.decidedBy,
    decidedAt: standing.decidedAt === null ? null : instantText(standing.decidedAt),
    revision: standing.revision,
  };
}

@Controller('api/v1/incidents/:incidentId/plan')
export class PlansController {
  constructor(private readonly plans: Plans) {}

  @Get()
  @Allow('plans:read')
  async plan(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ factsRevision: number; plan: Plan; decisions: Record<string, StepStandingView> }> {
    const { plan, factsRevision, standings } = await this.plans.of(incidentId, actor);
    const decisions = Object.fromEntries(
      [...standings].map(([id, standing]) => [id, toStandingView(standing)]),
    );
    return { factsRevision, plan, decisions };
  }

  @Post('steps/:stepId/decision')
  @HttpCode(200)
  @Allow('plans:decide')
  async decide(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('stepId') stepId: string,
    @Body() body: DecideStepBody,
    @CurrentActor() actor: Actor,
  ): Promise<StepStandingView> {
    return toStandingView(await this.plans.decide(incidentId, stepId, body, actor));
  }

  @Post('steps/:stepId/assignment')
  @HttpCode(200)
  @Allow('plans:decide')
  async assign(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('stepId') stepId: string,
    @Body() body: AssignStepBody,
    @CurrentActor() actor: Actor,
  ): Promise<StepStandingView> {
    return toStandingView(await this.plans.assign(incidentId, stepId, body.assigneeId, actor));
  }
}
