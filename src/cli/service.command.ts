import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { ENTITIES } from '../app.entities.js';
import { FirstStart } from '../identity/first-start.js';
import { readEnvironment } from '../platform/config/read-environment.js';
import type { Environment } from '../platform/config/environment.js';
import { holdDataFolder } from '../platform/database/data-folder-lock.js';
import { DataSources } from '../platform/database/data-sources.js';
import { openInstallationKeys } from '../platform/platform.module.js';
import type { CommandResult } from './outcome.js';
import { startDemo } from './demo.js';
import { print, report } from './streams.js';

export function addServiceCommands(program: Command, _result: CommandResult): void {
  program
    .command('serve')
    .description('run the service (also: npm start)')
    .action(async () => {
      await serve(readEnvironment(process.env));
    });
  program
    .command('migrate')
    .description('bring the database up to date and stop')
    .action(async () => {
      const environment = readEnvironment(process.env);
      openInstallationKeys(environment);
      const sources = await DataSources.open(environment, ENTITIES);
      await sources.close();
      report('The database is up to date.');
    });
  program
    .command('demo')
    .description(
      'run on a fresh data folder with sample incidents and one person per role; mail stays in the outbox',
    )
    .option('--data-dir <folder>', 'where to put it', './data-demo')
    .action(async (options: { dataDir: string }) => {
      await startDemo(options.dataDir, serve);
    });
}

/**
 * Runs until it is told to stop. The one-time set-up link is printed while nobody has an account.
 *
 * @param prepare work on the finished service before it answers anyone
 */
async function serve(
  environment: Environment,
  prepare: (app: INestApplicationContext) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  warnOfOldNode();
  const { createApp } = await import('../serve.js');
  holdDataFolder(environment);
  const app = await createApp(environment);
  await app.init();
  await prepare(app);
  await app.listen(environment.PORT, environment.HOST);
  await print(`Redress answers at ${environment.PUBLIC_URL}`);
  const link = await app.get(FirstStart, { strict: false }).setupLink();
  if (link !== null) await print(`Make the first account within 30 minutes, on this machine: ${link}`);
  if (environment.SMTP_URL === undefined)
    report('No SMTP_URL is set: messages are kept as files and shown at /outbox.');
}

function warnOfOldNode(): void {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 22) report(`Node ${process.versions.node} gets no security fixes any more; 22 or 24 do.`);
}
