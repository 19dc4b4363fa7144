import { Module } from '@nestjs/common';
import { PlaybookComparison } from './playbook-comparison.js';
import { PlaybookList } from './playbook-list.js';
import { PlaybooksController } from './playbooks.controller.js';
import { Playbooks } from './playbooks.service.js';

const SERVICES = [Playbooks, PlaybookList, PlaybookComparison];

/** Reusable, versioned definitions of plans. */
@Module({
  providers: SERVICES,
  controllers: [PlaybooksController],
  exports: SERVICES,
})
export class PlaybooksModule {}
