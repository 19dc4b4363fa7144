import { Module } from '@nestjs/common';
import { OrganisationController } from './organisation.controller.js';
import { OrganisationSettings } from './organisation.service.js';

/** Who speaks in notices. */
@Module({
  providers: [OrganisationSettings],
  controllers: [OrganisationController],
  exports: [OrganisationSettings],
})
export class OrganisationModule {}
