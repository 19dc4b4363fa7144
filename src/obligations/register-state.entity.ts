import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { InstantColumn } from '../platform/database/columns.js';

/** To which facts and which knowledge an incident's register was last held. */
@Entity('register_state')
@Index('ix_register_state_knowledge', ['knowledgeVersion', 'incidentId'])
export class RegisterState {
  @PrimaryColumn('varchar', { name: 'incident_id', length: 26 })
  incidentId: string;

  @Column('integer', { name: 'facts_revision' })
  factsRevision: number;

  @Column('varchar', { name: 'knowledge_version', length: 40 })
  knowledgeVersion: string;

  @InstantColumn({ name: 'evaluated_at' })
  evaluatedAt: Temporal.Instant;

  /** Duties that wait for facts. */
  @Column('integer')
  undecided: number;
}
