import { Controller, Get, Param, Query } from '@nestjs/common';
import { IsIn } from 'class-validator';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { instantText } from '../platform/database/columns.js';
import { MayBeAbsent } from '../platform/http/may-be-absent.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { concerns } from './domain/duty.js';
import type { Duty } from './domain/duty.js';
import { Obligations } from './obligations.service.js';

export class ListObligationsQuery {
  /** `true`: also the rules that are not owed or inactive. */
  @MayBeAbsent()
  @IsIn(['true', 'false'])
  all?: 'true' | 'false';
}

@Controller('api/v1/incidents/:incidentId/obligations')
export class ObligationsController {
  constructor(private readonly obligations: Obligations) {}

  @Get()
  @Allow('obligations:read')
  async list(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Query() query: ListObligationsQuery,
    @CurrentActor() actor: Actor,
  ): Promise<{ knowledgeVersion: string; factsRevision: number; at: string; duties: Duty[] }> {
    const { duties, at, factsRevision, knowledgeVersion } = await this.obligations.of(incidentId, actor);
    const shown = query.all === 'true' ? duties : duties.filter(concerns);
    return { knowledgeVersion, factsRevision, at: instantText(at), duties: shown };
  }
}
