import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people decided about the steps of a plan. */
export class CreatePlanStep1795000000003 implements MigrationInterface {
  name = 'CreatePlanStep1795000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'plan_step',
        columns: [
          { name: 'incident_id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'step_id', type: 'varchar', length: '80', isPrimary: true },
          { name: 'state', type: 'varchar', length: '16' },
          { name: 'reason', type: 'text' },
          { name: 'assignee_id', type: 'varchar', length: '26', isNullable: true },
          { name: 'decided_by', type: 'varchar', length: '26' },
          { name: 'decided_at', type: 'varchar', length: '24' },
          { name: 'revision', type: 'integer' },
        ],
        checks: [
          {
            name: 'ck_plan_step_state',
            expression: `state IN ('proposed','accepted','in_progress','done','skipped','not_applicable')`,
          },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('plan_step');
  }
}
