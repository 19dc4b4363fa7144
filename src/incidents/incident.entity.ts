import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';

export type IncidentVisibility = 'members' | 'organisation' | 'restricted';

/** A suspected or confirmed breach, from opening to closing. Its facts are in revisions. */
@Entity('incident')
@Index('uq_incident_reference', ['reference'], { unique: true })
@Index('uq_incident_source_id', ['sourceId'], { unique: true })
@Check('ck_incident_kind', `kind IN ('real','exercise')`)
@Check('ck_incident_status', `status IN ('open','contained','notifying','monitoring','closed')`)
@Check('ck_incident_severity', `severity IN ('low','medium','high','critical')`)
@Check('ck_incident_determination', `determination IN ('suspected','confirmed','near_miss','false_positive')`)
@Check('ck_incident_visibility', `visibility IN ('members','organisation','restricted')`)
export class Incident {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  /** `INC-2026-00042`. */
  @Column('varchar', { length: 20 })
  reference: string;

  @Column('varchar', { length: 200 })
  title: string;

  /** Never changes: an exercise must not reach real people. */
  @Column('varchar', { length: 16 })
  kind: 'real' | 'exercise';

  @Column('varchar', { length: 16 })
  status: string;

  @Column('varchar', { length: 16 })
  severity: string;

  @Column('varchar', { length: 16 })
  determination: string;

  @Column('varchar', { length: 16 })
  visibility: IncidentVisibility;

  /** VERIS `incident_id` of an imported record; an import of the same id updates this incident. */
  @Column('varchar', { name: 'source_id', length: 200, nullable: true })
  sourceId: string | null;

  /** SHA-256 of the record as last imported: the same again is "unchanged". */
  @Column('varchar', { name: 'source_hash', length: 64, nullable: true })
  sourceHash: string | null;

  /** Number of the current facts revision. */
  @Column('integer', { name: 'facts_revision' })
  factsRevision: number;

  @InstantColumn({ name: 'opened_at' })
  openedAt: Temporal.Instant;

  @IdColumn({ name: 'opened_by' })
  openedBy: string;

  /** For lists: industry profile of the current facts, if known. */
  @Column('varchar', { length: 40, nullable: true })
  industry: string | null;

  /** For lists: people affected in all, if known. */
  @Column('bigint', {
    name: 'people_affected',
    nullable: true,
    transformer: {
      to: (n: number | null) => n,
      from: (n: string | number | null) => (n === null ? null : Number(n)),
    },
  })
  peopleAffected: number | null;
}
