import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';

/** Where a playbook came from: written here, copied from a shipped one, from a plan, or from a CACAO file. */
export const PLAYBOOK_ORIGINS = ['own', 'adapted', 'incident', 'cacao'] as const;
export type PlaybookOrigin = (typeof PLAYBOOK_ORIGINS)[number];

/** A playbook of the organisation; what it says is in its versions. Shipped ones are no rows. */
@Entity('playbook')
@Check('ck_playbook_origin', `origin IN ('own','adapted','incident','cacao')`)
@Index('ix_playbook_industry', ['industry'])
export class Playbook {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  /** As in the current version, to be listed by. */
  @Column('varchar', { length: 200 })
  title: string;

  /** As in the current version; null: any industry. */
  @Column('varchar', { length: 80, nullable: true })
  industry: string | null;

  @Column('varchar', { length: 16 })
  origin: PlaybookOrigin;

  /** The shipped playbook it was copied from, and its version then. */
  @Column('varchar', { name: 'based_on_id', length: 80, nullable: true })
  basedOnId: string | null;

  @Column('integer', { name: 'based_on_version', nullable: true })
  basedOnVersion: number | null;

  /** What a CACAO file said that has no place here, as JSON; given back on export. Read only for that. */
  @Column('text', { nullable: true, select: false })
  kept: string | null;

  @Column('boolean')
  archived: boolean;

  /** Number of the current version; a stale save gets 409. */
  @Column('integer')
  version: number;

  @IdColumn({ name: 'created_by' })
  createdBy: string;

  @InstantColumn({ name: 'created_at' })
  createdAt: Temporal.Instant;
}
