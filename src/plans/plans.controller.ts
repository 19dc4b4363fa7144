import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import type { Plan } from './domain/build-plan.js';
import { readDue } from './domain/step-due.js';
import { AssignStepBody, DecideStepBody, DueStepBody, FeasibilityBody, TitleStepBody } from './plans.dto.js';
import { StepValueRefused } from './plans.errors.js';
import { Plans } from './plans.service.js';
import { toOwnStepView, toProofView, toStandingView } from './plans.views.js';
import type { OwnStepView, StepProofView, StepStandingView } from './plans.views.js';
import { DUE_WORDS } from './step-adaptation.js';
import { StepDecisions } from './step-decisions.service.js';

/** The plan of an incident with what people decided about it. */
export interface PlanAnswer {
  factsRevision: number;
  plan: Plan;
  /** By step id; also of steps that no longer apply. */
  decisions: Record<string, StepStandingView>;
  /** By step id, of every step in the plan. */
  proof: Record<string, StepProofView>;
  /** Withdrawn ones too, oldest first. */
  ownSteps: OwnStepView[];
}

@Controller('api/v1/incidents/:incidentId/plan')
export class PlansController {
  constructor(
    private readonly plans: Plans,
    private readonly decisions: StepDecisions,
  ) {}

  @Get()
  @Allow('plans:read')
  async plan(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<PlanAnswer> {
    const made = await this.plans.of(incidentId, actor);
    const { plan, factsRevision, standings, ownSteps } = made;
    return {
      factsRevision,
      plan,
      decisions: Object.fromEntries([...standings].map(([id, standing]) => [id, toStandingView(standing)])),
      proof: Object.fromEntries(plan.steps.map((step) => [step.id, toProofView(step, made)])),
      ownSteps: [...ownSteps.values()].map(toOwnStepView),
    };
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
    return toStandingView(await this.decisions.decide(incidentId, stepId, body, actor));
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
    return toStandingView(await this.decisions.assign(incidentId, stepId, body.assigneeId, actor));
  }

  @Post('steps/:stepId/title')
  @HttpCode(200)
  @Allow('plans:decide')
  async title(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('stepId') stepId: string,
    @Body() { title, revision }: TitleStepBody,
    @CurrentActor() actor: Actor,
  ): Promise<StepStandingView> {
    return toStandingView(await this.decisions.adapt(incidentId, stepId, { title, revision }, actor));
  }

  @Post('steps/:stepId/due')
  @HttpCode(200)
  @Allow('plans:decide')
  async due(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('stepId') stepId: string,
    @Body() { dueAt, revision }: DueStepBody,
    @CurrentActor() actor: Actor,
  ): Promise<StepStandingView> {
    const due = dueAt === null ? null : readDue(dueAt);
    if (dueAt !== null && due === null) throw new StepValueRefused('/dueAt', DUE_WORDS);
    return toStandingView(await this.decisions.adapt(incidentId, stepId, { dueAt: due, revision }, actor));
  }

  @Post('steps/:stepId/feasibility')
  @HttpCode(200)
  @Allow('plans:decide')
  async feasibility(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('stepId') stepId: string,
    @Body() { factor, reason, revision }: FeasibilityBody,
    @CurrentActor() actor: Actor,
  ): Promise<StepStandingView> {
    const feasibility = factor === null ? null : { factor, reason };
    return toStandingView(await this.decisions.adapt(incidentId, stepId, { feasibility, revision }, actor));
  }
}
