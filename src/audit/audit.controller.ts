import { Controller, Get, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { IncidentScope } from '../platform/access/incident-scope.js';
import { MayBeAbsent } from '../platform/http/may-be-absent.js';
import { ID_PATTERN } from '../platform/ids.js';
import { AuditLog } from './audit-log.js';
import type { AuditEntryView } from './audit-log.js';
import type { Verification } from './audit-verifier.js';

/** What the column of places can hold. */
const LARGEST_PLACE = 2 ** 31 - 1;

/** Which entries to list. */
export class ListAuditEntries {
  @MayBeAbsent()
  @Matches(ID_PATTERN)
  incident?: string;

  @MayBeAbsent()
  @IsString()
  @MaxLength(26)
  actor?: string;

  @MayBeAbsent()
  @IsString()
  @MaxLength(64)
  action?: string;

  /** Cursor: entries before this place in the log. */
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(LARGEST_PLACE)
  before?: number;

  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 50;
}

@Controller('api/v1/audit')
export class AuditController {
  constructor(
    private readonly log: AuditLog,
    private readonly scope: IncidentScope,
  ) {}

  @Get('entries')
  @Allow('audit:read')
  async entries(
    @Query() query: ListAuditEntries,
    @CurrentActor() actor: Actor,
  ): Promise<{ entries: AuditEntryView[]; next: number | null }> {
    const entries = await this.log.list({
      incidentId: query.incident,
      actorId: query.actor,
      action: query.action,
      before: query.before,
      limit: query.limit,
      scope: actor.role === 'auditor' ? undefined : this.scope.condition('e.incident_id', actor),
    });
    const last = entries.at(-1);
    return { entries, next: entries.length === query.limit && last?.seq ? last.seq : null };
  }

  @Get('verification')
  @Allow('audit:verify')
  verification(): Promise<Verification> {
    return this.log.verify();
  }
}
