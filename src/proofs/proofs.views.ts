import { instantText } from '../platform/database/columns.js';
import type { ProofParts } from './domain/proof-parts.js';
import type { ProofPlace, ProofState } from './domain/proof-state.js';
import type { ProofReading } from './proof-readings.js';
import type { SavedProof } from './proofs.service.js';

export interface ProofStepView {
  id: string;
  title: string;
  done: boolean;
  /** Done, and everything it waits for stands with its evidence. */
  proven: boolean;
  files: number;
}

export interface ProofFileView {
  id: string;
  /** Null: erased with the incident's personal data. */
  name: string | null;
  sha256: string;
  state: 'stored' | 'quarantined';
}

export interface ProofView {
  state: ProofState['state'];
  /** What keeps the record from being complete, each with the page where it is put right. */
  missing: { code: string; words: string; href: string }[];
  /** 0: nobody began a record. */
  revision: number;
  record: ProofParts | null;
  savedBy: string | null;
  savedAt: string | null;
  /** SHA-256 over record and files, which a confirmation names. */
  contentHash: string;
  confirmation: { by: string; at: string; stands: boolean } | null;
  repairSteps: ProofStepView[];
  checkStep: ProofStepView | null;
  files: ProofFileView[];
}

export function toProofView(reading: ProofReading, reference: string): ProofView {
  const { state, confirmation, checkStep } = reading;
  return {
    state: state.state,
    missing: state.missing.map(({ code, words, place }) => ({
      code,
      words,
      href: placeHref(reference, place),
    })),
    revision: reading.revision,
    record: reading.parts,
    savedBy: reading.savedBy,
    savedAt: reading.savedAt === null ? null : instantText(reading.savedAt),
    contentHash: reading.contentHash,
    confirmation: confirmation && {
      by: confirmation.by,
      at: instantText(confirmation.at),
      stands: confirmation.stands,
    },
    repairSteps: reading.repairSteps.map(toStepView),
    checkStep: checkStep && toStepView(checkStep),
    files: reading.files.map(({ id, name, sha256, state: kept }) => ({ id, name, sha256, state: kept })),
  };
}

export interface ProofRevisionView {
  revision: number;
  record: ProofParts | null;
  savedBy: string;
  savedAt: string;
}

export function toProofRevisionView({ revision, parts, savedBy, savedAt }: SavedProof): ProofRevisionView {
  return { revision, record: parts, savedBy, savedAt: instantText(savedAt) };
}

/** The page where a missing part is put right. */
export function placeHref(reference: string, place: ProofPlace): string {
  const base = `/incidents/${reference}`;
  return 'part' in place
    ? `${base}/proof#${place.part}`
    : `${base}/plan?show=all&step=${place.step}#${place.step}`;
}

function toStepView({ id, title, done, proven, files }: ProofStepView): ProofStepView {
  return { id, title, done, proven, files };
}
