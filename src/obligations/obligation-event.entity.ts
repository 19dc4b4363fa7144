import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn, JsonColumn } from '../platform/database/columns.js';

/** What has happened to a duty: terms that changed, decisions, filings; by whom or what, and why. */
@Entity('obligation_event')
@Index('ix_obligation_event_incident', ['incidentId', 'id'])
export class ObligationEvent {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  @IdColumn({ name: 'incident_id' })
  incidentId: string;

  @IdColumn({ name: 'obligation_id' })
  obligationId: string;

  @Column('varchar', { length: 24 })
  kind: ObligationEventKind;

  /** Ids, codes, moments before and after. */
  @JsonColumn()
  facts: Record<string, string | number | boolean | null>;

  /** In the actor's words; may be empty. */
  @Column('text')
  reason: string;

  /** A user, or `system`. */
  @IdColumn()
  by: string;

  @InstantColumn()
  at: Temporal.Instant;
}

export type ObligationEventKind =
  | 'frozen'
  | 'tighter'
  | 'looser'
  | 'reworded'
  | 'taken_back'
  | 'adopted'
  | 'kept'
  | 'seen'
  | 'decided'
  | 'undecided'
  | 'keeper_set'
  | 'filed'
  | 'filing_withdrawn'
  | 'manual_added'
  | 'manual_changed'
  | 'manual_withdrawn';
