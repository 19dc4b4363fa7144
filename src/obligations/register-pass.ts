import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { ObligationRule } from '../catalogue/domain/obligation-rule.js';
import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import type { Actor } from '../platform/access/actor.js';
import { instantText } from '../platform/database/columns.js';
import { inBatches } from '../platform/database/in-batches.js';
import type { Ids } from '../platform/ids.js';
import type { Duty } from './domain/duty.js';
import { isOwed, termsOf, type DutyTerms, type TermsOrigin } from './domain/duty-terms.js';
import { isManual } from './domain/manual-duty.js';
import { holdAgainst, lastMoment, type HeldTerms } from './domain/register-row.js';
import { Obligation } from './obligation.entity.js';
import { ObligationEvent, type ObligationEventKind } from './obligation-event.entity.js';
import { ruleVersion } from './rule-versions.js';

/** The facts a register is held to. */
export interface FactsInForce {
  incidentId: string;
  revision: number;
  facts: IncidentFacts;
}

/** Rule ids by what became of their duties. */
export interface RegisterChange {
  frozen: string[];
  tighter: string[];
  looser: string[];
  reworded: string[];
  takenBack: string[];
}

/** One pass over the rows of an incident; writes what changed at its end. */
export class RegisterPass {
  readonly change: RegisterChange = { frozen: [], tighter: [], looser: [], reworded: [], takenBack: [] };
  readonly #rules: ReadonlyMap<string, ObligationRule>;
  readonly #added: Obligation[] = [];
  readonly #moved: Obligation[] = [];
  readonly #events: ObligationEvent[] = [];

  constructor(
    private readonly inForce: FactsInForce,
    private readonly at: Temporal.Instant,
    private readonly catalogue: Catalogue,
    manual: readonly ObligationRule[],
    private readonly ids: Ids,
    private readonly actor: Actor,
  ) {
    this.#rules = new Map([...catalogue.rules, ...manual.map((rule) => [rule.id, rule] as const)]);
  }

  get changed(): boolean {
    return this.#events.length > 0;
  }

  /** A row of its own for a duty, with the terms worked out now. */
  freeze(duty: Duty, keeperId: string | null = null): Obligation {
    const rule = this.#rules.get(duty.ruleId) as ObligationRule;
    const terms = termsOf(duty, this.#origin(rule));
    const row: Obligation = {
      id: this.ids.next(),
      incidentId: this.inForce.incidentId,
      ruleId: rule.id,
      origin: isManual(rule.id) ? 'manual' : 'rule',
      rule,
      firstTerms: terms,
      terms,
      openChange: null,
      otherTerms: null,
      otherRule: null,
      refusedTerms: null,
      decision: null,
      decisionReason: '',
      decisionUntil: null,
      decidedBy: null,
      decidedAt: null,
      keeperId,
      filedAt: null,
      dueAt: null,
      settled: false,
      revision: 1,
    };
    this.#added.push(settle(row, this.#filedAt(rule.id)));
    this.change.frozen.push(rule.id);
    this.#tell(row, row.origin === 'manual' ? 'manual_added' : 'frozen', terms);
    return row;
  }

  holdRow(row: Obligation, duty: Duty): void {
    const rule = this.#rules.get(duty.ruleId) as ObligationRule;
    this.#hold(row, rule, termsOf(duty, this.#origin(rule)));
  }

  /** The knowledge no longer has the rule: what is in force stays until a person says otherwise. */
  ruleGone(row: Obligation): void {
    const gone: DutyTerms = {
      ...row.terms,
      ...this.#origin(row.rule),
      status: 'inactive',
      dueAt: null,
      safeDueAt: null,
      softDueAt: null,
      notBefore: null,
      arithmetic: ['The loaded knowledge no longer has this rule.'],
      missingFacts: [],
      decidedBy: ['rule'],
    };
    this.#hold(row, row.rule, gone);
  }

  async save(manager: EntityManager): Promise<void> {
    for (const rows of inBatches(this.#added)) await manager.insert(Obligation, rows as never);
    for (const rows of inBatches(this.#moved)) await manager.upsert(Obligation, rows as never, ['id']);
    for (const rows of inBatches(this.#events)) await manager.insert(ObligationEvent, rows as never);
  }

  #hold(row: Obligation, rule: ObligationRule, evaluated: DutyTerms): void {
    const held = heldOf(row);
    const next = holdAgainst(held, evaluated);
    const filedAt = this.#filedAt(row.ruleId);
    const filingMoved = textOf(filedAt) !== textOf(row.filedAt);
    if (next === held && !filingMoved) return;
    const before = { terms: row.terms, rule: row.rule };
    if (next !== held) this.#take(row, rule, held, next);
    settle(row, filedAt);
    this.#moved.push(row);
    if (next !== held) this.#tellChange(row, before.terms, next);
  }

  #take(row: Obligation, rule: ObligationRule, held: HeldTerms, next: HeldTerms): void {
    const inForceChanged = next.terms !== held.terms;
    const kept = row.rule;
    row.otherRule = null;
    if (next.open?.change === 'looser') row.otherRule = rule;
    else if (next.open !== null && inForceChanged) row.otherRule = kept;
    if (inForceChanged) row.rule = rule;
    row.terms = next.terms;
    row.openChange = next.open?.change ?? null;
    row.otherTerms = next.open?.other ?? null;
    row.refusedTerms = next.refused;
  }

  #tellChange(row: Obligation, before: DutyTerms, next: HeldTerms): void {
    if (next.open === null) {
      this.change.takenBack.push(row.ruleId);
      this.#tell(row, 'taken_back', next.terms);
      return;
    }
    const { change } = next.open;
    this.change[change].push(row.ruleId);
    this.#tell(row, change, change === 'looser' ? next.open.other : next.terms, before);
  }

  #tell(row: Obligation, kind: ObligationEventKind, terms: DutyTerms, before?: DutyTerms): void {
    this.#events.push({
      id: this.ids.next(),
      incidentId: row.incidentId,
      obligationId: row.id,
      kind,
      facts: {
        status: terms.status,
        dueAt: terms.dueAt,
        ruleVersion: terms.ruleVersion,
        factsRevision: this.inForce.revision,
        ...(before ? { statusBefore: before.status, dueBefore: before.dueAt } : {}),
      },
      reason: '',
      by: this.actor.id,
      at: this.at,
    });
  }

  #filedAt(ruleId: string): Temporal.Instant | null {
    const sentAt = this.inForce.facts.notices?.[ruleId]?.sentAt;
    return sentAt === undefined ? null : Temporal.Instant.from(sentAt);
  }

  #origin(rule: ObligationRule): TermsOrigin {
    return {
      ruleVersion: ruleVersion(rule),
      knowledgeVersion: this.catalogue.version,
      factsRevision: this.inForce.revision,
      evaluatedAt: this.at.toString(),
    };
  }
}

/** Terms and open change as the rules about them take it. */
export function heldOf({ terms, openChange, otherTerms, refusedTerms }: Obligation): HeldTerms {
  const open = openChange === null || otherTerms === null ? null : { change: openChange, other: otherTerms };
  return { terms, open, refused: refusedTerms };
}

/** Brings what follows from terms, decision and filing up to date. */
export function settle(row: Obligation, filedAt: Temporal.Instant | null): Obligation {
  const decisionUntil = textOf(row.decisionUntil);
  const last = lastMoment({ terms: row.terms, decision: row.decision, decisionUntil });
  row.filedAt = filedAt;
  row.dueAt = last === null ? null : Temporal.Instant.from(last);
  const awaited = isOwed(row.terms.status) || row.terms.status === 'needs-facts';
  const letOff = row.decision === 'waived' || row.decision === 'not_notifiable';
  row.settled = filedAt !== null || letOff || !awaited;
  return row;
}

function textOf(at: Temporal.Instant | null): string | null {
  return at === null ? null : instantText(at);
}
