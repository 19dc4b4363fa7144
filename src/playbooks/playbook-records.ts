import { createHash } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import type { PlaybookContent, ShippedPlaybook } from '../catalogue/domain/playbook.js';
import { canonicalPlaybook } from './domain/canonical-playbook.js';
import type { PlaybookVersion } from './playbook-version.entity.js';
import type { Playbook, PlaybookOrigin } from './playbook.entity.js';

/** A playbook as it is listed: one of the organisation, or one that ships. */
export interface PlaybookRecord {
  id: string;
  title: string;
  /** Null: any industry. */
  industry: string | null;
  origin: PlaybookOrigin | 'shipped';
  /** The shipped playbook that it was adapted from. */
  basedOn: { id: string; version: number } | null;
  archived: boolean;
  /** Number of the current version. */
  version: number;
  /** Null for a shipped one. */
  createdBy: string | null;
  createdAt: Temporal.Instant | null;
}

/** One version of it, with what it says. */
export interface PlaybookAt extends VersionRecord {
  playbook: PlaybookRecord;
  content: PlaybookContent;
}

export interface VersionRecord {
  number: number;
  /** SHA-256 of the canonical text. */
  contentHash: string;
  note: string;
  /** Null for a shipped one. */
  savedBy: string | null;
  savedAt: Temporal.Instant | null;
}

/** The text that is kept and hashed, and its SHA-256. */
export function sealedContent(content: PlaybookContent): { text: string; hash: string } {
  const text = canonicalPlaybook(content);
  return { text, hash: createHash('sha256').update(text, 'utf8').digest('hex') };
}

export function recordOfRow(row: Playbook): PlaybookRecord {
  const basedOn = row.basedOnId === null ? null : { id: row.basedOnId, version: row.basedOnVersion ?? 1 };
  return {
    id: row.id,
    title: row.title,
    industry: row.industry,
    origin: row.origin,
    basedOn,
    archived: row.archived,
    version: row.version,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
  };
}

export function recordOfShipped({ id, version, content }: ShippedPlaybook): PlaybookRecord {
  const { title, industry } = content;
  const nobody = { basedOn: null, archived: false, createdBy: null, createdAt: null };
  return { id, title, industry, origin: 'shipped', version, ...nobody };
}

export function versionOfRow(row: PlaybookVersion): VersionRecord {
  const { number, contentHash, note, savedBy, savedAt } = row;
  return { number, contentHash, note, savedBy, savedAt };
}

export function atOfRow(playbook: PlaybookRecord, row: PlaybookVersion): PlaybookAt {
  return { playbook, ...versionOfRow(row), content: JSON.parse(row.content) as PlaybookContent };
}

export function atOfShipped(shipped: ShippedPlaybook): PlaybookAt {
  return {
    playbook: recordOfShipped(shipped),
    number: shipped.version,
    contentHash: sealedContent(shipped.content).hash,
    note: '',
    savedBy: null,
    savedAt: null,
    content: shipped.content,
  };
}
