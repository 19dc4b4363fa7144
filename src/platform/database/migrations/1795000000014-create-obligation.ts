import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner, TableColumnOptions } from 'typeorm';

const id = (name: string, rest: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: '26',
  ...rest,
});
const words = (name: string, length: string, rest: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  name,
  type: 'varchar',
  length,
  ...rest,
});
const text = (name: string, rest: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  name,
  type: 'text',
  ...rest,
});
const number = (name: string): TableColumnOptions => ({ name, type: 'integer' });
const nullable = { isNullable: true };

/** The register of duties: frozen terms, decisions, filings, history, and passes after a change of knowledge. */
export class CreateObligation1795000000014 implements MigrationInterface {
  name = 'CreateObligation1795000000014';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table.name);
  }
}

const TABLES = [
  new Table({
    name: 'obligation',
    columns: [
      id('id', { isPrimary: true }),
      id('incident_id'),
      words('rule_id', '120'),
      words('origin', '8'),
      text('rule'),
      text('first_terms'),
      text('terms'),
      words('open_change', '8', nullable),
      text('other_terms', nullable),
      text('other_rule', nullable),
      text('refused_terms', nullable),
      words('decision', '16', nullable),
      text('decision_reason'),
      words('decision_until', '24', nullable),
      id('decided_by', nullable),
      words('decided_at', '24', nullable),
      id('keeper_id', nullable),
      words('filed_at', '24', nullable),
      words('due_at', '24', nullable),
      { name: 'settled', type: 'boolean' },
      number('revision'),
    ],
    checks: [
      { name: 'ck_obligation_origin', expression: `origin IN ('rule','manual')` },
      {
        name: 'ck_obligation_decision',
        expression: `decision IN ('notify','not_notifiable','extended','delayed','waived')`,
      },
      { name: 'ck_obligation_open_change', expression: `open_change IN ('tighter','looser','reworded')` },
    ],
    indices: [
      { name: 'uq_obligation_rule', columnNames: ['incident_id', 'rule_id'], isUnique: true },
      { name: 'ix_obligation_due', columnNames: ['settled', 'due_at'] },
    ],
  }),
  new Table({
    name: 'obligation_event',
    columns: [
      id('id', { isPrimary: true }),
      id('incident_id'),
      id('obligation_id'),
      words('kind', '24'),
      text('facts'),
      text('reason'),
      id('by'),
      words('at', '24'),
    ],
    indices: [{ name: 'ix_obligation_event_incident', columnNames: ['incident_id', 'id'] }],
  }),
  new Table({
    name: 'filing',
    columns: [
      id('id', { isPrimary: true }),
      id('incident_id'),
      id('obligation_id'),
      words('filed_at', '24'),
      words('channel', '40'),
      text('reference', nullable),
      text('body', nullable),
      words('body_sha256', '64', nullable),
      id('file_id', nullable),
      words('file_sha256', '64', nullable),
      text('late_reason'),
      id('recorded_by'),
      words('recorded_at', '24'),
      words('withdrawn_at', '24', nullable),
      id('withdrawn_by', nullable),
      text('withdrawn_reason'),
    ],
    indices: [{ name: 'ix_filing_incident', columnNames: ['incident_id', 'obligation_id'] }],
  }),
  new Table({
    name: 'register_state',
    columns: [
      id('incident_id', { isPrimary: true }),
      number('facts_revision'),
      words('knowledge_version', '40'),
      words('evaluated_at', '24'),
      number('undecided'),
    ],
    indices: [{ name: 'ix_register_state_knowledge', columnNames: ['knowledge_version', 'incident_id'] }],
  }),
  new Table({
    name: 'reevaluation',
    columns: [
      id('id', { isPrimary: true }),
      words('knowledge_version', '40'),
      words('state', '8'),
      number('total'),
      number('done'),
      number('changed'),
      number('failed'),
      id('cursor'),
      id('worker'),
      id('started_by'),
      words('started_at', '24'),
      words('moved_at', '24'),
    ],
    checks: [{ name: 'ck_reevaluation_state', expression: `state IN ('running','stopped','done')` }],
  }),
];
