import { Type } from 'class-transformer';
import { IsInt, IsNotEmpty, IsString, Matches, Max, Min } from 'class-validator';
import { instantText } from '../platform/database/columns.js';
import { MayBeAbsent } from '../platform/http/may-be-absent.js';
import { TakesAnyText } from '../platform/http/plain-text.js';
import { ID_PATTERN } from '../platform/ids.js';
import type { RejectedRow } from './domain/recipient-row.js';
import type { RecipientImport } from './recipient-import.entity.js';

/** Recipients as text; a file is sent as multipart instead. */
export class ImportRecipientsBody {
  /** CSV: separated by commas, semicolons or tabs, the first line naming the columns. */
  @IsString()
  @IsNotEmpty()
  @TakesAnyText()
  csv: string;
}

export class ListRecipientsQuery {
  /** Cursor: the `next` of the page before. */
  @MayBeAbsent()
  @Matches(ID_PATTERN)
  after?: string;

  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 50;
}

/** What became of a file: read = stored + rejected + duplicates. */
export interface RecipientImportView {
  id: string;
  incidentId: string;
  fileHash: string;
  read: number;
  stored: number;
  rejected: number;
  duplicates: number;
  /** Places and reasons of the first thousand rows left out. */
  rejects: RejectedRow[];
  unreadColumns: number[];
  importedAt: string;
  importedBy: string;
}

export function toRecipientImportView(row: RecipientImport): RecipientImportView {
  return {
    id: row.id,
    incidentId: row.incidentId,
    fileHash: row.fileHash,
    read: row.readCount,
    stored: row.storedCount,
    rejected: row.rejectedCount,
    duplicates: row.duplicateCount,
    rejects: row.rejects.map(({ line, column, code }) => ({ line, column, code })),
    unreadColumns: row.unreadColumns,
    importedAt: instantText(row.importedAt),
    importedBy: row.importedBy,
  };
}
