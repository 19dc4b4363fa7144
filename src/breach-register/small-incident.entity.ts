import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn, JsonColumn } from '../platform/database/columns.js';
import type { PartyDecision } from './domain/small-duties.js';
import type { Measure } from './domain/small-incident.js';

/** What one screen recorded about a small incident beside its facts. */
@Entity('small_incident')
export class SmallIncidentRow {
  @PrimaryColumn('varchar', { name: 'incident_id', length: 26 })
  incidentId: string;

  @JsonColumn()
  measures: Measure[];

  /** Empty: nothing was added. */
  @Column('text', { name: 'measures_note' })
  measuresNote: string;

  /** Why the harm is assessed as the facts say it. */
  @Column('text', { name: 'harm_reason' })
  harmReason: string;

  /** What someone who may not decide would decide. */
  @JsonColumn()
  proposals: PartyDecision[];

  @IdColumn({ name: 'recorded_by' })
  recordedBy: string;

  @InstantColumn({ name: 'recorded_at' })
  recordedAt: Temporal.Instant;
}
