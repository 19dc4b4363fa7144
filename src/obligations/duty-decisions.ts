import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Users } from '../identity/users.service.js';
import type { Actor } from '../platform/access/actor.js';
import { instantText } from '../platform/database/columns.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { decisionFaults } from './domain/decision-rules.js';
import type { DutyDecision } from './domain/register-row.js';
import { DutyActs } from './duty-acts.js';
import type { Obligation } from './obligation.entity.js';
import { DutyDecisionRefused, KeeperRefused, NoOpenChange } from './obligations.errors.js';

export interface DecideDuty {
  decision: DutyDecision;
  reason: string;
  until: Temporal.Instant | null;
  /** Revision of the duty that was seen; 0 when it had no row. */
  revision: number;
}

/** How an open change ends: the other terms take over, or those in force stay. */
export type ChangeAnswer = 'adopt' | 'keep';

/** What people decide about duties. */
@Injectable()
export class DutyDecisions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly acts: DutyActs,
    private readonly users: Users,
  ) {}

  /** @throws DutyNotHere, DutyChanged, DutyDecisionRefused, IncidentIsClosed */
  decide(incidentId: string, ruleId: string, wanted: DecideDuty, actor: Actor): Promise<Obligation> {
    return this.unitOfWork.run((manager) => this.decideWith(manager, incidentId, ruleId, wanted, actor));
  }

  /** The same inside the caller's transaction. */
  async decideWith(
    manager: EntityManager,
    incidentId: string,
    ruleId: string,
    wanted: DecideDuty,
    actor: Actor,
  ): Promise<Obligation> {
    const row = await this.acts.open(manager, incidentId, ruleId, wanted.revision, actor);
    const until = wanted.until === null ? null : instantText(wanted.until);
    const faults = decisionFaults(
      { decision: wanted.decision, reason: wanted.reason, until },
      { rule: row.rule, terms: row.terms, filed: row.filedAt !== null, now: instantText(this.acts.now()) },
    );
    if (faults.length > 0) throw new DutyDecisionRefused(faults);
    const before = row.decision;
    const dueBefore = textOf(row.dueAt);
    row.decision = wanted.decision;
    row.decisionReason = wanted.reason.trim();
    row.decisionUntil = wanted.until;
    row.decidedBy = actor.id;
    row.decidedAt = this.acts.now();
    return this.acts.save(
      manager,
      row,
      {
        kind: 'decided',
        action: 'obligation.decided',
        facts: { before, after: wanted.decision, until, dueBefore, ruleVersion: row.terms.ruleVersion },
        reason: row.decisionReason,
      },
      actor,
    );
  }

  /** Takes a decision back: the terms in force count again. @throws DutyDecisionRefused without reason or decision */
  undecide(
    incidentId: string,
    ruleId: string,
    wanted: { reason: string; revision: number },
    actor: Actor,
  ): Promise<Obligation> {
    return this.unitOfWork.run(async (manager) => {
      const row = await this.acts.open(manager, incidentId, ruleId, wanted.revision, actor);
      const reason = wanted.reason.trim();
      if (reason === '')
        throw new DutyDecisionRefused([{ path: '/reason', message: 'Say why the decision is taken back.' }]);
      if (row.decision === null)
        throw new DutyDecisionRefused([
          { path: '/decision', message: 'Nothing was decided about this duty.' },
        ]);
      const before = row.decision;
      row.decision = null;
      row.decisionReason = '';
      row.decisionUntil = null;
      row.decidedBy = null;
      row.decidedAt = null;
      const act = { kind: 'undecided', action: 'obligation.undecided', facts: { before }, reason } as const;
      return this.acts.save(manager, row, act, actor);
    });
  }

  /**
   * Ends open changes of several duties with one reason, all or none.
   *
   * @param seen revision of each duty, by rule id
   * @throws NoOpenChange, DutyChanged, DutyDecisionRefused without a reason where terms are loosened or kept
   */
  answerChanges(
    incidentId: string,
    seen: ReadonlyMap<string, number>,
    answer: ChangeAnswer,
    reason: string,
    actor: Actor,
  ): Promise<Obligation[]> {
    return this.unitOfWork.run(async (manager) => {
      const rows: Obligation[] = [];
      for (const [ruleId, revision] of seen) {
        const row = await this.acts.open(manager, incidentId, ruleId, revision, actor);
        const act = answerChange(row, answer, reason.trim());
        rows.push(await this.acts.save(manager, row, act, actor));
      }
      return rows;
    });
  }

  /** Gives the duty to a person, or to nobody. @throws KeeperRefused, DutyNotHere, DutyChanged */
  async keep(
    incidentId: string,
    ruleId: string,
    keeperId: string | null,
    revision: number | undefined,
    actor: Actor,
  ): Promise<Obligation> {
    if (keeperId !== null && !(await this.users.isActive(keeperId))) throw new KeeperRefused();
    return this.unitOfWork.run(async (manager) => {
      const row = await this.acts.open(manager, incidentId, ruleId, revision, actor);
      const before = row.keeperId;
      row.keeperId = keeperId;
      const facts = { before, after: keeperId };
      const act = { kind: 'keeper_set', action: 'obligation.keeper_set', facts, reason: '' } as const;
      return this.acts.save(manager, row, act, actor);
    });
  }
}

/**
 * Applies the answer to the row. Stricter terms count already: they can only be seen. Terms that let people off are
 * taken over, or refused, with a reason.
 */
function answerChange(row: Obligation, answer: ChangeAnswer, reason: string) {
  const { openChange, otherTerms, otherRule, terms } = row;
  if (openChange === null || otherTerms === null) throw new NoOpenChange();
  const facts = { change: openChange, dueBefore: terms.dueAt, statusBefore: terms.status };
  row.openChange = null;
  row.otherTerms = null;
  row.otherRule = null;
  if (openChange !== 'looser')
    return { kind: 'seen', action: 'obligation.change_seen', facts, reason } as const;
  if (reason === '')
    throw new DutyDecisionRefused([
      { path: '/reason', message: 'Say why the terms are taken over, or why they stay as they were.' },
    ]);
  if (answer === 'keep') {
    row.refusedTerms = otherTerms;
    return { kind: 'kept', action: 'obligation.terms_kept', facts, reason } as const;
  }
  row.terms = otherTerms;
  row.rule = otherRule ?? row.rule;
  const after = { dueAfter: otherTerms.dueAt, statusAfter: otherTerms.status };
  return {
    kind: 'adopted',
    action: 'obligation.terms_adopted',
    facts: { ...facts, ...after, ruleVersion: otherTerms.ruleVersion },
    reason,
  } as const;
}

function textOf(at: Temporal.Instant | null): string | null {
  return at === null ? null : instantText(at);
}
