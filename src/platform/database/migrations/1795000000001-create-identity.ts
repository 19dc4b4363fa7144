import { Table, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People who sign in, their sessions, one-time set-up links, and tries that failed. */
export class CreateIdentity1795000000001 implements MigrationInterface {
  name = 'CreateIdentity1795000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [userAccount, session, setupToken, signInTry]) await runner.createTable(table());
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['sign_in_try', 'setup_token', 'session', 'user_account'])
      await runner.dropTable(table);
  }
}

const id = { name: 'id', type: 'varchar', length: '26', isPrimary: true };
const instant = { type: 'varchar', length: '24' };

function userAccount(): Table {
  return new Table({
    name: 'user_account',
    columns: [
      id,
      { name: 'email', type: 'varchar', length: '254' },
      { name: 'name', type: 'varchar', length: '120' },
      { name: 'role', type: 'varchar', length: '16' },
      { name: 'password_hash', type: 'text', isNullable: true },
      { name: 'disabled', type: 'boolean' },
      { name: 'created_by', type: 'varchar', length: '26' },
      { name: 'created_at', ...instant },
    ],
    checks: [
      {
        name: 'ck_user_account_role',
        expression: `role IN ('admin','lead','communications','counsel','auditor','viewer')`,
      },
    ],
    indices: [new TableIndex({ name: 'uq_user_account_email', columnNames: ['email'], isUnique: true })],
  });
}

function session(): Table {
  return new Table({
    name: 'session',
    columns: [
      id,
      { name: 'token_hash', type: 'varchar', length: '64' },
      { name: 'user_id', type: 'varchar', length: '26' },
      { name: 'created_at', ...instant },
      { name: 'last_seen_at', ...instant },
      { name: 'proved_at', ...instant },
      { name: 'failed_proofs', type: 'integer' },
      { name: 'ended_at', ...instant, isNullable: true },
    ],
    indices: [
      new TableIndex({ name: 'uq_session_token_hash', columnNames: ['token_hash'], isUnique: true }),
      new TableIndex({ name: 'ix_session_user', columnNames: ['user_id'] }),
    ],
  });
}

function setupToken(): Table {
  return new Table({
    name: 'setup_token',
    columns: [
      id,
      { name: 'token_hash', type: 'varchar', length: '64' },
      { name: 'user_id', type: 'varchar', length: '26', isNullable: true },
      { name: 'created_at', ...instant },
      { name: 'expires_at', ...instant },
      { name: 'used_at', ...instant, isNullable: true },
      { name: 'failed_tries', type: 'integer' },
    ],
    indices: [new TableIndex({ name: 'ix_setup_token_user', columnNames: ['user_id'] })],
  });
}

function signInTry(): Table {
  return new Table({
    name: 'sign_in_try',
    columns: [
      id,
      { name: 'account_key', type: 'varchar', length: '32' },
      { name: 'network_key', type: 'varchar', length: '32' },
      { name: 'at', ...instant },
      { name: 'failed', type: 'boolean' },
    ],
    indices: [
      new TableIndex({ name: 'ix_sign_in_try_account', columnNames: ['account_key', 'at'] }),
      new TableIndex({ name: 'ix_sign_in_try_network', columnNames: ['network_key', 'at'] }),
      new TableIndex({ name: 'ix_sign_in_try_at', columnNames: ['at'] }),
    ],
  });
}
