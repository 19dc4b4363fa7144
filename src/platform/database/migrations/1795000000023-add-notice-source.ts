import { TableColumn } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which text a notice translates, and the revision of it that it follows. */
export class AddNoticeSource1795000000023 implements MigrationInterface {
  name = 'AddNoticeSource1795000000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns('notice', [
      new TableColumn({ name: 'source_notice_id', type: 'varchar', length: '26', isNullable: true }),
      new TableColumn({ name: 'source_revision', type: 'integer', isNullable: true }),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumns('notice', ['source_notice_id', 'source_revision']);
  }
}
