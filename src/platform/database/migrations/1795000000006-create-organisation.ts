import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The profile that notices speak from. */
export class CreateOrganisation1795000000006 implements MigrationInterface {
  name = 'CreateOrganisation1795000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'organisation',
        columns: [
          { name: 'id', type: 'integer', isPrimary: true },
          { name: 'revision', type: 'integer' },
          { name: 'profile', type: 'text' },
          { name: 'saved_at', type: 'varchar', length: '24' },
          { name: 'saved_by', type: 'varchar', length: '26' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('organisation');
  }
}
