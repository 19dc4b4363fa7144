import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { canonicalJson } from '../audit/domain/canonical-json.js';
import { RefusedActs } from '../identity/refused-acts.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { DataKeys } from '../platform/secrets/data-keys.js';
import { dateProblems } from './domain/proof-dates.js';
import type { ProofParts } from './domain/proof-parts.js';
import { isReadyToConfirm } from './domain/proof-state.js';
import type { ProofState } from './domain/proof-state.js';
import { proofValues } from './domain/proof-values.js';
import type { ProofValues } from './domain/proof-values.js';
import { proofChanges } from './proof-changes.js';
import { ProofOfFix } from './proof-of-fix.entity.js';
import { ProofReadings, sealedPlace } from './proof-readings.js';
import type { ProofReading } from './proof-readings.js';
import { ProofRevision } from './proof-revision.entity.js';
import {
  ConfirmerIsWriter,
  ProofChanged,
  ProofIncomplete,
  ProofIsConfirmed,
  ProofRefused,
  SeenProofDiffers,
} from './proofs.errors.js';

/** A saved record with who saved it. */
export type SavedProof = Pick<ProofRevision, 'revision' | 'savedBy' | 'savedAt'> & {
  /** Null: erased with the incident's key. */
  parts: ProofParts | null;
};

/** Keeps the proof of fix of each incident, and says live whether it is complete. */
@Injectable()
export class ProofsOfFix {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly audit: AuditTrail,
    private readonly incidents: Incidents,
    private readonly readings: ProofReadings,
    private readonly dataKeys: DataKeys,
    private readonly refused: RefusedActs,
    private readonly clock: Clock,
  ) {}

  /** @throws IncidentNotFound */
  async of(incidentId: string, actor: Actor): Promise<ProofReading> {
    const { manager } = this.reader;
    const incident = await this.incidents.visible(manager, incidentId, actor);
    return this.readings.read(manager, incident.id);
  }

  /** Whether the repair is proved at this moment. The caller has checked that the incident may be seen. */
  async stateOf(manager: EntityManager, incidentId: string): Promise<ProofState> {
    return (await this.readings.read(manager, incidentId)).state;
  }

  /** State and what notices may say by it. The caller has checked that the incident may be seen. */
  async toldIn(
    manager: EntityManager,
    incidentId: string,
  ): Promise<{ state: ProofState; values: ProofValues }> {
    const { parts, state, calendar } = await this.readings.read(manager, incidentId);
    return { state, values: proofValues(parts, state, calendar.zone) };
  }

  /** Every saved record, newest first. */
  async revisions(incidentId: string, actor: Actor): Promise<SavedProof[]> {
    const { manager } = this.reader;
    const incident = await this.incidents.visible(manager, incidentId, actor);
    const rows = await manager.find(ProofRevision, {
      where: { incidentId: incident.id },
      order: { revision: 'DESC' },
    });
    const saved: SavedProof[] = [];
    for (const row of rows) {
      const { revision, savedBy, savedAt } = row;
      saved.push({ revision, savedBy, savedAt, parts: await this.readings.opened(manager, row) });
    }
    return saved;
  }

  /**
   * Saves the whole record as the next revision; a confirmation of the earlier one no longer counts. The same record
   * again changes nothing.
   *
   * @param seen the revision the writer started from; 0 when there was none
   * @throws IncidentNotFound, IncidentIsClosed, ProofChanged, ProofRefused with the place of each date that cannot be
   */
  save(incidentId: string, seen: number, wanted: ProofParts, actor: Actor): Promise<ProofReading> {
    return this.unitOfWork.run(async (manager) => {
      const incident = await this.incidents.workable(manager, incidentId, actor);
      const before = await this.readings.read(manager, incident.id);
      if (before.revision !== seen) throw new ProofChanged(before.revision);
      const parts = fitted(wanted, before);
      if (before.parts && canonicalJson(before.parts) === canonicalJson(parts)) return before;
      await this.#insert(manager, before, parts, actor);
      const after = await this.readings.read(manager, incident.id);
      await this.audit.append(manager, {
        action: 'proof.saved',
        subject: incident.id,
        incidentId: incident.id,
        actor,
        facts: {
          revision: after.revision,
          contentHash: after.contentHash,
          result: parts.check.result,
          state: after.state.state,
          missing: after.state.missing.map(({ code }) => code),
          voidsConfirmation: before.confirmation?.stands ?? false,
        },
        detail: { changes: proofChanges(before.parts, parts).map((change) => ({ ...change })) },
      });
      return after;
    });
  }

  /**
   * Confirms, as someone else than the last writer, the very record and files that were read.
   *
   * @throws IncidentNotFound, IncidentIsClosed, ConfirmerIsWriter, SeenProofDiffers, ProofIncomplete, ProofIsConfirmed
   */
  confirm(
    incidentId: string,
    seen: { revision: number; contentHash: string },
    actor: Actor,
  ): Promise<ProofReading> {
    return this.refused.watch(actor, { act: 'proof.confirm', incident: incidentId }, () =>
      this.unitOfWork.run((manager) => this.#confirm(manager, incidentId, seen, actor)),
    );
  }

  async #confirm(
    manager: EntityManager,
    incidentId: string,
    seen: { revision: number; contentHash: string },
    actor: Actor,
  ): Promise<ProofReading> {
    const incident = await this.incidents.workable(manager, incidentId, actor);
    const reading = await this.readings.read(manager, incident.id);
    const { revision, contentHash, state } = reading;
    if (reading.savedBy === actor.id) throw new ConfirmerIsWriter();
    if (seen.revision !== revision || seen.contentHash !== contentHash) throw new SeenProofDiffers(revision);
    if (reading.confirmation?.stands) throw new ProofIsConfirmed();
    if (!isReadyToConfirm(state)) throw new ProofIncomplete(state);
    const confirmed = { confirmedHash: contentHash, confirmedBy: actor.id, confirmedAt: this.clock.now() };
    const { affected } = await manager.update(ProofOfFix, { incidentId: incident.id, revision }, confirmed);
    if (affected !== 1) throw new SeenProofDiffers(revision);
    await this.audit.append(manager, {
      action: 'proof.confirmed',
      subject: incident.id,
      incidentId: incident.id,
      actor,
      facts: { revision, contentHash, files: reading.files.map(({ sha256 }) => sha256) },
    });
    return this.readings.read(manager, incident.id);
  }

  /** The revision is the key: of two writers who began at the same one, the slower is told. */
  async #insert(
    manager: EntityManager,
    { incidentId, revision: seen }: ProofReading,
    parts: ProofParts,
    actor: Actor,
  ): Promise<void> {
    const revision = seen + 1;
    const sealer = await this.dataKeys.forWriting(manager, incidentId);
    const sealed = sealer.seal(sealedPlace(incidentId, revision), JSON.stringify(parts));
    if (seen === 0)
      await manager.insert(ProofOfFix, {
        incidentId,
        revision,
        confirmedHash: null,
        confirmedBy: null,
        confirmedAt: null,
      });
    else {
      const { affected } = await manager.update(ProofOfFix, { incidentId, revision: seen }, { revision });
      if (affected !== 1) throw new ProofChanged(revision);
    }
    const savedAt = this.clock.now();
    await manager.insert(ProofRevision, { incidentId, revision, sealed, savedBy: actor.id, savedAt });
  }
}

/** The record with its blanks trimmed and its step settled. @throws ProofRefused */
function fitted(wanted: ProofParts, { repairSteps, calendar }: ProofReading): ProofParts {
  const parts = trimmed(wanted);
  const step = parts.repair.step === '' ? (repairSteps[0]?.id ?? '') : parts.repair.step;
  const known = step === '' || repairSteps.some(({ id }) => id === step);
  const faults = dateProblems(parts, calendar).map(({ path, message }) => ({ path, message }));
  if (!known)
    faults.push({
      path: '/repair/step',
      message: `Choose a step of the plan that can stand for the repair: ${repairSteps.map(({ id }) => id).join(', ')}.`,
    });
  if (faults.length > 0) throw new ProofRefused(faults);
  return { ...parts, repair: { ...parts.repair, step } };
}

function trimmed({ repair, check, openPoints, proofUrl }: ProofParts): ProofParts {
  const of = <T extends object>(fields: T): T =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        typeof value === 'string' ? value.trim() : (value as unknown),
      ]),
    ) as T;
  return { repair: of(repair), check: of(check), openPoints: openPoints.map(of), proofUrl: proofUrl.trim() };
}
