import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Texts of notices that their writers did not save yet. */
export class CreateWorkingCopy1795000000019 implements MigrationInterface {
  name = 'CreateWorkingCopy1795000000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'notice_working_copy',
        columns: [
          { name: 'notice_id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'user_id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'base_revision', type: 'integer' },
          { name: 'text', type: 'text' },
          { name: 'details', type: 'text' },
          { name: 'saved_at', type: 'varchar', length: '24' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('notice_working_copy');
  }
}
