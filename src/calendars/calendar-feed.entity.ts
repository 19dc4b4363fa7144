import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { InstantColumn } from '../platform/database/columns.js';

/** The private address of one person's calendar; a new one takes the place of the old. */
@Entity('calendar_feed')
@Index('uq_calendar_feed_token', ['tokenHash'], { unique: true })
export class CalendarFeed {
  @PrimaryColumn('varchar', { name: 'user_id', length: 26 })
  userId: string;

  /** SHA-256, hexadecimal, of the 256 bits in the address. */
  @Column('varchar', { name: 'token_hash', length: 64 })
  tokenHash: string;

  @InstantColumn({ name: 'created_at' })
  createdAt: Temporal.Instant;
}
