import type { INestApplicationContext } from '@nestjs/common';
import { AuditSealer } from '../src/audit/audit-sealer.js';
import { DataSources } from '../src/platform/database/data-sources.js';
import { MIGRATIONS } from '../src/platform/database/migrations.js';
import { startGround } from './support/ground.js';

let ground: INestApplicationContext;

/** Without the sealer of each second, which would find its tables gone, or mix its transaction with that of a step. */
beforeAll(async () => {
  ground = await startGround();
  await ground.get(AuditSealer).beforeApplicationShutdown();
});

afterAll(() => ground.close());

it('builds the very tables that the entities describe', async () => {
  const { writer } = ground.get(DataSources);
  const { upQueries } = await writer.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

it('can take every step back and make it again', async () => {
  const { writer } = ground.get(DataSources);
  for (const _ of MIGRATIONS) await writer.undoLastMigration();
  const applied = await writer.runMigrations();
  expect(applied).toHaveLength(MIGRATIONS.length);
});
