import { instantText } from '../platform/database/columns.js';
import { CannotOpen } from '../platform/secrets/field-cipher.js';
import type { Sealer } from '../platform/secrets/data-keys.js';
import type { EvidenceState } from './domain/evidence-state.js';
import type { EvidenceSubject } from './domain/evidence-subject.js';
import type { MediaType } from './domain/file-type.js';
import type { EvidenceFile } from './evidence-file.entity.js';
import type { EvidenceLink } from './evidence-link.entity.js';

/** One file as readers get it. */
export interface EvidenceView {
  id: string;
  incidentId: string;
  /** As it was called; null once it was erased with the incident's personal data. */
  name: string | null;
  note: string | null;
  mediaType: MediaType;
  /** Bytes. */
  size: number;
  sha256: string;
  /** Quarantined: kept, not handed out, proves nothing. */
  state: EvidenceState;
  /** What it proves. */
  subjects: EvidenceSubject[];
  addedAt: string;
  /** Id of a person. */
  addedBy: string;
}

/** @param sealer of the incident; null when its key is gone */
export function toEvidenceView(
  file: EvidenceFile,
  links: readonly EvidenceLink[],
  sealer: Sealer | null,
): EvidenceView {
  return {
    id: file.id,
    incidentId: file.incidentId,
    name: openText(sealer, namePlace(file.id), file.name),
    note: openText(sealer, notePlace(file.id), file.note),
    mediaType: file.mediaType,
    size: file.size,
    sha256: file.sha256,
    state: file.state,
    subjects: links
      .filter(({ fileId }) => fileId === file.id)
      .map(({ subjectKind, subjectId }) => ({ kind: subjectKind, id: subjectId })),
    addedAt: instantText(file.addedAt),
    addedBy: file.addedBy,
  };
}

/** Where a name belongs, for the seal. */
export function namePlace(fileId: string): string {
  return `evidence_file/name/${fileId}`;
}

export function notePlace(fileId: string): string {
  return `evidence_file/note/${fileId}`;
}

function openText(sealer: Sealer | null, place: string, field: string | null): string | null {
  if (sealer === null || field === null) return null;
  try {
    return sealer.open(place, field);
  } catch (error) {
    if (error instanceof CannotOpen) return null;
    throw error;
  }
}
