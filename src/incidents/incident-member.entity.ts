import { Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { InstantColumn } from '../platform/database/columns.js';

/** Someone who works on an incident and may therefore see it. */
@Entity('incident_member')
@Index('ix_incident_member_user', ['userId'])
export class IncidentMember {
  @PrimaryColumn('varchar', { name: 'incident_id', length: 26 })
  incidentId: string;

  @PrimaryColumn('varchar', { name: 'user_id', length: 26 })
  userId: string;

  @InstantColumn({ name: 'added_at' })
  addedAt: Temporal.Instant;
}
