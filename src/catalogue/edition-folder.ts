import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadCatalogue } from './catalogue.loader.js';
import type { Temporal } from 'temporal-polyfill';
import type { Catalogue, Pack } from './domain/catalogue.js';
import { sha256 } from './knowledge-files.js';

/** Names inside the folder of an edition. */
const SHIPPED = 'shipped';
const OWN = 'own';

/** A kept edition with the text of each file. */
export interface EditionTexts {
  version: string;
  inUseFrom: Temporal.Instant;
  files: { pack: Pack; text: string }[];
}

/** The edition cannot be written, or is not what it was. */
export class EditionRefused extends Error {
  override readonly name = 'EditionRefused';
}

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
 * Writes every file of an edition, each checked against its SHA-256.
 *
 * @param folder made where it is missing; must be empty
 * @throws EditionRefused
 */
export function writeEdition({ files }: EditionTexts, folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0)
    throw new EditionRefused(`${folder} is not empty. Name an empty or a new folder.`);
  for (const { pack, text } of files) {
    if (sha256(text) !== pack.sha256)
      throw new EditionRefused(`The kept text of ${pack.file} does not match its SHA-256.`);
    const path = join(folder, pack.overlay ? OWN : SHIPPED, pack.file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

/**
 * The catalogue of a kept edition, by the same way as from an exported folder.
 *
 * @throws EditionRefused, KnowledgeFaults where today's program can no longer read it
 */
export function loadEdition(edition: EditionTexts): Catalogue {
  const folder = mkdtempSync(join(tmpdir(), 'redress-knowledge-'));
  try {
    writeEdition(edition, folder);
    return knowledgeFromFolder(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
