import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { canonicalJson } from '../audit/domain/canonical-json.js';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { EvidenceFiles } from '../evidence/evidence.service.js';
import type { EvidenceView } from '../evidence/evidence.views.js';
import { Incidents } from '../incidents/incidents.service.js';
import { rankingFactsOf } from '../plans/domain/ranking-facts.js';
import { Plans } from '../plans/plans.service.js';
import type { IncidentPlan } from '../plans/plans.service.js';
import { Clock } from '../platform/clock.js';
import { Environment } from '../platform/config/environment.js';
import { DataKeys, ScopeErased } from '../platform/secrets/data-keys.js';
import type { ProofCalendar } from './domain/proof-dates.js';
import type { ProofParts } from './domain/proof-parts.js';
import { proofState } from './domain/proof-state.js';
import type { ProofGround, ProofState, ProofStep } from './domain/proof-state.js';
import { CHECK_STEP, PROOF_SUBJECT } from './domain/proof-subject.js';
import { repairStepsOf } from './domain/repair-steps.js';
import { ProofOfFix } from './proof-of-fix.entity.js';
import { ProofRevision } from './proof-revision.entity.js';

/** The proof of fix of an incident as it stands at one moment, with all that it rests on. */
export interface ProofReading {
  incidentId: string;
  /** 0: nobody began a record. */
  revision: number;
  /** Null: nobody began a record, or it was erased with the incident's key. */
  parts: ProofParts | null;
  savedBy: string | null;
  savedAt: Temporal.Instant | null;
  /** SHA-256 over the record and its files: what a confirmation is bound to. */
  contentHash: string;
  /** The last one, also when it is void. */
  confirmation: { by: string; at: Temporal.Instant; stands: boolean } | null;
  state: ProofState;
  /** Steps that can stand for the repair, the usual one first. */
  repairSteps: readonly ProofStep[];
  checkStep: ProofStep | null;
  /** Linked to the record, oldest link first. */
  files: readonly EvidenceView[];
  calendar: ProofCalendar;
}

/** Reads proofs of fix from what is true now; nothing of the answer is kept. */
@Injectable()
export class ProofReadings {
  constructor(
    private readonly incidents: Incidents,
    private readonly plans: Plans,
    private readonly evidence: EvidenceFiles,
    private readonly dataKeys: DataKeys,
    private readonly clock: Clock,
    private readonly environment: Environment,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** The caller has checked that the incident may be seen. */
  async read(manager: EntityManager, incidentId: string): Promise<ProofReading> {
    const row = await manager.findOneBy(ProofOfFix, { incidentId });
    const saved = row && (await manager.findOneBy(ProofRevision, { incidentId, revision: row.revision }));
    const parts = saved ? await this.opened(manager, saved) : null;
    const files = await this.evidence.ofSubject(manager, incidentId, PROOF_SUBJECT);
    const contentHash = hashOf(row?.revision ?? 0, parts, files);
    const confirmation = confirmationOf(row, contentHash);
    const ground = await this.#ground(manager, incidentId);
    const state = proofState({
      ...ground,
      parts,
      files: files.map((file) => file.state),
      confirmation: confirmation === null ? 'none' : confirmation.stands ? 'stands' : 'void',
    });
    return {
      incidentId,
      revision: row?.revision ?? 0,
      parts,
      savedBy: saved?.savedBy ?? null,
      savedAt: saved?.savedAt ?? null,
      contentHash,
      confirmation,
      state,
      files,
      ...ground,
    };
  }

  /** The record of a saved revision; null once the incident's key is gone. */
  async opened(
    manager: EntityManager,
    { incidentId, revision, sealed }: ProofRevision,
  ): Promise<ProofParts | null> {
    try {
      const sealer = await this.dataKeys.forReading(manager, incidentId);
      return JSON.parse(sealer.open(sealedPlace(incidentId, revision), sealed)) as ProofParts;
    } catch (error) {
      if (error instanceof ScopeErased) return null;
      throw error;
    }
  }

  async #ground(
    manager: EntityManager,
    incidentId: string,
  ): Promise<Pick<ProofGround, 'repairSteps' | 'checkStep' | 'ownName' | 'calendar'>> {
    const { facts } = await this.incidents.currentFacts(manager, incidentId);
    const made = await this.plans.madeFor(manager, incidentId, { bands: false });
    const now = this.clock.now();
    const { cause } = rankingFactsOf(facts, now, this.catalogue);
    const planned = made.plan.steps.map(({ id }) => id);
    return {
      repairSteps: repairStepsOf(planned, cause).map((id) => stepOf(made, id)),
      checkStep: planned.includes(CHECK_STEP) ? stepOf(made, CHECK_STEP) : null,
      ownName: facts.organisation?.name,
      calendar: { now, zone: this.environment.TIME_ZONE, occurredAt: facts.occurredAt },
    };
  }
}

/** Where a record belongs, for the seal. */
export function sealedPlace(incidentId: string, revision: number): string {
  return `proof_revision/sealed/${incidentId}.${revision}`;
}

function stepOf({ plan, standings, filesByStep, proof }: IncidentPlan, id: string): ProofStep {
  return {
    id,
    title: plan.steps.find((step) => step.id === id)?.title ?? id,
    done: standings.get(id)?.state === 'done',
    proven: proof.isProven(id),
    files: filesByStep.get(id) ?? 0,
  };
}

function hashOf(revision: number, parts: ProofParts | null, files: readonly EvidenceView[]): string {
  const linked = files
    .map(({ id, sha256, state }) => ({ id, sha256, state }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return createHash('sha256')
    .update(canonicalJson({ revision, parts, files: linked }), 'utf8')
    .digest('hex');
}

function confirmationOf(row: ProofOfFix | null, contentHash: string): ProofReading['confirmation'] {
  if (!row || row.confirmedBy === null || row.confirmedAt === null) return null;
  return { by: row.confirmedBy, at: row.confirmedAt, stands: row.confirmedHash === contentHash };
}
