import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Findings of the checks that stay in a notice, each with its reason. */
export class CreateNoticeDismissal1795000000021 implements MigrationInterface {
  name = 'CreateNoticeDismissal1795000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'notice_dismissal',
        columns: [
          { name: 'id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'notice_id', type: 'varchar', length: '26' },
          { name: 'incident_id', type: 'varchar', length: '26' },
          { name: 'rule', type: 'varchar', length: '8' },
          { name: 'fingerprint', type: 'varchar', length: '64' },
          { name: 'reason', type: 'text' },
          { name: 'revision', type: 'integer' },
          { name: 'dismissed_by', type: 'varchar', length: '26' },
          { name: 'dismissed_at', type: 'varchar', length: '24' },
          { name: 'removed_by', type: 'varchar', length: '26', isNullable: true },
          { name: 'removed_at', type: 'varchar', length: '24', isNullable: true },
        ],
        indices: [{ name: 'ix_notice_dismissal_finding', columnNames: ['notice_id', 'fingerprint'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('notice_dismissal');
  }
}
