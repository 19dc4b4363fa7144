import { Module } from '@nestjs/common';
import { PlaybooksModule } from '../playbooks/playbooks.module.js';
import { PlansModule } from './plans.module.js';
import { PlaybookApplication } from './playbook-application.service.js';
import { PlaybookDrafts } from './playbook-drafts.service.js';
import { PlaybookIncidentsController } from './playbook-incidents.controller.js';
import { PlaybookUses } from './playbook-uses.js';

const SERVICES = [PlaybookApplication, PlaybookDrafts, PlaybookUses];

/** Playbooks laid over plans, and made of them. */
@Module({
  imports: [PlansModule, PlaybooksModule],
  providers: SERVICES,
  controllers: [PlaybookIncidentsController],
  exports: SERVICES,
})
export class PlaybookPlansModule {}
