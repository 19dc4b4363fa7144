import { Module } from '@nestjs/common';
import { ObligationsModule } from '../obligations/obligations.module.js';
import { SmallIncidentsController } from './small-incidents.controller.js';
import { SmallIncidents } from './small-incidents.js';

/** Small incidents on one screen, and the register of all breaches that GDPR Art. 33(5) asks for. */
@Module({
  imports: [ObligationsModule],
  providers: [SmallIncidents],
  controllers: [SmallIncidentsController],
  exports: [SmallIncidents],
})
export class BreachRegisterModule {}
