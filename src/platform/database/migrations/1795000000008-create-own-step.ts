import { Table, TableColumn } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people say of a step besides its state, and the steps they add themselves. */
export class CreateOwnStep1795000000008 implements MigrationInterface {
  name = 'CreateOwnStep1795000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('plan_step', said());
    await runner.createTable(
      new Table({
        name: 'own_step',
        columns: [
          { name: 'id', type: 'varchar', length: '30', isPrimary: true },
          { name: 'incident_id', type: 'varchar', length: '26' },
          { name: 'own', type: 'text' },
          { name: 'revision', type: 'integer' },
          { name: 'added_by', type: 'varchar', length: '26' },
          { name: 'added_at', type: 'varchar', length: '24' },
          { name: 'changed_by', type: 'varchar', length: '26' },
          { name: 'changed_at', type: 'varchar', length: '24' },
          { name: 'withdrawn_at', type: 'varchar', length: '24', isNullable: true },
          { name: 'withdrawn_reason', type: 'text' },
        ],
        indices: [{ name: 'ix_own_step_incident', columnNames: ['incident_id'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('own_step');
    await runner.dropColumns('plan_step', said());
  }
}

function said(): TableColumn[] {
  return [
    { name: 'title', type: 'varchar', length: '200', isNullable: true },
    { name: 'due_at', type: 'varchar', length: '24', isNullable: true },
    { name: 'feasibility', type: 'text', isNullable: true },
    { name: 'decided_rank', type: 'integer', isNullable: true },
    { name: 'decided_facts_revision', type: 'integer', isNullable: true },
    { name: 'decided_knowledge', type: 'varchar', length: '80', isNullable: true },
  ].map((column) => new TableColumn(column));
}
