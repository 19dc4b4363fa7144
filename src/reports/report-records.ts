import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EvidenceFiles } from '../evidence/evidence.service.js';
import type { FactsRevision } from '../incidents/facts-revision.entity.js';
import type { Incident } from '../incidents/incident.entity.js';
import { NOTICE_KINDS } from '../notices/notice-kinds.js';
import type { NoticeKinds } from '../notices/notice-kinds.js';
import { Notices } from '../notices/notices.service.js';
import type { ReportRecord, ReportedProof, ReportedStep } from '../obligations/domain/report-record.js';
import { Filings } from '../obligations/filings.js';
import type { RegisteredDuty } from '../obligations/registered-duties.js';
import { OrganisationSettings } from '../organisation/organisation.service.js';
import { Plans } from '../plans/plans.service.js';
import type { IncidentPlan } from '../plans/plans.service.js';
import type { Actor } from '../platform/access/actor.js';
import { instantText } from '../platform/database/columns.js';
import type { ProofReading } from '../proofs/proof-readings.js';
import { ProofsOfFix } from '../proofs/proofs.service.js';
import { Recipients } from '../recipients/recipients.service.js';

const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** Gathers what every record of an incident says, for reports. */
@Injectable()
export class ReportRecords {
  constructor(
    private readonly organisation: OrganisationSettings,
    private readonly plans: Plans,
    private readonly proofs: ProofsOfFix,
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly filings: Filings,
    private readonly evidence: EvidenceFiles,
    @Inject(NOTICE_KINDS) private readonly kinds: NoticeKinds,
  ) {}

  /** The caller has checked that the actor may see the incident. */
  async of(
    manager: EntityManager,
    incident: Pick<Incident, 'id' | 'reference' | 'title' | 'kind'>,
    { facts, revision }: Pick<FactsRevision, 'facts' | 'revision'>,
    register: readonly RegisteredDuty[],
    actor: Actor,
  ): Promise<ReportRecord> {
    const { profile } = await this.organisation.current(manager);
    return {
      facts,
      factsRevision: revision,
      incident: {
        reference: incident.reference,
        title: incident.title,
        exercise: incident.kind === 'exercise',
      },
      organisation: profile,
      plan: decidedSteps(await this.plans.madeFor(manager, incident.id, { bands: false })),
      proof: reportedProof(await this.proofs.of(incident.id, actor)),
      notices: await this.#notices(incident.id, actor),
      recipients: await this.recipients.count(manager, incident.id),
      filings: await this.#filings(incident.id, register, actor),
      evidenceFiles: await this.evidence.count(manager, incident.id),
    };
  }

  async #notices(incidentId: string, actor: Actor): Promise<NonNullable<ReportRecord['notices']>> {
    const notices = await this.notices.list(incidentId, actor);
    return notices.flatMap(({ kind: id, locale, state }) => {
      const kind = this.kinds.get(id);
      if (kind?.audience !== 'individuals' || state === 'withdrawn') return [];
      return [{ title: kind.title, language: languageNames.of(locale) ?? locale, state }];
    });
  }

  async #filings(
    incidentId: string,
    register: readonly RegisteredDuty[],
    actor: Actor,
  ): Promise<ReportRecord['filings']> {
    const ruleOf = new Map(register.map(({ duty, record }) => [record?.id, duty.ruleId]));
    return (await this.filings.of(incidentId, actor)).flatMap(
      ({ obligationId, filedAt, reference, withdrawn }) => {
        const ruleId = ruleOf.get(obligationId);
        return ruleId === undefined || withdrawn !== null
          ? []
          : [{ ruleId, filedAt: instantText(filedAt), reference }];
      },
    );
  }
}

/** What people chose, as far as it is done or means to be. */
function decidedSteps({ standings, steps, ownSteps, proof }: IncidentPlan): ReportedStep[] {
  return [...standings].flatMap(([id, standing]): ReportedStep[] => {
    const step = steps.get(id);
    const isWithdrawn = (ownSteps.get(id)?.withdrawn ?? null) !== null;
    if (!step || isWithdrawn || !['accepted', 'in_progress', 'done'].includes(standing.state)) return [];
    const isDone = standing.state === 'done';
    return [
      {
        id,
        title: standing.title ?? step.title,
        phase: step.phase,
        standing: isDone ? (proof.isProven(id) ? 'done' : 'unproven') : 'decided',
        at: standing.decidedAt === null ? null : instantText(standing.decidedAt),
        dueAt: standing.dueAt === null ? null : instantText(standing.dueAt),
      },
    ];
  });
}

function reportedProof({ parts, state }: ProofReading): ReportedProof | null {
  if (parts === null) return null;
  const { repair, check, openPoints } = parts;
  return {
    state: state.state,
    weakness: repair.weakness,
    what: repair.what,
    closedAt: repair.closedAt,
    tester: check.organisation,
    testedOn: check.testedOn,
    finding: check.finding,
    openPoints: openPoints.map(({ text, by }) => ({ text, by })),
  };
}
