import { Module } from '@nestjs/common';
import { PlansController } from './plans.controller.js';
import { Plans } from './plans.service.js';

/** Ranked plans and what people decided about their steps. */
@Module({ providers: [Plans], controllers: [PlansController], exports: [Plans] })
export class PlansModule {}
