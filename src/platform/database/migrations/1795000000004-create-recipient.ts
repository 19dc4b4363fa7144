import { Table, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Recipients, sealed, and the imports that brought them. */
export class CreateRecipient1795000000004 implements MigrationInterface {
  name = 'CreateRecipient1795000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'recipient',
        columns: [
          { name: 'id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'incident_id', type: 'varchar', length: '26' },
          { name: 'import_id', type: 'varchar', length: '26' },
          { name: 'email', type: 'text' },
          { name: 'email_index', type: 'varchar', length: '32' },
          { name: 'name', type: 'text', isNullable: true },
          { name: 'reference', type: 'text', isNullable: true },
          { name: 'data_classes', type: 'text', isNullable: true },
          { name: 'language', type: 'varchar', length: '20', isNullable: true },
          { name: 'country', type: 'varchar', length: '6', isNullable: true },
        ],
        indices: [
          new TableIndex({ name: 'ix_recipient_incident', columnNames: ['incident_id', 'id'] }),
          new TableIndex({
            name: 'uq_recipient_email_index',
            columnNames: ['incident_id', 'email_index'],
            isUnique: true,
          }),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'recipient_import',
        columns: [
          { name: 'id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'incident_id', type: 'varchar', length: '26' },
          { name: 'file_hash', type: 'varchar', length: '64' },
          { name: 'read_count', type: 'integer' },
          { name: 'stored_count', type: 'integer' },
          { name: 'rejected_count', type: 'integer' },
          { name: 'duplicate_count', type: 'integer' },
          { name: 'rejects', type: 'text' },
          { name: 'unread_columns', type: 'text' },
          { name: 'imported_at', type: 'varchar', length: '24' },
          { name: 'imported_by', type: 'varchar', length: '26' },
        ],
        indices: [new TableIndex({ name: 'ix_recipient_import_incident', columnNames: ['incident_id'] })],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['recipient_import', 'recipient']) await runner.dropTable(table);
  }
}
