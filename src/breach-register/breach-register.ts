import { Inject, Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { In, IsNull } from 'typeorm';
import type { SelectQueryBuilder } from 'typeorm';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { Users } from '../identity/users.service.js';
import { FactsRevision } from '../incidents/facts-revision.entity.js';
import { Incident } from '../incidents/incident.entity.js';
import { Filing } from '../obligations/filing.entity.js';
import { Obligation } from '../obligations/obligation.entity.js';
import { RegisterState } from '../obligations/register-state.entity.js';
import { registeredRow } from '../obligations/registered-duties.js';
import { OwnStepRow } from '../plans/own-step.entity.js';
import { PlanStep } from '../plans/plan-step.entity.js';
import type { Actor } from '../platform/access/actor.js';
import { IncidentScope } from '../platform/access/incident-scope.js';
import { Clock } from '../platform/clock.js';
import { instantText } from '../platform/database/columns.js';
import { Reader } from '../platform/database/reader.js';
import { ProofOfFix } from '../proofs/proof-of-fix.entity.js';
import { ProofRevision } from '../proofs/proof-revision.entity.js';
import type { BreachDuty, BreachEntry, ProofStanding, RegisterEntry } from './domain/breach-entry.js';
import { factsOfBreach } from './domain/breach-entry.js';
import { SmallIncidentRow } from './small-incident.entity.js';

/** `awaited`: a decision or a filing is. `decided`: there are duties and all are settled. `none`: no duty is on record. */
export const DECIDED_STATES = ['awaited', 'decided', 'none'] as const;
export type DecidedState = (typeof DECIDED_STATES)[number];

export const EXERCISE_CHOICES = ['without', 'with', 'only'] as const;
export type ExerciseChoice = (typeof EXERCISE_CHOICES)[number];

export interface BreachFilter {
  /** In which the incident was opened, UTC. */
  year?: number;
  status?: string;
  /** Place of people, or of a law that asks something; `US` takes in its states. */
  jurisdiction?: string;
  decided?: DecidedState;
  exercises: ExerciseChoice;
}

/** Rows read at once by the files. */
const BATCH = 100;

/**
 * All breaches that someone may see, newest first, as GDPR Art. 33(5) wants them documented. It reads rows and current
 * facts; no duty is evaluated.
 */
@Injectable()
export class BreachRegister {
  constructor(
    private readonly reader: Reader,
    private readonly scope: IncidentScope,
    private readonly users: Users,
    private readonly clock: Clock,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** @param before id of the last entry of the page before */
  async page(
    filter: BreachFilter,
    { before, limit }: { before?: string | undefined; limit: number },
    actor: Actor,
  ): Promise<{ entries: RegisterEntry[]; next: string | null }> {
    const query = this.#filtered(filter, actor);
    if (before !== undefined) query.andWhere('i.id < :before', { before });
    const found = await query
      .orderBy('i.id', 'DESC')
      .limit(limit + 1)
      .getMany();
    const shown = found.slice(0, limit);
    const entries = await this.#entries(shown, actor);
    return { entries, next: found.length > limit ? (shown.at(-1)?.id ?? null) : null };
  }

  count(filter: BreachFilter, actor: Actor): Promise<number> {
    return this.#filtered(filter, actor).getCount();
  }

  /** Every entry under the filter, of which a hundred at a time are in memory. */
  async *all(filter: BreachFilter, actor: Actor): AsyncGenerator<RegisterEntry> {
    let before: string | undefined;
    do {
      const { entries, next } = await this.page(filter, { before, limit: BATCH }, actor);
      yield* entries;
      before = next ?? undefined;
    } while (before !== undefined);
  }

  /** Incidents in which a decision of a small record is awaited, the oldest first. */
  async awaiting(actor: Actor, limit: number): Promise<{ reference: string; title: string }[]> {
    const scope = this.scope.condition('i.id', actor);
    return this.reader
      .query(Incident, 'i')
      .innerJoin(SmallIncidentRow, 's', 's.incident_id = i.id')
      .where(scope.sql, scope.parameters)
      .andWhere(`i.status <> 'closed'`)
      .andWhere(`EXISTS (SELECT 1 FROM obligation o WHERE o.incident_id = i.id AND ${UNANSWERED})`)
      .orderBy('i.id', 'ASC')
      .limit(limit)
      .getMany();
  }

  /** Years in which incidents were opened, newest first; for the filter. */
  async years(actor: Actor): Promise<number[]> {
    const scope = this.scope.condition('i.id', actor);
    const rows = await this.reader
      .query(Incident, 'i')
      .select('SUBSTR(i.opened_at, 1, 4)', 'year')
      .where(scope.sql, scope.parameters)
      .groupBy('SUBSTR(i.opened_at, 1, 4)')
      .getRawMany<{ year: string }>();
    return rows.map(({ year }) => Number(year)).sort((a, b) => b - a);
  }

  #filtered(filter: BreachFilter, actor: Actor): SelectQueryBuilder<Incident> {
    const query = this.reader.query(Incident, 'i').where('1 = 1');
    if (!this.#showsHidden(filter, actor)) {
      const scope = this.scope.condition('i.id', actor);
      query.andWhere(scope.sql, scope.parameters);
    }
    const kinds = { without: `i.kind = 'real'`, with: '1 = 1', only: `i.kind = 'exercise'` };
    query.andWhere(kinds[filter.exercises]);
    if (filter.year !== undefined)
      query.andWhere('i.opened_at >= :from AND i.opened_at < :to', {
        from: `${filter.year}-01-01`,
        to: `${filter.year + 1}-01-01`,
      });
    if (filter.status !== undefined) query.andWhere('i.status = :status', { status: filter.status });
    if (filter.jurisdiction !== undefined) inPlace(query, filter.jurisdiction);
    if (filter.decided !== undefined) query.andWhere(DECIDED[filter.decided], { open: false });
    return query;
  }

  /**
   * An auditor learns of every breach that there is one, so that the register is seen to be whole; filters by what
   * stands in a breach would tell more, and leave those out that the auditor may not see.
   */
  #showsHidden({ status, jurisdiction, decided, exercises }: BreachFilter, actor: Actor): boolean {
    const byContent = status !== undefined || jurisdiction !== undefined || decided !== undefined;
    return actor.role === 'auditor' && !byContent && exercises === 'without';
  }

  async #entries(incidents: readonly Incident[], actor: Actor): Promise<RegisterEntry[]> {
    if (incidents.length === 0) return [];
    const seen = await this.#visible(incidents, actor);
    const read = await this.#read([...seen]);
    return incidents.map((incident) =>
      seen.has(incident.id) ? read.entry(incident) : { hidden: true, id: incident.id },
    );
  }

  async #visible(incidents: readonly Incident[], actor: Actor): Promise<Set<string>> {
    const scope = this.scope.condition('i.id', actor);
    const rows = await this.reader
      .query(Incident, 'i')
      .select('i.id', 'id')
      .where('i.id IN (:...ids)', { ids: incidents.map(({ id }) => id) })
      .andWhere(scope.sql, scope.parameters)
      .getRawMany<{ id: string }>();
    return new Set(rows.map(({ id }) => id));
  }

  async #read(ids: string[]): Promise<BreachRows> {
    const { manager } = this.reader;
    const incidentId = In(ids);
    const facts =
      ids.length === 0
        ? []
        : await this.reader
            .query(FactsRevision, 'f')
            .innerJoin(Incident, 'i', 'i.id = f.incident_id AND i.facts_revision = f.revision')
            .where('f.incident_id IN (:...ids)', { ids })
            .getMany();
    const duties = await manager.find(Obligation, { where: { incidentId }, order: { id: 'ASC' } });
    const filings = await manager.find(Filing, {
      where: { incidentId, withdrawnAt: IsNull() },
      order: { filedAt: 'ASC' },
    });
    const steps = await manager.findBy(PlanStep, { incidentId, state: 'done' });
    const proofs = await manager.findBy(ProofOfFix, { incidentId });
    const deciders = duties.flatMap(({ decidedBy }) => (decidedBy === null ? [] : [decidedBy]));
    return new BreachRows({
      facts,
      duties,
      filings,
      steps,
      ownSteps: await manager.findBy(OwnStepRow, { incidentId }),
      proofs,
      saves:
        proofs.length === 0
          ? []
          : await manager.find(ProofRevision, {
              select: { incidentId: true, revision: true, savedAt: true },
              where: proofs.map((one) => ({ incidentId: one.incidentId, revision: one.revision })),
            }),
      small: await manager.findBy(SmallIncidentRow, { incidentId }),
      states: await manager.findBy(RegisterState, { incidentId }),
      names: await this.users.namesOf(deciders),
      titles: (id) => this.catalogue.steps.get(id)?.title,
      now: this.clock.now(),
    });
  }
}

/** What was read about the breaches of one page. */
class BreachRows {
  constructor(
    private readonly rows: {
      facts: FactsRevision[];
      duties: Obligation[];
      filings: Filing[];
      steps: PlanStep[];
      ownSteps: OwnStepRow[];
      proofs: ProofOfFix[];
      saves: Pick<ProofRevision, 'incidentId' | 'savedAt'>[];
      small: SmallIncidentRow[];
      states: RegisterState[];
      names: ReadonlyMap<string, string>;
      titles: (stepId: string) => string | undefined;
      now: Temporal.Instant;
    },
  ) {}

  entry(incident: Incident): BreachEntry {
    const { id, reference, title, kind, status, openedAt } = incident;
    const facts = this.rows.facts.find(({ incidentId }) => incidentId === id)?.facts ?? {};
    const small = this.rows.small.find(({ incidentId }) => incidentId === id);
    return {
      hidden: false,
      id,
      reference,
      title,
      exercise: kind === 'exercise',
      status,
      openedAt: instantText(openedAt),
      ...factsOfBreach(facts),
      harmReason: small?.harmReason ?? '',
      measures: small?.measures ?? [],
      measuresNote: small?.measuresNote ?? '',
      steps: this.#steps(id),
      proof: this.#proof(id),
      duties: this.rows.duties.filter(({ incidentId }) => incidentId === id).map((row) => this.#duty(row)),
      undecided: this.rows.states.find(({ incidentId }) => incidentId === id)?.undecided ?? 0,
    };
  }

  #steps(id: string): string[] {
    const { steps, ownSteps, titles } = this.rows;
    const own = new Map(ownSteps.map((row) => [row.id, row.own.title]));
    return steps
      .filter(({ incidentId }) => incidentId === id)
      .map(({ stepId, title }) => title ?? titles(stepId) ?? own.get(stepId) ?? stepId)
      .sort((a, b) => a.localeCompare(b, 'en'));
  }

  /** Of the files behind it nothing is read: the page of the proof says more. */
  #proof(id: string): ProofStanding {
    const proof = this.rows.proofs.find(({ incidentId }) => incidentId === id);
    if (!proof || proof.revision === 0) return 'none';
    if (proof.confirmedAt === null) return 'begun';
    const saved = this.rows.saves.find(({ incidentId }) => incidentId === id)?.savedAt;
    const changed = saved !== undefined && instantText(saved) > instantText(proof.confirmedAt);
    return changed ? 'changed-since' : 'confirmed';
  }

  #duty(row: Obligation): BreachDuty {
    const { duty, state } = registeredRow(row, null, this.rows.now);
    const filing = this.rows.filings.find(({ obligationId }) => obligationId === row.id);
    return {
      ruleId: row.ruleId,
      recipient: duty.recipient,
      authority: duty.authority,
      law: duty.law,
      jurisdiction: duty.jurisdiction,
      state,
      dueAt: textOf(row.dueAt),
      filedAt: textOf(row.filedAt),
      channel: filing?.channel ?? '',
      lateReason: filing?.lateReason ?? '',
      decision: row.decision,
      reason: row.decisionReason,
      decidedBy: row.decidedBy === null ? '' : (this.rows.names.get(row.decidedBy) ?? 'a person who left'),
      decidedAt: textOf(row.decidedAt),
      awaited: !row.settled || isUnanswered(row),
    };
  }
}

/**
 * A duty that a small record let go by its assessment and that nobody has decided about: it was never owed, so it is
 * settled as far as clocks go.
 */
const UNANSWERED = `(o.decision IS NULL AND o.filed_at IS NULL AND o.first_terms LIKE '%"status":"not-owed"%')`;

function isUnanswered({ decision, filedAt, firstTerms }: Obligation): boolean {
  return decision === null && filedAt === null && firstTerms.status === 'not-owed';
}

const ANY = 'EXISTS (SELECT 1 FROM obligation o WHERE o.incident_id = i.id)';
const AWAITED = `EXISTS (SELECT 1 FROM obligation o WHERE o.incident_id = i.id AND (o.settled = :open OR ${UNANSWERED}))`;
const DECIDED: Readonly<Record<DecidedState, string>> = {
  awaited: AWAITED,
  decided: `${ANY} AND NOT ${AWAITED}`,
  none: `NOT ${ANY}`,
};

/** Places are the keys of the facts' tables of people and harm; nothing else in them is a key of this form. */
function inPlace(query: SelectQueryBuilder<Incident>, code: string): void {
  const parts = code.includes('-') ? [] : ['_', '__', '___'].map((part) => `%"${code}-${part}":%`);
  const patterns = [`%"${code}":%`, ...parts];
  const likes = patterns.map((_, at) => `f.facts LIKE :place${at}`).join(' OR ');
  query.andWhere(
    `(EXISTS (SELECT 1 FROM facts_revision f WHERE f.incident_id = i.id AND f.revision = i.facts_revision AND (${likes}))
      OR EXISTS (SELECT 1 FROM obligation o WHERE o.incident_id = i.id AND o.rule LIKE :law))`,
    {
      ...Object.fromEntries(patterns.map((pattern, at) => [`place${at}`, pattern])),
      law: `%"jurisdiction":"${code}"%`,
    },
  );
}

function textOf(at: Temporal.Instant | null): string | null {
  return at === null ? null : instantText(at);
}
