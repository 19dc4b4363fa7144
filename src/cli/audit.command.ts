import 'reflect-metadata';
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { ENTITIES } from '../app.entities.js';
import { publishedCheckpoints } from '../audit/audit-log.js';
import { verifyAudit } from '../audit/audit-verifier.js';
import type { Verification } from '../audit/audit-verifier.js';
import { readEnvironment } from '../platform/config/read-environment.js';
import { DataSources } from '../platform/database/data-sources.js';
import { openInstallationKeys } from '../platform/platform.module.js';
import type { CommandResult } from './outcome.js';
import { REFUSED, UsageError } from './outcome.js';
import { print } from './streams.js';

interface VerifyOptions {
  checkpoint?: string;
  json?: boolean;
}

export function addAuditCommands(program: Command, result: CommandResult): void {
  program
    .command('audit')
    .description('the tamper-evident trail')
    .command('verify')
    .description('recompute the whole log from its entries and compare it with every signed checkpoint')
    .option(
      '--checkpoint <file>',
      'also compare with this signed note, e.g. one that was mailed to an auditor',
    )
    .option('--json', 'machine-readable output')
    .action(async (options: VerifyOptions) => {
      const verification = await verifyTables(options.checkpoint);
      if (!verification.ok) result.status = REFUSED;
      await print(options.json ? JSON.stringify(verification) : verificationText(verification));
    });
}

/** Opens the tables for reading only; the writer's parts are not involved. */
async function verifyTables(checkpoint: string | undefined): Promise<Verification> {
  const environment = readEnvironment(process.env);
  const keys = openInstallationKeys(environment);
  const sources = await DataSources.open(environment, ENTITIES);
  try {
    const notes = [
      ...publishedCheckpoints(environment.DATA_DIR),
      ...(checkpoint === undefined ? [] : [noteOf(checkpoint)]),
    ];
    return await verifyAudit(sources.reader.manager, createPublicKey(keys.checkpoint), notes);
  } finally {
    await sources.close();
  }
}

function noteOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`The file ${file} cannot be read.`);
  }
}

function verificationText({ ok, entries, unsealed, firstBad, checkpoints }: Verification): string {
  if (ok)
    return `The log is whole: ${entries} entries, ${checkpoints} checkpoints agree, ${unsealed} not yet sealed.`;
  const place = firstBad?.seq === null || firstBad === null ? 'The log' : `Entry ${firstBad.seq}`;
  return `${place} is not as it was sealed: ${firstBad?.reason ?? 'unknown'}.`;
}
