import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn, JsonColumn } from '../platform/database/columns.js';
import type { ManualDuty } from './domain/manual-duty.js';

/** What people entered for one duty of the register that no law asks for, as they entered it. */
@Entity('manual_duty')
@Index('ix_manual_duty_incident', ['incidentId', 'identity'])
@Index('uq_manual_duty_rule', ['incidentId', 'ruleId'], { unique: true })
export class ManualDutyRow {
  /** That of the duty's row in the register. */
  @PrimaryColumn('varchar', { name: 'obligation_id', length: 26 })
  obligationId: string;

  @IdColumn({ name: 'incident_id' })
  incidentId: string;

  @Column('varchar', { name: 'rule_id', length: 120 })
  ruleId: string;

  /** SHA-256 of other party, contract and title, spaces and capitals apart. */
  @Column('varchar', { length: 64 })
  identity: string;

  /** As last changed. */
  @JsonColumn()
  duty: ManualDuty;

  /** SHA-256 of the file it came in; null: typed by hand. */
  @Column('varchar', { name: 'file_sha256', length: 64, nullable: true })
  fileSha256: string | null;

  @IdColumn({ name: 'added_by' })
  addedBy: string;

  @InstantColumn({ name: 'added_at' })
  addedAt: Temporal.Instant;

  @InstantColumn({ name: 'withdrawn_at', nullable: true })
  withdrawnAt: Temporal.Instant | null;

  @IdColumn({ name: 'withdrawn_by', nullable: true })
  withdrawnBy: string | null;

  @Column('text', { name: 'withdrawn_reason' })
  withdrawnReason: string;
}
