import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from './catalogue.loader.js';
import type { Pack } from './domain/catalogue.js';
import { sha256 } from './knowledge-files.js';
import { digestOf, loadRankingPart } from './ranking-part.js';
import type { RankingPart } from './ranking-part.js';

/** Names inside the folder of an edition. */
const SHIPPED = 'shipped';
const OWN = 'own';
const CONTENTS = 'EDITION.json';

/** A kept edition with the text of each file. */
export interface EditionTexts {
  version: string;
  inUseFrom: Temporal.Instant;
  files: { pack: Pack; text: string }[];
}

interface Contents {
  version: string;
  packs: Pack[];
}

/** The edition cannot be written, or is not what it was. */
export class EditionRefused extends Error {
  override readonly name = 'EditionRefused';
}

/**
 * Loads what a ranking reads: of an edition as `knowledge export` wrote it, whose every file is checked first, or of a
 * whole set laid out as the shipped one.
 *
 * @throws EditionRefused, KnowledgeFaults
 */
export function knowledgeFromFolder(folder: string): RankingPart {
  if (!existsSync(join(folder, CONTENTS))) return loadCatalogue({ folder });
  const { version, packs } = contentsOf(folder);
  for (const pack of packs) {
    const text = textOf(join(folder, pack.overlay ? OWN : SHIPPED, pack.file));
    if (text === null || sha256(text) !== pack.sha256)
      throw new EditionRefused(`${pack.file} is not the file that was in use.`);
  }
  if (!version.endsWith(`+${digestOf(packs)}`))
    throw new EditionRefused(`The files are not those of version ${version}.`);
  const own = join(folder, OWN);
  return loadRankingPart({ shipped: join(folder, SHIPPED), own: existsSync(own) ? own : undefined }, version);
}

/**
 * Writes every file of an edition, each checked against its SHA-256.
 *
 * @param folder made where it is missing; must be empty
 * @throws EditionRefused
 */
export function writeEdition({ version, files }: EditionTexts, folder: string): void {
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
  const contents: Contents = { version, packs: files.map(({ pack }) => pack) };
  writeFileSync(join(folder, CONTENTS), `${JSON.stringify(contents, null, 2)}\n`);
}

/**
 * What a ranking reads of a kept edition, by the same way as from an exported folder.
 *
 * @throws EditionRefused, KnowledgeFaults where today's program can no longer read it
 */
export function loadEdition(edition: EditionTexts): RankingPart {
  const folder = mkdtempSync(join(tmpdir(), 'redress-knowledge-'));
  try {
    writeEdition(edition, folder);
    return knowledgeFromFolder(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function contentsOf(folder: string): Contents {
  try {
    const { version, packs } = JSON.parse(readFileSync(join(folder, CONTENTS), 'utf8')) as Contents;
    if (typeof version === 'string' && Array.isArray(packs) && packs.every(isPack)) return { version, packs };
  } catch {
    // Falls through: what cannot be read is no list of contents.
  }
  throw new EditionRefused(`${CONTENTS} does not list the files of an edition; export it again.`);
}

function isPack(pack: unknown): pack is Pack {
  const { file, sha256: digest, overlay } = (pack ?? {}) as Record<string, unknown>;
  return (
    typeof file === 'string' &&
    !file.split('/').includes('..') &&
    typeof digest === 'string' &&
    typeof overlay === 'boolean'
  );
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
