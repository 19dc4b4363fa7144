import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { OwnSteps } from './own-steps.service.js';
import { AddOwnStepBody, ChangeOwnStepBody, WithdrawOwnStepBody } from './plans.dto.js';
import { toOwnStepView } from './plans.views.js';
import type { OwnStepView } from './plans.views.js';

@Controller('api/v1/incidents/:incidentId/plan/own-steps')
export class OwnStepsController {
  constructor(private readonly ownSteps: OwnSteps) {}

  /** Oldest first, withdrawn ones too. */
  @Get()
  @Allow('plans:read')
  async list(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ ownSteps: OwnStepView[] }> {
    return { ownSteps: (await this.ownSteps.list(incidentId, actor)).map(toOwnStepView) };
  }

  @Post()
  @Allow('plans:decide')
  async add(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Body() { step }: AddOwnStepBody,
    @CurrentActor() actor: Actor,
  ): Promise<OwnStepView> {
    return toOwnStepView(await this.ownSteps.add(incidentId, step, actor));
  }

  @Put(':ownStepId')
  @Allow('plans:decide')
  async change(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('ownStepId') ownStepId: string,
    @Body() body: ChangeOwnStepBody,
    @CurrentActor() actor: Actor,
  ): Promise<OwnStepView> {
    return toOwnStepView(await this.ownSteps.change(incidentId, ownStepId, body, actor));
  }

  @Post(':ownStepId/withdrawal')
  @HttpCode(200)
  @Allow('plans:decide')
  async withdraw(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('ownStepId') ownStepId: string,
    @Body() body: WithdrawOwnStepBody,
    @CurrentActor() actor: Actor,
  ): Promise<OwnStepView> {
    return toOwnStepView(await this.ownSteps.withdraw(incidentId, ownStepId, body, actor));
  }
}
