import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';

/** A file of contracts that one person looks at before it is taken in; gone when it is taken in, or a day old. */
@Entity('manual_duty_draft')
@Index('uq_manual_duty_draft', ['incidentId', 'madeBy'], { unique: true })
export class ManualDutyDraft {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  @IdColumn({ name: 'incident_id' })
  incidentId: string;

  /** Sealed under the incident: `manual_duty_draft/body/<id>`. */
  @Column('text')
  body: string;

  @IdColumn({ name: 'made_by' })
  madeBy: string;

  @InstantColumn({ name: 'made_at' })
  madeAt: Temporal.Instant;
}
