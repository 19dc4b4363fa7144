import type { Command } from 'commander';
import { EditionRefused, writeEdition } from '../catalogue/edition-folder.js';
import type { EditionTexts } from '../catalogue/edition-folder.js';
import type { KnowledgeEditions } from '../catalogue/knowledge-editions.service.js';
import { CommandRefused } from './outcome.js';
import { print } from './streams.js';

interface ExportOptions {
  version: string;
  out: string;
  json?: boolean;
}

/** Gives back the packs that an old plan was made from, for `plan --knowledge FOLDER`. */
export function addKnowledgeExport(knowledge: Command): void {
  knowledge
    .command('export')
    .description('write the packs of a version that was in use here, for plan --knowledge')
    .requiredOption('--version <version>', 'as a plan or its report names it: 2026-11-21+9f2c41d07ab3')
    .requiredOption('--out <folder>', 'an empty or a new folder')
    .option('--json', 'machine-readable output')
    .action(async ({ version, out, json }: ExportOptions) => {
      const edition = await keptEdition(version);
      write(edition, out);
      const inUseFrom = edition.inUseFrom.toString();
      const written = { version, inUseFrom, files: edition.files.map(({ pack }) => pack) };
      await print(
        json
          ? JSON.stringify(written)
          : `Wrote ${written.files.length} packs of ${version}, in use here from ${inUseFrom}.`,
      );
    });
}

/** The service is loaded here and not at the top: its neighbours, check and refit, do without it. */
async function keptEdition(version: string): Promise<EditionTexts> {
  const { withService } = await import('./ground.js');
  const { KnowledgeEditions: kept } = await import('../catalogue/knowledge-editions.service.js');
  return withService((app) => editionOf(app.get(kept, { strict: false }), version));
}

function write(edition: EditionTexts, folder: string): void {
  try {
    writeEdition(edition, folder);
  } catch (error) {
    if (error instanceof EditionRefused) throw new CommandRefused(error.message);
    if (typeof (error as NodeJS.ErrnoException).code !== 'string') throw error;
    throw new CommandRefused(`The folder ${folder} cannot be written.`);
  }
}

async function editionOf(editions: KnowledgeEditions, version: string): Promise<EditionTexts> {
  const edition = await editions.texts(version);
  if (edition) return edition;
  const known = await editions.versions();
  throw new CommandRefused(
    known.length === 0
      ? 'No version is kept in this database yet: the service keeps what it runs on when it starts.'
      : `This version was never in use here. These were: ${known.join(', ')}.`,
  );
}
