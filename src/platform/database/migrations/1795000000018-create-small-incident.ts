import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What one screen records about a small incident: measures and the reason of the assessment. */
export class CreateSmallIncident1795000000018 implements MigrationInterface {
  name = 'CreateSmallIncident1795000000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'small_incident',
        columns: [
          { name: 'incident_id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'measures', type: 'text' },
          { name: 'measures_note', type: 'text' },
          { name: 'harm_reason', type: 'text' },
          { name: 'proposals', type: 'text' },
          { name: 'recorded_by', type: 'varchar', length: '26' },
          { name: 'recorded_at', type: 'varchar', length: '24' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('small_incident');
  }
}
