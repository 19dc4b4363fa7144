import { Body, Controller, Post } from '@nestjs/common';
import { toIncidentView } from '../incidents/incidents.views.js';
import type { IncidentView } from '../incidents/incidents.views.js';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { SmallIncidentBody, toSmallIncident } from './small-incidents.dto.js';
import { SmallIncidents } from './small-incidents.js';

@Controller('api/v1/incidents/small')
export class SmallIncidentsController {
  constructor(private readonly small: SmallIncidents) {}

  /** Without the permission to decide, decisions are kept as proposals. */
  @Post()
  @Allow('incidents:open')
  async record(
    @Body() body: SmallIncidentBody,
    @CurrentActor() actor: Actor,
  ): Promise<{ incident: IncidentView; awaited: number; undecided: number; closed: boolean }> {
    const { incident, ...outcome } = await this.small.record(toSmallIncident(body), actor);
    return { incident: toIncidentView(incident), ...outcome };
  }
}
