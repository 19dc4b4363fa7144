import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';

/** One pass over all open incidents after the knowledge changed. */
@Entity('reevaluation')
@Check('ck_reevaluation_state', `state IN ('running','stopped','done')`)
export class Reevaluation {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  @Column('varchar', { name: 'knowledge_version', length: 40 })
  knowledgeVersion: string;

  @Column('varchar', { length: 8 })
  state: 'running' | 'stopped' | 'done';

  /** Incidents when it began; more may be opened meanwhile, already held to the new knowledge. */
  @Column('integer')
  total: number;

  @Column('integer')
  done: number;

  /** Incidents in which at least one duty changed. */
  @Column('integer')
  changed: number;

  /** Incidents that could not be evaluated; the log says which and why. */
  @Column('integer')
  failed: number;

  /** Id of the incident that was evaluated last; empty: none yet. */
  @Column('varchar', { length: 26 })
  cursor: string;

  /** The process that works on it; empty: none yet. */
  @Column('varchar', { length: 26 })
  worker: string;

  @IdColumn({ name: 'started_by' })
  startedBy: string;

  @InstantColumn({ name: 'started_at' })
  startedAt: Temporal.Instant;

  /** Of the last step; a pass without a step for a minute was left by its process. */
  @InstantColumn({ name: 'moved_at' })
  movedAt: Temporal.Instant;
}
