import { Table, TableColumn, TableUnique } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The organisation's own words for parts of notices with their versions, and which parts of a text came from them. */
export class CreateHouseTemplate1795000000024 implements MigrationInterface {
  name = 'CreateHouseTemplate1795000000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'house_template',
        columns: [
          { name: 'id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'kind', type: 'varchar', length: '80' },
          { name: 'locale', type: 'varchar', length: '20' },
          { name: 'version', type: 'integer' },
          { name: 'archived', type: 'boolean' },
        ],
        uniques: [new TableUnique({ name: 'uq_house_template_text', columnNames: ['kind', 'locale'] })],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'house_template_version',
        columns: [
          { name: 'template_id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'number', type: 'integer', isPrimary: true },
          { name: 'parts', type: 'text' },
          { name: 'content_hash', type: 'varchar', length: '64' },
          { name: 'note', type: 'text' },
          { name: 'saved_by', type: 'varchar', length: '26' },
          { name: 'saved_at', type: 'varchar', length: '24' },
        ],
      }),
    );
    const house = new TableColumn({ name: 'house', type: 'text', isNullable: true });
    await runner.addColumn('notice_revision', house);
    for (const statement of guards(runner)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('notice_revision', 'house');
    for (const table of ['house_template_version', 'house_template']) await runner.dropTable(table);
    if (runner.connection.options.type === 'postgres')
      await runner.query('DROP FUNCTION redress_house_template_guard()');
  }
}

/** A version is written once. */
function guards(runner: QueryRunner): string[] {
  return runner.connection.options.type === 'postgres' ? POSTGRES_GUARDS : SQLITE_GUARDS;
}

const SQLITE_GUARDS = ['UPDATE', 'DELETE'].map(
  (
    act,
  ) => `CREATE TRIGGER house_template_version_no_${act.toLowerCase()} BEFORE ${act} ON house_template_version
   BEGIN SELECT RAISE(ABORT, 'versions of a house text are kept'); END`,
);

const POSTGRES_GUARDS = [
  `CREATE FUNCTION redress_house_template_guard() RETURNS trigger AS $$
   BEGIN
     RAISE EXCEPTION 'versions of a house text are kept';
   END $$ LANGUAGE plpgsql`,
  `CREATE TRIGGER house_template_version_guard BEFORE UPDATE OR DELETE ON house_template_version
   FOR EACH ROW EXECUTE FUNCTION redress_house_template_guard()`,
];
