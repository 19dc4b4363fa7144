import { Table, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Playbooks with their versions, and which were applied to incidents. */
export class CreatePlaybook1795000000011 implements MigrationInterface {
  name = 'CreatePlaybook1795000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'playbook',
        columns: [
          { name: 'id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'title', type: 'varchar', length: '200' },
          { name: 'industry', type: 'varchar', length: '80', isNullable: true },
          { name: 'origin', type: 'varchar', length: '16' },
          { name: 'based_on_id', type: 'varchar', length: '80', isNullable: true },
          { name: 'based_on_version', type: 'integer', isNullable: true },
          { name: 'kept', type: 'text', isNullable: true },
          { name: 'archived', type: 'boolean' },
          { name: 'version', type: 'integer' },
          { name: 'created_by', type: 'varchar', length: '26' },
          { name: 'created_at', type: 'varchar', length: '24' },
        ],
        checks: [
          { name: 'ck_playbook_origin', expression: `origin IN ('own','adapted','incident','cacao')` },
        ],
        indices: [new TableIndex({ name: 'ix_playbook_industry', columnNames: ['industry'] })],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'playbook_version',
        columns: [
          { name: 'playbook_id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'number', type: 'integer', isPrimary: true },
          { name: 'content', type: 'text' },
          { name: 'content_hash', type: 'varchar', length: '64' },
          { name: 'note', type: 'text' },
          { name: 'saved_by', type: 'varchar', length: '26' },
          { name: 'saved_at', type: 'varchar', length: '24' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'incident_playbook',
        columns: [
          { name: 'incident_id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'playbook_id', type: 'varchar', length: '80', isPrimary: true },
          { name: 'version', type: 'integer', isPrimary: true },
          { name: 'content_hash', type: 'varchar', length: '64' },
          { name: 'content', type: 'text' },
          { name: 'steps', type: 'text' },
          { name: 'facts_revision', type: 'integer' },
          { name: 'applied_by', type: 'varchar', length: '26' },
          { name: 'applied_at', type: 'varchar', length: '24' },
        ],
        indices: [new TableIndex({ name: 'ix_incident_playbook_playbook', columnNames: ['playbook_id'] })],
      }),
    );
    for (const statement of guards(runner)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['incident_playbook', 'playbook_version', 'playbook']) await runner.dropTable(table);
    if (runner.connection.options.type === 'postgres')
      await runner.query('DROP FUNCTION redress_playbook_guard()');
  }
}

/** A version is written once. */
function guards(runner: QueryRunner): string[] {
  return runner.connection.options.type === 'postgres' ? POSTGRES_GUARDS : SQLITE_GUARDS;
}

const SQLITE_GUARDS = ['UPDATE', 'DELETE'].map(
  (act) => `CREATE TRIGGER playbook_version_no_${act.toLowerCase()} BEFORE ${act} ON playbook_version
   BEGIN SELECT RAISE(ABORT, 'versions of a playbook are kept'); END`,
);

const POSTGRES_GUARDS = [
  `CREATE FUNCTION redress_playbook_guard() RETURNS trigger AS $$
   BEGIN
     RAISE EXCEPTION 'versions of a playbook are kept';
   END $$ LANGUAGE plpgsql`,
  `CREATE TRIGGER playbook_version_guard BEFORE UPDATE OR DELETE ON playbook_version
   FOR EACH ROW EXECUTE FUNCTION redress_playbook_guard()`,
];
