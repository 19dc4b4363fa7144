import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import type { Role } from '../platform/access/permissions.js';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';

/** Someone of the organisation who signs in. (`user` alone is a reserved word of PostgreSQL.) */
@Entity('user_account')
@Index('uq_user_account_email', ['email'], { unique: true })
@Check('ck_user_account_role', `role IN ('admin','lead','communications','counsel','auditor','viewer')`)
export class User {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  /** Folded: lower case, no spaces around it. */
  @Column('varchar', { length: 254 })
  email: string;

  @Column('varchar', { length: 120 })
  name: string;

  @Column('varchar', { length: 16 })
  role: Role;

  /** Argon2id in PHC form; null until the person has set one. */
  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash: string | null;

  @Column('boolean')
  disabled: boolean;

  /** Who made the account; `system` for the first one and the command line. */
  @IdColumn({ name: 'created_by' })
  createdBy: string;

  @InstantColumn({ name: 'created_at' })
  createdAt: Temporal.Instant;
}
