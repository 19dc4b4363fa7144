import { Table, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices and their saved texts. */
export class CreateNotice1795000000007 implements MigrationInterface {
  name = 'CreateNotice1795000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'notice',
        columns: [
          { name: 'id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'incident_id', type: 'varchar', length: '26' },
          { name: 'kind', type: 'varchar', length: '40' },
          { name: 'locale', type: 'varchar', length: '20' },
          { name: 'state', type: 'varchar', length: '16' },
          { name: 'revision', type: 'integer' },
          { name: 'content_hash', type: 'varchar', length: '64' },
          { name: 'created_at', type: 'varchar', length: '24' },
          { name: 'approved_by', type: 'varchar', length: '26', isNullable: true },
          { name: 'approved_at', type: 'varchar', length: '24', isNullable: true },
        ],
        checks: [
          {
            name: 'ck_notice_state',
            expression: `state IN ('draft','in_review','approved','sent','withdrawn')`,
          },
        ],
        indices: [
          new TableIndex({
            name: 'uq_notice_text',
            columnNames: ['incident_id', 'kind', 'locale'],
            isUnique: true,
          }),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'notice_revision',
        columns: [
          { name: 'notice_id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'revision', type: 'integer', isPrimary: true },
          { name: 'text', type: 'text' },
          { name: 'values', type: 'text' },
          { name: 'details', type: 'text' },
          { name: 'link_hosts', type: 'text' },
          { name: 'template_version', type: 'varchar', length: '40' },
          { name: 'facts_revision', type: 'integer' },
          { name: 'content_hash', type: 'varchar', length: '64' },
          { name: 'saved_by', type: 'varchar', length: '26' },
          { name: 'saved_at', type: 'varchar', length: '24' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['notice_revision', 'notice']) await runner.dropTable(table);
  }
}
