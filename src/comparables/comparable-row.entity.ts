import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Cause } from '../plans/domain/ranking-words.js';
import { JsonColumn } from '../platform/database/columns.js';
import type { Outcome } from './domain/own-record.js';

/** What one incident adds to the organisation's own counts: codes only, no text of the incident. */
@Entity('comparable_row')
export class ComparableRow {
  @PrimaryColumn('varchar', { name: 'incident_id', length: 26 })
  incidentId: string;

  /** The state of the facts that was read. */
  @Column('integer', { name: 'facts_revision' })
  factsRevision: number;

  /** Version of the knowledge that named industry, data classes and rules. */
  @Column('varchar', { length: 40 })
  knowledge: string;

  /** False: exercise, hidden from some of the organisation, no breach, or no breach of confidentiality. */
  @Column('boolean')
  counted: boolean;

  @Column('varchar', { length: 80, nullable: true })
  industry: string | null;

  @Column('varchar', { length: 20 })
  cause: Cause;

  /** Ranking classes. */
  @JsonColumn({ name: 'data_classes' })
  dataClasses: string[];

  /** As an imported record codes it. */
  @Column('varchar', { name: 'monitoring_coded', length: 10, nullable: true })
  monitoringCoded: Outcome;

  /** With what the plan decided. */
  @Column('varchar', { length: 10, nullable: true })
  monitoring: Outcome;

  @Column('varchar', { length: 10, nullable: true })
  abuse: Outcome;

  /** From the incident to the first notification of people. */
  @Column('integer', { nullable: true })
  days: number | null;

  /** The tally from which on the cells count it so; cells of an earlier one do not know this state. */
  @Column('integer')
  tally: number;
}
