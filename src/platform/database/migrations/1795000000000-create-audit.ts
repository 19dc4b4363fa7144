import { Table, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Audit log, its head and checkpoints, sealed details, and the data keys that seal them. */
export class CreateAudit1795000000000 implements MigrationInterface {
  name = 'CreateAudit1795000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'data_key',
        columns: [
          { name: 'scope', type: 'varchar', length: '26', isPrimary: true },
          { name: 'version', type: 'integer' },
          { name: 'wrapped', type: 'text' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'audit_entry',
        columns: [
          { name: 'id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'seq', type: 'integer', isNullable: true },
          { name: 'at', type: 'varchar', length: '24' },
          { name: 'action', type: 'varchar', length: '64' },
          { name: 'subject', type: 'varchar', length: '64' },
          { name: 'incident_id', type: 'varchar', length: '26', isNullable: true },
          { name: 'actor_id', type: 'varchar', length: '26' },
          { name: 'body', type: 'text' },
          { name: 'leaf_hash', type: 'varchar', length: '64' },
        ],
        indices: [
          new TableIndex({ name: 'uq_audit_entry_seq', columnNames: ['seq'], isUnique: true }),
          new TableIndex({ name: 'ix_audit_entry_incident', columnNames: ['incident_id', 'seq'] }),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'audit_detail',
        columns: [
          { name: 'entry_id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'scope', type: 'varchar', length: '26' },
          { name: 'sealed', type: 'text' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'audit_head',
        columns: [
          { name: 'id', type: 'integer', isPrimary: true },
          { name: 'size', type: 'integer' },
          { name: 'root', type: 'varchar', length: '64' },
          { name: 'range', type: 'text' },
          { name: 'sealed_at', type: 'varchar', length: '24' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'audit_checkpoint',
        columns: [
          { name: 'size', type: 'integer', isPrimary: true },
          { name: 'root', type: 'varchar', length: '64' },
          { name: 'note', type: 'text' },
          { name: 'signed_at', type: 'varchar', length: '24' },
        ],
      }),
    );
    for (const statement of guards(runner)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['audit_checkpoint', 'audit_head', 'audit_detail', 'audit_entry', 'data_key']) {
      await runner.dropTable(table);
    }
    if (runner.connection.options.type === 'postgres')
      await runner.query('DROP FUNCTION redress_audit_guard()');
  }
}

/** Entries are written once: no DELETE, and of UPDATE only the sealer's number, from nothing. */
function guards(runner: QueryRunner): string[] {
  return runner.connection.options.type === 'postgres' ? POSTGRES_GUARDS : SQLITE_GUARDS;
}

const SQLITE_GUARDS = [
  `CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
   BEGIN SELECT RAISE(ABORT, 'audit entries are kept'); END`,
  `CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
   WHEN OLD.seq IS NOT NULL OR NEW.seq IS NULL OR NEW.id IS NOT OLD.id OR NEW.at IS NOT OLD.at
     OR NEW.action IS NOT OLD.action OR NEW.subject IS NOT OLD.subject OR NEW.incident_id IS NOT OLD.incident_id
     OR NEW.actor_id IS NOT OLD.actor_id OR NEW.body IS NOT OLD.body OR NEW.leaf_hash IS NOT OLD.leaf_hash
   BEGIN SELECT RAISE(ABORT, 'audit entries are kept'); END`,
];

const POSTGRES_GUARDS = [
  `CREATE FUNCTION redress_audit_guard() RETURNS trigger AS $$
   BEGIN
     IF TG_OP = 'UPDATE' AND OLD.seq IS NULL AND NEW.seq IS NOT NULL
        AND (to_jsonb(NEW) - 'seq') = (to_jsonb(OLD) - 'seq') THEN
       RETURN NEW;
     END IF;
     RAISE EXCEPTION 'audit entries are kept';
   END $$ LANGUAGE plpgsql`,
  `CREATE TRIGGER audit_entry_guard BEFORE UPDATE OR DELETE ON audit_entry
   FOR EACH ROW EXECUTE FUNCTION redress_audit_guard()`,
];
