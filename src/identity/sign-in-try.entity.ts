import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { InstantColumn } from '../platform/database/columns.js';

/**
 * A try to sign in that has not succeeded. Written before the password is looked at, so that many at once are counted;
 * kept for an hour or two. Account and network are keyed hashes: what people mistype as an address may be a password.
 */
@Entity('sign_in_try')
@Index('ix_sign_in_try_account', ['accountKey', 'at'])
@Index('ix_sign_in_try_network', ['networkKey', 'at'])
@Index('ix_sign_in_try_at', ['at'])
export class SignInTryRow {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  @Column('varchar', { name: 'account_key', length: 32 })
  accountKey: string;

  @Column('varchar', { name: 'network_key', length: 32 })
  networkKey: string;

  @InstantColumn()
  at: Temporal.Instant;

  /** False while the password is being checked. */
  @Column('boolean')
  failed: boolean;
}
