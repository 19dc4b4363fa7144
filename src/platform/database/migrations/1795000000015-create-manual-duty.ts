import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner, TableColumnOptions } from 'typeorm';

const words = (name: string, length: string, rest: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  name,
  type: 'varchar',
  length,
  ...rest,
});
const id = (name: string, rest: Partial<TableColumnOptions> = {}) => words(name, '26', rest);
const nullable = { isNullable: true };

/** Duties that people add to a register, and files of them that wait for a yes. */
export class CreateManualDuty1795000000015 implements MigrationInterface {
  name = 'CreateManualDuty1795000000015';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table.name);
  }
}

const TABLES = [
  new Table({
    name: 'manual_duty',
    columns: [
      id('obligation_id', { isPrimary: true }),
      id('incident_id'),
      words('rule_id', '120'),
      words('identity', '64'),
      { name: 'duty', type: 'text' },
      words('file_sha256', '64', nullable),
      id('added_by'),
      words('added_at', '24'),
      words('withdrawn_at', '24', nullable),
      id('withdrawn_by', nullable),
      { name: 'withdrawn_reason', type: 'text' },
    ],
    indices: [
      { name: 'ix_manual_duty_incident', columnNames: ['incident_id', 'identity'] },
      { name: 'uq_manual_duty_rule', columnNames: ['incident_id', 'rule_id'], isUnique: true },
    ],
  }),
  new Table({
    name: 'manual_duty_draft',
    columns: [
      id('id', { isPrimary: true }),
      id('incident_id'),
      { name: 'body', type: 'text' },
      id('made_by'),
      words('made_at', '24'),
    ],
    indices: [{ name: 'uq_manual_duty_draft', columnNames: ['incident_id', 'made_by'], isUnique: true }],
  }),
];
