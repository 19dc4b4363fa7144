import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import type { ObligationRule } from '../catalogue/domain/obligation-rule.js';
import { IdColumn, InstantColumn, JsonColumn } from '../platform/database/columns.js';
import type { DutyTerms } from './domain/duty-terms.js';
import type { DutyDecision, OpenChange } from './domain/register-row.js';

/** One duty of one incident that is or was owed: the terms it is held to, and what people did about it. */
@Entity('obligation')
@Check('ck_obligation_origin', `origin IN ('rule','manual')`)
@Check('ck_obligation_decision', `decision IN ('notify','not_notifiable','extended','delayed','waived')`)
@Check('ck_obligation_open_change', `open_change IN ('tighter','looser','reworded')`)
@Index('uq_obligation_rule', ['incidentId', 'ruleId'], { unique: true })
@Index('ix_obligation_due', ['settled', 'dueAt'])
export class Obligation {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  @IdColumn({ name: 'incident_id' })
  incidentId: string;

  /** Id of the catalogue's rule; `manual-…` for a duty that people added. */
  @Column('varchar', { name: 'rule_id', length: 120 })
  ruleId: string;

  @Column('varchar', { length: 8 })
  origin: 'rule' | 'manual';

  /** The rule as it stood for the terms in force; of a manual duty: the rule made of it. */
  @JsonColumn()
  rule: ObligationRule;

  /** As first worked out; never changed. */
  @JsonColumn({ name: 'first_terms' })
  firstTerms: DutyTerms;

  /** In force. */
  @JsonColumn()
  terms: DutyTerms;

  /** What waits for a person to look at. */
  @Column('varchar', { name: 'open_change', length: 8, nullable: true })
  openChange: OpenChange['change'] | null;

  /** The terms beside those in force, while a change is open. */
  @JsonColumn({ name: 'other_terms', nullable: true })
  otherTerms: DutyTerms | null;

  /** The rule of `otherTerms`, where it is worded otherwise. */
  @JsonColumn({ name: 'other_rule', nullable: true })
  otherRule: ObligationRule | null;

  /** Looser terms that a person refused, so that nobody is asked again. */
  @JsonColumn({ name: 'refused_terms', nullable: true })
  refusedTerms: DutyTerms | null;

  @Column('varchar', { length: 16, nullable: true })
  decision: DutyDecision | null;

  @Column('text', { name: 'decision_reason' })
  decisionReason: string;

  @InstantColumn({ name: 'decision_until', nullable: true })
  decisionUntil: Temporal.Instant | null;

  @IdColumn({ name: 'decided_by', nullable: true })
  decidedBy: string | null;

  @InstantColumn({ name: 'decided_at', nullable: true })
  decidedAt: Temporal.Instant | null;

  @IdColumn({ name: 'keeper_id', nullable: true })
  keeperId: string | null;

  /** When the notice or report went out, by the facts. */
  @InstantColumn({ name: 'filed_at', nullable: true })
  filedAt: Temporal.Instant | null;

  /** The last moment that counts, decisions included; null where there is none. */
  @InstantColumn({ name: 'due_at', nullable: true })
  dueAt: Temporal.Instant | null;

  /** Filed, waived or not notifiable: nothing is awaited any more. */
  @Column('boolean')
  settled: boolean;

  /** Rises with each act of a person; a stale form gets 409. */
  @Column('integer')
  revision: number;
}
