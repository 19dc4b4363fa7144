import { Global, Module } from '@nestjs/common';
import { IncidentScope } from '../platform/access/incident-scope.js';
import { FactsForm } from './facts-form.js';
import { FactsWatchers } from './facts-watchers.js';
import { IncidentImport } from './incident-import.service.js';
import { IncidentList } from './incident-list.js';
import { IncidentMembers } from './incident-members.service.js';
import { IncidentsController } from './incidents.controller.js';
import { Incidents } from './incidents.service.js';
import { IndustryOf } from './industry-of.js';
import { MemberScope } from './member-scope.js';

/** Incidents, their facts and the people on them; the scope they set is open to every module. */
@Global()
@Module({
  providers: [
    { provide: IncidentScope, useClass: MemberScope },
    FactsForm,
    FactsWatchers,
    IndustryOf,
    Incidents,
    IncidentList,
    IncidentMembers,
    IncidentImport,
  ],
  controllers: [IncidentsController],
  exports: [
    IncidentScope,
    FactsForm,
    FactsWatchers,
    Incidents,
    IncidentList,
    IncidentMembers,
    IncidentImport,
  ],
})
export class IncidentsModule {}
