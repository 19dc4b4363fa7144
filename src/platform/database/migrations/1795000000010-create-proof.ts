import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Proofs of fix and their sealed revisions. */
export class CreateProof1795000000010 implements MigrationInterface {
  name = 'CreateProof1795000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'proof_of_fix',
        columns: [
          { name: 'incident_id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'revision', type: 'integer' },
          { name: 'confirmed_hash', type: 'varchar', length: '64', isNullable: true },
          { name: 'confirmed_by', type: 'varchar', length: '26', isNullable: true },
          { name: 'confirmed_at', type: 'varchar', length: '24', isNullable: true },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'proof_revision',
        columns: [
          { name: 'incident_id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'revision', type: 'integer', isPrimary: true },
          { name: 'sealed', type: 'text' },
          { name: 'saved_by', type: 'varchar', length: '26' },
          { name: 'saved_at', type: 'varchar', length: '24' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['proof_revision', 'proof_of_fix']) await runner.dropTable(table);
  }
}
