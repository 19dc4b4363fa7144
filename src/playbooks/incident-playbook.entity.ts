import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn, JsonColumn } from '../platform/database/columns.js';

/** One version of a playbook as it was applied to an incident: the pin. It stays when a newer one is applied. */
@Entity('incident_playbook')
@Index('ix_incident_playbook_playbook', ['playbookId'])
export class IncidentPlaybook {
  @PrimaryColumn('varchar', { name: 'incident_id', length: 26 })
  incidentId: string;

  /** Id of a row, or of a shipped playbook. */
  @PrimaryColumn('varchar', { name: 'playbook_id', length: 80 })
  playbookId: string;

  @PrimaryColumn('integer')
  version: number;

  /** SHA-256 of `content`. */
  @Column('varchar', { name: 'content_hash', length: 64 })
  contentHash: string;

  /** Canonical JSON of what was applied: a release may take a shipped playbook away. */
  @Column('text')
  content: string;

  /** Ids of the playbook's steps to those of the incident's plan; own steps get another id there. */
  @JsonColumn()
  steps: Record<string, string>;

  /** The facts that the preview rested on. */
  @Column('integer', { name: 'facts_revision' })
  factsRevision: number;

  @IdColumn({ name: 'applied_by' })
  appliedBy: string;

  @InstantColumn({ name: 'applied_at' })
  appliedAt: Temporal.Instant;
}
