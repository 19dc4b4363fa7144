import { Global, Module } from '@nestjs/common';
import { IncidentScope } from '../platform/access/incident-scope.js';
import { MemberScope } from './member-scope.js';

@Global()
@Module({
  providers: [{ provide: IncidentScope, useClass: MemberScope }],
  exports: [IncidentScope],
})
export class IncidentsModule {}
