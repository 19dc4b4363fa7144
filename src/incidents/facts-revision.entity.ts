import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn, JsonColumn } from '../platform/database/columns.js';
import type { IncidentFacts } from './domain/incident-facts.js';

/** One numbered state of an incident's facts: who saved it, when, and what changed. */
@Entity('facts_revision')
export class FactsRevision {
  @PrimaryColumn('varchar', { name: 'incident_id', length: 26 })
  incidentId: string;

  /** 1, 2, 3 … */
  @PrimaryColumn('integer')
  revision: number;

  @JsonColumn()
  facts: IncidentFacts;

  @InstantColumn({ name: 'saved_at' })
  savedAt: Temporal.Instant;

  @IdColumn({ name: 'saved_by' })
  savedBy: string;

  /** Why, in the saver's words; may be empty. */
  @Column('text')
  reason: string;
}
