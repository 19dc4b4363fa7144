import { Module } from '@nestjs/common';
import { ObligationsModule } from '../obligations/obligations.module.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { BreachFiles } from './breach-files.js';
import { BreachRegisterController } from './breach-register.controller.js';
import { BreachRegister } from './breach-register.js';
import { SmallIncidentsController } from './small-incidents.controller.js';
import { SmallIncidents } from './small-incidents.js';

/** Small incidents on one screen, and the register of all breaches that GDPR Art. 33(5) asks for. */
@Module({
  imports: [ObligationsModule, OrganisationModule],
  providers: [SmallIncidents, BreachRegister, BreachFiles],
  controllers: [SmallIncidentsController, BreachRegisterController],
  exports: [SmallIncidents, BreachRegister],
})
export class BreachRegisterModule {}
