import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Private addresses of people's calendars, as hashes. */
export class CreateCalendarFeed1795000000017 implements MigrationInterface {
  name = 'CreateCalendarFeed1795000000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'calendar_feed',
        columns: [
          { name: 'user_id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'token_hash', type: 'varchar', length: '64' },
          { name: 'created_at', type: 'varchar', length: '24' },
        ],
        indices: [{ name: 'uq_calendar_feed_token', columnNames: ['token_hash'], isUnique: true }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('calendar_feed');
  }
}
