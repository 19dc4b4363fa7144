import { Module } from '@nestjs/common';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { PlaybookComparison } from './playbook-comparison.js';
import { PlaybookExchangeController } from './playbook-exchange.controller.js';
import { PlaybookExchange } from './playbook-exchange.service.js';
import { PlaybookList } from './playbook-list.js';
import { PlaybooksController } from './playbooks.controller.js';
import { Playbooks } from './playbooks.service.js';

const SERVICES = [Playbooks, PlaybookList, PlaybookExchange, PlaybookComparison];

/** Reusable, versioned definitions of plans. */
@Module({
  imports: [OrganisationModule],
  providers: SERVICES,
  controllers: [PlaybooksController, PlaybookExchangeController],
  exports: SERVICES,
})
export class PlaybooksModule {}
