import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { DataTest } from '../catalogue/domain/vocabulary.js';
import { StepUpRequired } from '../identity/identity.errors.js';
import { isFreshProof } from '../identity/domain/session-life.js';
import { awarenessFaults } from '../incidents/domain/awareness.js';
import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import { FactsForm } from '../incidents/facts-form.js';
import type { Incident, IncidentVisibility } from '../incidents/incident.entity.js';
import { ClosingNotAllowed, FactsRefused } from '../incidents/incidents.errors.js';
import { Incidents } from '../incidents/incidents.service.js';
import { DutyDecisions } from '../obligations/duty-decisions.js';
import { DutyRegister } from '../obligations/duty-register.js';
import { Obligation } from '../obligations/obligation.entity.js';
import { Obligations } from '../obligations/obligations.service.js';
import type { Actor } from '../platform/access/actor.js';
import { holds } from '../platform/access/permissions.js';
import { Clock } from '../platform/clock.js';
import { instantText } from '../platform/database/columns.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { decisionsFor, partiesOf, partyDecisionFaults } from './domain/small-duties.js';
import type { DutyToDecide, PartyDecision, PartyDuties } from './domain/small-duties.js';
import {
  factsOfSmall,
  isHarmUnlikely,
  smallFaults,
  whyNotSmall,
  withNoHarmDetermined,
} from './domain/small-incident.js';
import type { SmallIncident } from './domain/small-incident.js';
import { SmallIncidentRow } from './small-incident.entity.js';
import { NotSmall, SmallIncidentRefused } from './small-incidents.errors.js';

export interface RecordSmallIncident {
  small: SmallIncident;
  measuresNote: string;
  harmReason: string;
  decisions: PartyDecision[];
  visibility: IncidentVisibility;
  /** Closes it at once where nothing is left to decide or to send. */
  close: boolean;
}

export interface RecordedSmallIncident {
  incident: Incident;
  /** Duties that still wait for a decision. */
  awaited: number;
  /** Rules that wait for facts. */
  undecided: number;
  closed: boolean;
}

/** What the facts of a small incident lead to. */
export interface SmallOutlook {
  facts: IncidentFacts;
  parties: PartyDuties[];
  /** Rules that wait for facts, most of them about the organisation. */
  undecided: number;
}

/**
 * Records a small incident on one screen: a real incident with facts, an assessment of harm, and a decision about each
 * duty, also about those that the assessment alone lets the organisation off.
 */
@Injectable()
export class SmallIncidents {
  readonly #sensitive: ReadonlySet<string>;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly incidents: Incidents,
    private readonly form: FactsForm,
    private readonly obligations: Obligations,
    private readonly register: DutyRegister,
    private readonly decisions: DutyDecisions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    @Inject(CATALOGUE) catalogue: Catalogue,
  ) {
    const test = catalogue.vocabulary.dataTests.find(({ code }) => code === 'special-category-data')?.test;
    this.#sensitive = new Set(test === undefined ? [] : codesOf(test));
  }

  /** Why it is too big for one screen; empty: it is small. */
  whyNotSmall(small: SmallIncident) {
    return whyNotSmall(small, this.#sensitive);
  }

  /** Works out the duties without keeping anything. @throws FactsRefused */
  outlook(small: SmallIncident): SmallOutlook {
    return this.#outlook(factsOfSmall(small));
  }

  /** True when the actor may decide now; counsel prove first who they are. */
  mayDecide(actor: Actor): boolean {
    return holds(actor.role, 'obligations:decide');
  }

  /**
   * Opens the incident, writes assessment and measures down, and decides. Decisions of someone who may not decide are
   * kept as proposals, and the duties wait.
   *
   * @throws SmallIncidentRefused, NotSmall, FactsRefused, StepUpRequired, ClosingNotAllowed
   */
  record(wanted: RecordSmallIncident, actor: Actor): Promise<RecordedSmallIncident> {
    const { small, decisions } = wanted;
    const faults = [...smallFaults(small, wanted.harmReason), ...this.#unseen(wanted, actor)];
    if (faults.length > 0) throw new SmallIncidentRefused(faults);
    const big = this.whyNotSmall(small);
    if (big.length > 0) throw new NotSmall(big);
    const outlook = this.outlook(small);
    const ofDecisions = partyDecisionFaults(outlook.parties, decisions);
    if (ofDecisions.length > 0) throw new SmallIncidentRefused(ofDecisions);
    if (wanted.close && !holds(actor.role, 'incidents:close')) throw new ClosingNotAllowed();
    const decides = this.mayDecide(actor);
    const taken = decisions.filter(({ decision }) => decision !== 'later');
    if (decides && taken.length > 0) this.#proved(actor);
    const facts = decides && letsPeopleOff(small, taken) ? this.#withoutHarm(outlook.facts) : outlook.facts;
    return this.unitOfWork.run((manager) =>
      this.#keep(manager, wanted, { ...outlook, facts }, decides ? taken : [], actor),
    );
  }

  /**
   * The same without decisions, of whatever size: everything that was typed becomes an incident with the full record.
   *
   * @throws SmallIncidentRefused, FactsRefused
   */
  openFull(wanted: RecordSmallIncident, actor: Actor): Promise<Incident> {
    const faults = this.#unseen({ ...wanted, decisions: [] }, actor);
    if (faults.length > 0) throw new SmallIncidentRefused(faults);
    const outlook = this.outlook(wanted.small);
    return this.unitOfWork.run(async (manager) => {
      const incident = await this.#open(manager, wanted, outlook.facts, actor);
      await this.#recordAway(manager, incident.id, outlook, actor);
      await this.#describe(manager, incident.id, wanted, decisionsFor(outlook.parties, []).length, actor);
      return incident;
    });
  }

  /** What one screen recorded about an incident; the caller has checked that the actor may see it. */
  async of(manager: EntityManager, incidentId: string): Promise<SmallIncidentRow | null> {
    return manager.findOneBy(SmallIncidentRow, { incidentId });
  }

  async #keep(
    manager: EntityManager,
    wanted: RecordSmallIncident,
    { facts, parties }: SmallOutlook,
    taken: readonly PartyDecision[],
    actor: Actor,
  ): Promise<RecordedSmallIncident> {
    const incident = await this.#open(manager, wanted, facts, actor);
    await this.#recordAway(manager, incident.id, { facts, parties }, actor);
    const toDecide = decisionsFor(parties, taken);
    const open = toDecide.filter(({ decision }) => decision === null).length;
    await this.#describe(manager, incident.id, wanted, open, actor);
    for (const one of toDecide) await this.#decide(manager, incident.id, one, actor);
    const rows = await manager.findBy(Obligation, { incidentId: incident.id });
    const awaited = rows.filter(({ decision, filedAt }) => decision === null && filedAt === null).length;
    const undecided = this.#outlook(facts).undecided;
    const done = awaited === 0 && undecided === 0 && rows.every(({ settled }) => settled);
    if (!wanted.close || !done) return { incident, awaited, undecided, closed: false };
    const change = { status: 'closed', reason: 'Small incident, decided in full' } as const;
    const closed = await this.incidents.changeWith(manager, incident.id, change, actor);
    return { incident: closed, awaited, undecided, closed: true };
  }

  #open(
    manager: EntityManager,
    { small, visibility }: RecordSmallIncident,
    facts: IncidentFacts,
    actor: Actor,
  ): Promise<Incident> {
    const opened = { title: small.happened, kind: 'real', determination: 'confirmed' } as const;
    return this.incidents.openWithin(manager, { ...opened, visibility, facts }, actor);
  }

  /** Rows for what only the assessment lets go: a decision about it is awaited. */
  async #recordAway(
    manager: EntityManager,
    incidentId: string,
    { facts, parties }: Pick<SmallOutlook, 'facts' | 'parties'>,
    actor: Actor,
  ): Promise<void> {
    const away = parties.flatMap(({ assessedAway }) => assessedAway.map(({ ruleId }) => ruleId));
    await this.register.recordNotOwed(manager, { incidentId, revision: 1, facts }, away, actor);
  }

  async #describe(
    manager: EntityManager,
    incidentId: string,
    wanted: RecordSmallIncident,
    awaited: number,
    actor: Actor,
  ): Promise<void> {
    const { small, measuresNote, harmReason } = wanted;
    const proposals = this.mayDecide(actor)
      ? []
      : wanted.decisions.filter(({ decision }) => decision !== 'later');
    await manager.insert(SmallIncidentRow, {
      incidentId,
      measures: small.measures,
      measuresNote: measuresNote.trim(),
      harmReason: harmReason.trim(),
      proposals,
      recordedBy: actor.id,
      recordedAt: this.clock.now(),
    });
    await this.audit.append(manager, {
      action: 'incident.assessed',
      subject: incidentId,
      incidentId,
      actor,
      facts: {
        harm: small.harm,
        measures: [...small.measures],
        awaited,
        proposals: proposals.map(({ party, decision }) => `${party}:${decision}`),
      },
      detail: {
        harmReason: harmReason.trim(),
        measuresNote: measuresNote.trim(),
        reasons: proposals.map(({ reason }) => reason.trim()),
      },
    });
  }

  async #decide(
    manager: EntityManager,
    incidentId: string,
    { duty, decision, reason }: DutyToDecide,
    actor: Actor,
  ): Promise<void> {
    if (decision === null) return;
    const row = await manager.findOneByOrFail(Obligation, { incidentId, ruleId: duty.ruleId });
    const wanted = { decision, reason, until: null, revision: row.revision };
    await this.decisions.decideWith(manager, incidentId, duty.ruleId, wanted, actor);
  }

  #outlook(input: IncidentFacts): SmallOutlook {
    const facts = this.form.read(input);
    const at = this.clock.now();
    const faults = awarenessFaults(facts, at);
    if (faults.length > 0) throw new FactsRefused(faults);
    const duties = this.obligations.dutiesFor(facts, at);
    const atWorst = this.obligations.dutiesFor({ ...facts, harm: { level: 'serious' } }, at);
    const undecided = duties.filter(({ status }) => status === 'needs-facts').length;
    return { facts, parties: partiesOf(duties, atWorst), undecided };
  }

  /** Someone has to be able to see what waits for a decision. */
  #unseen({ visibility }: Pick<RecordSmallIncident, 'visibility' | 'decisions'>, actor: Actor) {
    if (visibility === 'organisation' || this.mayDecide(actor)) return [];
    const message = 'Whoever decides must see it; open it to all staff, or have a lead record it.';
    return [{ path: '/visibility', message }];
  }

  /** The route cannot ask for it: it does not know yet whether something is decided. */
  #proved(actor: Actor): void {
    if (actor.role === 'counsel' && !isFreshProof(actor.provedAt, this.clock.now()))
      throw new StepUpRequired();
  }

  #withoutHarm(facts: IncidentFacts): IncidentFacts {
    return withNoHarmDetermined(facts, instantText(this.clock.now()));
  }
}

function letsPeopleOff({ harm }: SmallIncident, taken: readonly PartyDecision[]): boolean {
  return (
    isHarmUnlikely(harm) &&
    taken.some(({ party, decision }) => party === 'people' && decision === 'not_notifiable')
  );
}

function codesOf(test: DataTest): string[] {
  if (typeof test === 'string') return [test];
  if ('listed' in test) return [test.listed];
  if ('all' in test) return test.all.flatMap(codesOf);
  return 'any' in test ? test.any.flatMap(codesOf) : [];
}
