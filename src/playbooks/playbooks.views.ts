import type { PlaybookContent } from '../catalogue/domain/playbook.js';
import { instantText } from '../platform/database/columns.js';
import type { PlaybookAt, PlaybookRecord, VersionRecord } from './playbook-records.js';

export interface PlaybookView {
  id: string;
  title: string;
  industry: string | null;
  origin: PlaybookRecord['origin'];
  basedOn: { id: string; version: number } | null;
  archived: boolean;
  version: number;
  createdBy: string | null;
  createdAt: string | null;
}

export interface VersionView {
  number: number;
  contentHash: string;
  note: string;
  savedBy: string | null;
  savedAt: string | null;
}

export function toPlaybookView(record: PlaybookRecord): PlaybookView {
  return {
    id: record.id,
    title: record.title,
    industry: record.industry,
    origin: record.origin,
    basedOn: record.basedOn,
    archived: record.archived,
    version: record.version,
    createdBy: record.createdBy,
    createdAt: record.createdAt && instantText(record.createdAt),
  };
}

export function toVersionView(version: VersionRecord): VersionView {
  return {
    number: version.number,
    contentHash: version.contentHash,
    note: version.note,
    savedBy: version.savedBy,
    savedAt: version.savedAt && instantText(version.savedAt),
  };
}

export function toPlaybookAtView(
  at: PlaybookAt,
): PlaybookView & { current: VersionView & { content: PlaybookContent } } {
  return { ...toPlaybookView(at.playbook), current: { ...toVersionView(at), content: at.content } };
}
