import { Table, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Incidents, their facts in revisions, and who works on them. */
export class CreateIncident1795000000002 implements MigrationInterface {
  name = 'CreateIncident1795000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'incident',
        columns: [
          { name: 'id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'reference', type: 'varchar', length: '20' },
          { name: 'title', type: 'varchar', length: '200' },
          { name: 'kind', type: 'varchar', length: '16' },
          { name: 'status', type: 'varchar', length: '16' },
          { name: 'severity', type: 'varchar', length: '16' },
          { name: 'determination', type: 'varchar', length: '16' },
          { name: 'visibility', type: 'varchar', length: '16' },
          { name: 'source_id', type: 'varchar', length: '200', isNullable: true },
          { name: 'source_hash', type: 'varchar', length: '64', isNullable: true },
          { name: 'facts_revision', type: 'integer' },
          { name: 'opened_at', type: 'varchar', length: '24' },
          { name: 'opened_by', type: 'varchar', length: '26' },
          { name: 'industry', type: 'varchar', length: '40', isNullable: true },
          { name: 'people_affected', type: 'bigint', isNullable: true },
        ],
        checks: [
          { name: 'ck_incident_kind', expression: `kind IN ('real','exercise')` },
          {
            name: 'ck_incident_status',
            expression: `status IN ('open','contained','notifying','monitoring','closed')`,
          },
          { name: 'ck_incident_severity', expression: `severity IN ('low','medium','high','critical')` },
          {
            name: 'ck_incident_determination',
            expression: `determination IN ('suspected','confirmed','near_miss','false_positive')`,
          },
          {
            name: 'ck_incident_visibility',
            expression: `visibility IN ('members','organisation','restricted')`,
          },
        ],
        indices: [
          new TableIndex({ name: 'uq_incident_reference', columnNames: ['reference'], isUnique: true }),
          new TableIndex({ name: 'uq_incident_source_id', columnNames: ['source_id'], isUnique: true }),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'reference_counter',
        columns: [
          { name: 'year', type: 'integer', isPrimary: true },
          { name: 'last', type: 'integer' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'facts_revision',
        columns: [
          { name: 'incident_id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'revision', type: 'integer', isPrimary: true },
          { name: 'facts', type: 'text' },
          { name: 'saved_at', type: 'varchar', length: '24' },
          { name: 'saved_by', type: 'varchar', length: '26' },
          { name: 'reason', type: 'text' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'incident_member',
        columns: [
          { name: 'incident_id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'user_id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'added_at', type: 'varchar', length: '24' },
        ],
        indices: [new TableIndex({ name: 'ix_incident_member_user', columnNames: ['user_id'] })],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['incident_member', 'facts_revision', 'reference_counter', 'incident'])
      await runner.dropTable(table);
  }
}
