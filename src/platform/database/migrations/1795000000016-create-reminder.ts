import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was told of which rung of a duty, and how that went. */
export class CreateReminder1795000000016 implements MigrationInterface {
  name = 'CreateReminder1795000000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'reminder',
        columns: [
          { name: 'id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'incident_id', type: 'varchar', length: '26' },
          { name: 'obligation_id', type: 'varchar', length: '26' },
          { name: 'rung', type: 'varchar', length: '12' },
          { name: 'due_at', type: 'varchar', length: '24' },
          { name: 'user_id', type: 'varchar', length: '26' },
          { name: 'state', type: 'varchar', length: '12' },
          { name: 'letter', type: 'varchar', length: '26' },
          { name: 'attempt', type: 'integer' },
          { name: 'maybe_twice', type: 'boolean' },
          { name: 'code', type: 'varchar', length: '32', isNullable: true },
          { name: 'next_at', type: 'varchar', length: '24' },
          { name: 'made_at', type: 'varchar', length: '24' },
          { name: 'at', type: 'varchar', length: '24' },
        ],
        checks: [
          {
            name: 'ck_reminder_state',
            expression: `state IN ('queued','sending','sent','unconfirmed','failed','dropped')`,
          },
        ],
        indices: [
          {
            name: 'uq_reminder_once',
            columnNames: ['obligation_id', 'due_at', 'rung', 'user_id'],
            isUnique: true,
          },
          { name: 'ix_reminder_state', columnNames: ['state', 'next_at'] },
          { name: 'ix_reminder_incident', columnNames: ['incident_id'] },
          { name: 'ix_reminder_user', columnNames: ['user_id'] },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('reminder');
  }
}
