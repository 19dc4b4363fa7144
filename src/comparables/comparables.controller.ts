import { Controller, Get, Param } from '@nestjs/common';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { instantText } from '../platform/database/columns.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { IncidentsCompared } from './comparables.service.js';
import type { IncidentComparables, OwnCounts } from './comparables.service.js';

/** As the API gives it: counts, never advice. */
export interface IncidentComparablesView extends Omit<IncidentComparables, 'own'> {
  own: Omit<OwnCounts, 'asOf'> & { asOf: string | null };
}

@Controller('api/v1/incidents/:incidentId/comparables')
export class ComparablesController {
  constructor(private readonly compared: IncidentsCompared) {}

  @Get()
  @Allow('plans:read')
  async of(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<IncidentComparablesView> {
    return toIncidentComparablesView(await this.compared.of(incidentId, actor));
  }
}

function toIncidentComparablesView(found: IncidentComparables): IncidentComparablesView {
  const { asked, dataClasses, own } = found;
  return {
    asked,
    dataClasses,
    public: found.public,
    own: {
      state: own.state,
      asOf: own.asOf && instantText(own.asOf),
      incidents: own.incidents,
      creditMonitoring: own.creditMonitoring,
      dataAbuse: own.dataAbuse,
      daysFromIncidentToNotification: own.daysFromIncidentToNotification,
    },
  };
}
