import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';
import type { DeliveryState } from './domain/delivery-state.js';

/** One copy to one person. Holds no personal data, so it stays as proof when the person is erased. */
@Entity('delivery')
@Index('uq_delivery_recipient', ['mailingId', 'recipientId'], { unique: true })
@Check(
  'ck_delivery_state',
  `state IN ('queued','sending','accepted','deferred','unconfirmed','bounced','failed','suppressed')`,
)
export class Delivery {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  @IdColumn({ name: 'mailing_id' })
  mailingId: string;

  @IdColumn({ name: 'recipient_id' })
  recipientId: string;

  @Column('varchar', { length: 16 })
  state: DeliveryState;

  /** How often the body was handed over, or was about to be. */
  @Column('integer')
  attempt: number;

  /** `250 2.0.0`, `550 5.1.1`, or a `DeliveryCode`; never the words of a reply. */
  @Column('varchar', { length: 32, nullable: true })
  code: string | null;

  /** A person chose to send again although the first copy may have arrived. */
  @Column('boolean', { name: 'maybe_twice' })
  maybeTwice: boolean;

  /** Of the state. */
  @InstantColumn()
  at: Temporal.Instant;
}
