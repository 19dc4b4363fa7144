import { Injectable } from '@nestjs/common';
import { EvidenceFiles } from '../evidence/evidence.service.js';
import type { AddedEvidence } from '../evidence/evidence.service.js';
import type { EvidenceUpload } from '../evidence/evidence-intake.js';
import type { EvidenceView } from '../evidence/evidence.views.js';
import type { Actor } from '../platform/access/actor.js';
import { PROOF_SUBJECT } from './domain/proof-subject.js';

/**
 * The files that a proof of fix rests on, at least the report of the test. Each is an evidence file of the incident with
 * its own chain of custody; to link one or to take one back voids the confirmation, because it is bound to them.
 */
@Injectable()
export class ProofFiles {
  constructor(private readonly evidence: EvidenceFiles) {}

  /** @throws IncidentNotFound, IncidentIsClosed, EvidenceRefused, EvidenceTooLarge, EvidenceAlreadyHere, EvidenceInQuarantine */
  add(
    incidentId: string,
    upload: EvidenceUpload,
    note: string | undefined,
    actor: Actor,
  ): Promise<AddedEvidence> {
    return this.evidence.add(incidentId, upload, { note, subject: PROOF_SUBJECT }, actor);
  }

  /** @throws EvidenceNotFound, EvidenceAlreadyLinked, EvidenceInQuarantine, IncidentIsClosed */
  link(incidentId: string, fileId: string, actor: Actor): Promise<EvidenceView> {
    return this.evidence.link(incidentId, fileId, PROOF_SUBJECT, actor);
  }

  /** The file stays an evidence file. @throws EvidenceNotFound, EvidenceNotLinked, IncidentIsClosed */
  unlink(incidentId: string, fileId: string, reason: string, actor: Actor): Promise<EvidenceView> {
    return this.evidence.unlink(incidentId, fileId, PROOF_SUBJECT, reason, actor);
  }
}
