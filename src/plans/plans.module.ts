import { Module } from '@nestjs/common';
import { OwnStepsController } from './own-steps.controller.js';
import { OwnSteps } from './own-steps.service.js';
import { PlanComparison } from './plan-comparison.service.js';
import { PlanMovesController } from './plan-moves.controller.js';
import { PlansController } from './plans.controller.js';
import { Plans } from './plans.service.js';
import { StepDecisions } from './step-decisions.service.js';

/** Ranked plans, what people decided about their steps, and the steps they added. */
@Module({
  providers: [Plans, PlanComparison, StepDecisions, OwnSteps],
  controllers: [PlansController, PlanMovesController, OwnStepsController],
  exports: [Plans, PlanComparison, StepDecisions, OwnSteps],
})
export class PlansModule {}
