import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { InstantColumn, JsonColumn } from '../platform/database/columns.js';

/** The one row that says how far the log is sealed. */
@Entity('audit_head')
export class AuditHead {
  /** Always 1. */
  @PrimaryColumn('integer')
  id: number;

  @Column('integer')
  size: number;

  /** Root over the sealed entries, hexadecimal. */
  @Column('varchar', { length: 64 })
  root: string;

  /** Hashes of the compact range, hexadecimal. */
  @JsonColumn()
  range: string[];

  @InstantColumn({ name: 'sealed_at' })
  sealedAt: Temporal.Instant;
}
