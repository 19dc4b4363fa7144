import { Table, TableCheck, TableColumn } from 'typeorm';
import type { MigrationInterface, QueryRunner, TableColumnOptions } from 'typeorm';

const id = (name: string, rest: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: '26',
  ...rest,
});
const instant = (name: string, rest: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: '24',
  ...rest,
});
const nullable = { isNullable: true };

/** Reviews of notices, comments on them, and counsel's own notes; a text whose changes are asked for has a state. */
export class CreateNoticeReview1795000000020 implements MigrationInterface {
  name = 'CreateNoticeReview1795000000020';

  async up(runner: QueryRunner): Promise<void> {
    await changeStates(runner, '20', `'draft','in_review','changes_requested','approved','sent','withdrawn'`);
    await runner.addColumn(
      'notice_revision',
      new TableColumn({ name: 'generated', type: 'text', ...nullable }),
    );
    for (const table of TABLES) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of [...TABLES].reverse()) await runner.dropTable(name);
    await runner.dropColumn('notice_revision', 'generated');
    await runner.query(`UPDATE notice SET state = 'draft' WHERE state = 'changes_requested'`);
    await changeStates(runner, '16', `'draft','in_review','approved','sent','withdrawn'`);
  }
}

/** On PostgreSQL by hand: TypeORM would make the column anew and lose what is in it. */
async function changeStates(runner: QueryRunner, length: string, states: string): Promise<void> {
  await runner.dropCheckConstraint('notice', 'ck_notice_state');
  if (runner.connection.options.type === 'postgres')
    await runner.query(`ALTER TABLE notice ALTER COLUMN state TYPE varchar(${length})`);
  else
    await runner.changeColumn('notice', 'state', new TableColumn({ name: 'state', type: 'varchar', length }));
  const check = new TableCheck({ name: 'ck_notice_state', expression: `state IN (${states})` });
  await runner.createCheckConstraint('notice', check);
}

const TABLES = [
  new Table({
    name: 'notice_review',
    columns: [
      id('id', { isPrimary: true }),
      id('notice_id'),
      id('incident_id'),
      { name: 'revision', type: 'integer' },
      id('reviewer'),
      { name: 'aspect', type: 'varchar', length: '10' },
      id('asked_by'),
      instant('asked_at'),
      { name: 'outcome', type: 'varchar', length: '10', ...nullable },
      { name: 'note', type: 'text', ...nullable },
      { name: 'content_hash', type: 'varchar', length: '64', ...nullable },
      instant('answered_at', nullable),
    ],
    checks: [
      { name: 'ck_notice_review_aspect', expression: `aspect IN ('content','law','facts')` },
      { name: 'ck_notice_review_outcome', expression: `outcome IN ('agreed','changes')` },
    ],
    indices: [
      {
        name: 'uq_notice_review_ask',
        columnNames: ['notice_id', 'revision', 'reviewer', 'aspect'],
        isUnique: true,
      },
      { name: 'ix_notice_review_reviewer', columnNames: ['reviewer'] },
    ],
  }),
  new Table({
    name: 'notice_comment',
    columns: [
      id('id', { isPrimary: true }),
      id('notice_id'),
      id('incident_id'),
      id('parent_id', nullable),
      { name: 'section', type: 'varchar', length: '80', ...nullable },
      { name: 'quote', type: 'text', ...nullable },
      { name: 'body', type: 'text' },
      { name: 'revision', type: 'integer' },
      id('written_by'),
      instant('written_at'),
      id('resolved_by', nullable),
      instant('resolved_at', nullable),
    ],
    indices: [{ name: 'ix_notice_comment_notice', columnNames: ['notice_id', 'id'] }],
  }),
  new Table({
    name: 'counsel_note',
    columns: [
      id('id', { isPrimary: true }),
      id('notice_id'),
      id('incident_id'),
      { name: 'body', type: 'text' },
      id('written_by'),
      instant('written_at'),
    ],
    indices: [{ name: 'ix_counsel_note_notice', columnNames: ['notice_id', 'id'] }],
  }),
];
