import { Table, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mailings, and the ledger of one row for each copy. */
export class CreateMailing1795000000005 implements MigrationInterface {
  name = 'CreateMailing1795000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'mailing',
        columns: [
          { name: 'id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'incident_id', type: 'varchar', length: '26' },
          { name: 'notice_id', type: 'varchar', length: '26' },
          { name: 'revision', type: 'integer' },
          { name: 'content_hash', type: 'varchar', length: '64' },
          { name: 'list_hash', type: 'varchar', length: '64' },
          { name: 'recipient_count', type: 'integer' },
          { name: 'told_count', type: 'integer' },
          { name: 'sender', type: 'varchar', length: '254' },
          { name: 'state', type: 'varchar', length: '16' },
          { name: 'reason', type: 'varchar', length: '32', isNullable: true },
          { name: 'requested_by', type: 'varchar', length: '26' },
          { name: 'requested_at', type: 'varchar', length: '24' },
          { name: 'confirmed_by', type: 'varchar', length: '26', isNullable: true },
          { name: 'confirmed_at', type: 'varchar', length: '24', isNullable: true },
          { name: 'second_confirmed_by', type: 'varchar', length: '26', isNullable: true },
          { name: 'second_confirmed_at', type: 'varchar', length: '24', isNullable: true },
          { name: 'starts_at', type: 'varchar', length: '24', isNullable: true },
          { name: 'started_at', type: 'varchar', length: '24', isNullable: true },
          { name: 'finished_at', type: 'varchar', length: '24', isNullable: true },
          { name: 'lease_owner', type: 'varchar', length: '26', isNullable: true },
          { name: 'lease_until', type: 'varchar', length: '24', isNullable: true },
          { name: 'fence', type: 'integer' },
        ],
        checks: [
          {
            name: 'ck_mailing_state',
            expression: `state IN ('requested','confirmed','sending','paused','stopped','finished')`,
          },
        ],
        indices: [
          new TableIndex({ name: 'ix_mailing_incident', columnNames: ['incident_id'] }),
          new TableIndex({ name: 'ix_mailing_notice', columnNames: ['notice_id'] }),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'delivery',
        columns: [
          { name: 'id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'mailing_id', type: 'varchar', length: '26' },
          { name: 'recipient_id', type: 'varchar', length: '26' },
          { name: 'state', type: 'varchar', length: '16' },
          { name: 'attempt', type: 'integer' },
          { name: 'code', type: 'varchar', length: '32', isNullable: true },
          { name: 'maybe_twice', type: 'boolean' },
          { name: 'at', type: 'varchar', length: '24' },
        ],
        checks: [
          {
            name: 'ck_delivery_state',
            expression: `state IN ('queued','sending','accepted','deferred','unconfirmed','bounced','failed','suppressed')`,
          },
        ],
        indices: [
          new TableIndex({
            name: 'uq_delivery_recipient',
            columnNames: ['mailing_id', 'recipient_id'],
            isUnique: true,
          }),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['delivery', 'mailing']) await runner.dropTable(table);
  }
}
