import { Table, TableCheck } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What notices promise to people, with who keeps it and by when. */
export class CreateCommitment1795000000022 implements MigrationInterface {
  name = 'CreateCommitment1795000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'commitment',
        columns: [
          { name: 'id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'incident_id', type: 'varchar', length: '26' },
          { name: 'notice_id', type: 'varchar', length: '26' },
          { name: 'revision', type: 'integer' },
          { name: 'rule', type: 'varchar', length: '80', isNullable: true },
          { name: 'section', type: 'varchar', length: '80' },
          { name: 'step', type: 'varchar', length: '80', isNullable: true },
          { name: 'keeper', type: 'varchar', length: '80' },
          { name: 'keeper_id', type: 'varchar', length: '26', isNullable: true },
          { name: 'due_on', type: 'varchar', length: '10', isNullable: true },
          { name: 'words', type: 'text' },
          { name: 'state', type: 'varchar', length: '12' },
          { name: 'created_by', type: 'varchar', length: '26' },
          { name: 'created_at', type: 'varchar', length: '24' },
        ],
        indices: [
          { name: 'ix_commitment_incident', columnNames: ['incident_id', 'state', 'due_on'] },
          { name: 'ix_commitment_notice', columnNames: ['notice_id', 'state'] },
        ],
        checks: [
          new TableCheck({
            name: 'ck_commitment_state',
            expression: `state IN ('written','left_out','standing','superseded','removed')`,
          }),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('commitment');
  }
}
