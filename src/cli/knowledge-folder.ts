import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { EditionTexts } from '../catalogue/knowledge-editions.service.js';
import { sha256 } from '../catalogue/knowledge-files.js';
import { CommandRefused } from './outcome.js';

/** Names inside an exported folder. */
const SHIPPED = 'shipped';
const OWN = 'own';

/**
 * Loads a whole set of knowledge: as `knowledge export` wrote it, or one folder laid out as the shipped one.
 *
 * @throws KnowledgeFaults
 */
export function knowledgeFromFolder(folder: string): Catalogue {
  const shipped = join(folder, SHIPPED);
  if (!existsSync(shipped)) return loadCatalogue({ folder });
  const own = join(folder, OWN);
  return loadCatalogue({ folder: shipped, ...(existsSync(own) && { overlay: own }) });
}

/**
 * Writes every file of an edition, checked against its SHA-256.
 *
 * @param folder made where it is missing; must be empty
 * @throws CommandRefused
 */
export function writeEdition({ files }: EditionTexts, folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0)
    throw new CommandRefused(`${folder} is not empty. Name an empty or a new folder.`);
  for (const { pack, text } of files) {
    if (sha256(text) !== pack.sha256)
      throw new CommandRefused(`The kept text of ${pack.file} does not match its SHA-256.`);
    const path = join(folder, pack.overlay ? OWN : SHIPPED, pack.file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
