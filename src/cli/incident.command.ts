import type { Command } from 'commander';
import { IncidentImport } from '../incidents/incident-import.service.js';
import type { ImportLine } from '../incidents/incident-import.service.js';
import { SYSTEM } from '../platform/access/actor.js';
import type { CommandResult } from './outcome.js';
import { withService } from './ground.js';
import { REFUSED } from './outcome.js';
import { print, readInput, report } from './streams.js';

export function addIncidentCommands(program: Command, result: CommandResult): void {
  program
    .command('incident')
    .description('incidents on record')
    .command('import')
    .description('import VERIS records (1.2 to 1.4); the same incident_id again updates its incident')
    .argument('<file>', 'one object, an array, a VCDB file or JSON Lines; - for standard input')
    .option('--json', 'machine-readable output')
    .action(async (file: string, options: { json?: boolean }) => {
      const text = readInput(file);
      await withService(async (app) => {
        const counts: Record<string, number> = {};
        for await (const line of app
          .get(IncidentImport, { strict: false })
          .run(text, 'organisation', SYSTEM)) {
          counts[line.status] = (counts[line.status] ?? 0) + 1;
          if (line.status === 'refused') result.status = REFUSED;
          await print(options.json ? JSON.stringify(line) : lineText(line));
        }
        report(
          Object.entries(counts)
            .map(([status, count]) => `${count} ${status}`)
            .join(', ') || 'no records',
        );
      });
    });
}

function lineText({ line, status, reference, warnings, errors }: ImportLine): string {
  const faults = errors.map(({ path, message }) => `\n  ${path || '/'}: ${message}`).join('');
  const notes = warnings.length > 0 ? `, ${warnings.length} warnings` : '';
  return `line ${line}: ${status}${reference === null ? '' : ` ${reference}`}${notes}${faults}`;
}
