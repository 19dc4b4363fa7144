import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The organisation's own counts: a row per incident, the cells they add up to, and how far they are counted. */
export class CreateComparable1795000000012 implements MigrationInterface {
  name = 'CreateComparable1795000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(rows);
    await runner.createTable(cells);
    await runner.createTable(tally);
    await runner.query(
      `INSERT INTO comparable_tally (id, tally, claimed, claimed_at, audit_size, knowledge, incidents, counted_at)
       VALUES (1, 0, 0, '1970-01-01T00:00:00.000Z', 0, '', 0, NULL)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['comparable_tally', 'comparable_cell', 'comparable_row'])
      await runner.dropTable(table);
  }
}

const rows = new Table({
  name: 'comparable_row',
  columns: [
    { name: 'incident_id', type: 'varchar', length: '26', isPrimary: true },
    { name: 'facts_revision', type: 'integer' },
    { name: 'knowledge', type: 'varchar', length: '40' },
    { name: 'counted', type: 'boolean' },
    { name: 'industry', type: 'varchar', length: '80', isNullable: true },
    { name: 'cause', type: 'varchar', length: '20' },
    { name: 'data_classes', type: 'text' },
    { name: 'monitoring_coded', type: 'varchar', length: '10', isNullable: true },
    { name: 'monitoring', type: 'varchar', length: '10', isNullable: true },
    { name: 'abuse', type: 'varchar', length: '10', isNullable: true },
    { name: 'days', type: 'integer', isNullable: true },
    { name: 'tally', type: 'integer' },
  ],
});

const cells = new Table({
  name: 'comparable_cell',
  columns: [
    { name: 'industry', type: 'varchar', length: '80', isPrimary: true },
    { name: 'cause', type: 'varchar', length: '20', isPrimary: true },
    { name: 'data_class', type: 'varchar', length: '40', isPrimary: true },
    { name: 'incidents', type: 'integer' },
    { name: 'monitoring', type: 'text' },
    { name: 'abuse', type: 'text' },
    { name: 'days', type: 'text' },
    { name: 'tally', type: 'integer' },
  ],
});

const tally = new Table({
  name: 'comparable_tally',
  columns: [
    { name: 'id', type: 'integer', isPrimary: true },
    { name: 'tally', type: 'integer' },
    { name: 'claimed', type: 'integer' },
    { name: 'claimed_at', type: 'varchar', length: '24' },
    { name: 'audit_size', type: 'integer' },
    { name: 'knowledge', type: 'varchar', length: '40' },
    { name: 'incidents', type: 'integer' },
    { name: 'counted_at', type: 'varchar', length: '24', isNullable: true },
  ],
});
