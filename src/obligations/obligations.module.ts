import { Module } from '@nestjs/common';
import { ObligationsController } from './obligations.controller.js';
import { Obligations } from './obligations.service.js';

/** Duties to notify, with their clocks. */
@Module({ providers: [Obligations], controllers: [ObligationsController], exports: [Obligations] })
export class ObligationsModule {}
