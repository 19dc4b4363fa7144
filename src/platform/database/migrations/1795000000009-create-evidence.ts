import { Table, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Evidence files in sealed pieces, and what each proves. */
export class CreateEvidence1795000000009 implements MigrationInterface {
  name = 'CreateEvidence1795000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(fileTable());
    await runner.createTable(chunkTable());
    await runner.createTable(linkTable());
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['evidence_link', 'evidence_chunk', 'evidence_file']) await runner.dropTable(table);
  }
}

function fileTable(): Table {
  return new Table({
    name: 'evidence_file',
    columns: [
      { name: 'id', type: 'varchar', length: '26', isPrimary: true },
      { name: 'incident_id', type: 'varchar', length: '26' },
      { name: 'sha256', type: 'varchar', length: '64' },
      { name: 'size', type: 'integer' },
      { name: 'media_type', type: 'varchar', length: '32' },
      { name: 'chunk_count', type: 'integer' },
      { name: 'name', type: 'text' },
      { name: 'note', type: 'text', isNullable: true },
      { name: 'state', type: 'varchar', length: '12' },
      { name: 'added_at', type: 'varchar', length: '24' },
      { name: 'added_by', type: 'varchar', length: '26' },
    ],
    checks: [{ name: 'ck_evidence_file_state', expression: `state IN ('stored','quarantined')` }],
    indices: [
      new TableIndex({
        name: 'uq_evidence_file_content',
        columnNames: ['incident_id', 'sha256'],
        isUnique: true,
      }),
    ],
  });
}

function chunkTable(): Table {
  return new Table({
    name: 'evidence_chunk',
    columns: [
      { name: 'file_id', type: 'varchar', length: '26', isPrimary: true },
      { name: 'chunk_number', type: 'integer', isPrimary: true },
      { name: 'sealed', type: 'text' },
    ],
  });
}

function linkTable(): Table {
  return new Table({
    name: 'evidence_link',
    columns: [
      { name: 'file_id', type: 'varchar', length: '26', isPrimary: true },
      { name: 'subject_kind', type: 'varchar', length: '16', isPrimary: true },
      { name: 'subject_id', type: 'varchar', length: '80', isPrimary: true },
      { name: 'incident_id', type: 'varchar', length: '26' },
      { name: 'linked_at', type: 'varchar', length: '24' },
      { name: 'linked_by', type: 'varchar', length: '26' },
    ],
    checks: [
      {
        name: 'ck_evidence_link_kind',
        expression: `subject_kind IN ('fact','step','proof_of_fix','filing')`,
      },
    ],
    indices: [
      new TableIndex({
        name: 'ix_evidence_link_subject',
        columnNames: ['incident_id', 'subject_kind', 'subject_id'],
      }),
    ],
  });
}
