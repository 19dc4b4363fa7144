import { Table, TableIndex } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The knowledge that was in use, so that an old plan can be made again. */
export class CreateKnowledge1795000000013 implements MigrationInterface {
  name = 'CreateKnowledge1795000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'knowledge_pack',
        columns: [
          { name: 'sha256', type: 'varchar', length: '64', isPrimary: true },
          { name: 'text', type: 'text' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'knowledge_edition',
        columns: [
          { name: 'id', type: 'varchar', length: '26', isPrimary: true },
          { name: 'version', type: 'varchar', length: '60' },
          { name: 'in_use_from', type: 'varchar', length: '24' },
          { name: 'packs', type: 'text' },
        ],
        indices: [new TableIndex({ name: 'ix_knowledge_edition_version', columnNames: ['version'] })],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['knowledge_edition', 'knowledge_pack']) await runner.dropTable(table);
  }
}
