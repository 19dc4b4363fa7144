import { Inject, Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { NotCanonical, canonicalJson } from '../audit/domain/canonical-json.js';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { Priority } from '../catalogue/domain/priorities.js';
import type { Incident } from '../incidents/incident.entity.js';
import { Incidents } from '../incidents/incidents.service.js';
import { Obligations } from '../obligations/obligations.service.js';
import { OrganisationSettings } from '../organisation/organisation.service.js';
import { rankingFactsOf } from '../plans/domain/ranking-facts.js';
import { Plans } from '../plans/plans.service.js';
import type { IncidentPlan } from '../plans/plans.service.js';
import { Clock } from '../platform/clock.js';
import { Environment } from '../platform/config/environment.js';
import type { Fault } from '../platform/errors.js';
import { ProofsOfFix } from '../proofs/proofs.service.js';
import { briefRecord } from './domain/brief-record.js';
import type { ChosenStep } from './domain/notice-condition.js';
import { DetailsRefused, noticeContext } from './domain/notice-context.js';
import type { NoticeContext } from './domain/notice-context.js';
import type { NoticeKind } from './domain/notice-kind.js';
import { readNoticeValue } from './domain/notice-values.js';
import { linkHostsOf } from './link-hosts.js';
import { TextRefused } from './notices.errors.js';
import { leadsOf } from './render-from-facts.js';

/** What a notice of an incident is written from at this moment. */
export interface DeskView {
  context: NoticeContext;
  factsRevision: number;
  /** Priorities of the people affected, the one with the best-ranked step first. */
  leads: Priority[];
  /** Hosts that links may lead to. */
  linkHosts: string[];
}

/** Lays out for a notice what facts, plan, duties and profile say now. */
@Injectable()
export class NoticeDesk {
  constructor(
    private readonly incidents: Incidents,
    private readonly plans: Plans,
    private readonly obligations: Obligations,
    private readonly organisation: OrganisationSettings,
    private readonly proofs: ProofsOfFix,
    private readonly clock: Clock,
    private readonly environment: Environment,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /**
   * @param details values that no fact holds, by name of placeholder, in JSON
   * @throws TextRefused with the place of each detail that cannot be taken
   */
  async layOut(
    manager: EntityManager,
    incident: Incident,
    kind: NoticeKind,
    details: Readonly<Record<string, unknown>>,
  ): Promise<DeskView> {
    const { facts, revision } = await this.incidents.currentFacts(manager, incident.id);
    const at = this.clock.now();
    const made = await this.plans.madeFor(manager, incident.id, { bands: false });
    const told = await this.proofs.toldIn(manager, incident.id);
    const { profile } = await this.organisation.current(manager);
    refuseBroken(details);
    const { 'notice.date': plannedFor, ...rest } = details;
    const steps = chosenSteps(made);
    const duties = this.obligations.dutiesFor(facts, at);
    const sources = {
      facts,
      ranking: rankingFactsOf(facts, at, this.catalogue),
      reference: incident.reference,
      organisation: profile ?? {},
      steps,
      duties,
      stateTexts: this.catalogue.stateTexts,
      ...(kind.audience === 'board' && { record: briefRecord(duties, made.plan, steps) }),
      proof: told.values,
      details: rest,
      noticeDate: dayOf(plannedFor) ?? this.#today(at),
      timeZone: this.environment.TIME_ZONE,
    };
    return {
      context: contextOf(kind, sources),
      factsRevision: revision,
      leads: leadsOf(made.plan),
      linkHosts: linkHostsOf(this.environment, profile),
    };
  }

  /**
   * The same, with details that cannot be taken left out and named: facts may have become known since they were given.
   *
   * @throws TextRefused only where naming them does not help
   */
  async layOutWhatFits(
    manager: EntityManager,
    incident: Incident,
    kind: NoticeKind,
    details: Readonly<Record<string, unknown>>,
  ): Promise<{ view: DeskView; details: Record<string, unknown>; faults: Fault[] }> {
    const faults: Fault[] = [];
    for (let taken = { ...details }; ;)
      try {
        return { view: await this.layOut(manager, incident, kind, taken), details: taken, faults };
      } catch (error) {
        if (!(error instanceof TextRefused)) throw error;
        const refused = new Set(error.faults.map(({ path }) => path));
        const fit = Object.entries(taken).filter(([name]) => !refused.has(`/details/${name}`));
        if (fit.length === Object.keys(taken).length) throw error;
        faults.push(...error.faults);
        taken = Object.fromEntries(fit);
      }
  }

  #today(at: Temporal.Instant): Temporal.PlainDate {
    return at.toZonedDateTimeISO(this.environment.TIME_ZONE).toPlainDate();
  }
}

/** What has no canonical form could not be hashed: half a character, or lists within lists without end. */
function refuseBroken(details: Readonly<Record<string, unknown>>): void {
  const message = 'It holds half a character, or is nested too deep; write it anew.';
  const faults = Object.entries(details)
    .filter(([, value]) => !isCanonical(value))
    .map(([name]) => ({ path: `/details/${name}`, message }));
  if (faults.length > 0) throw new TextRefused(faults);
}

function isCanonical(value: unknown): boolean {
  try {
    canonicalJson(value);
    return true;
  } catch (error) {
    if (error instanceof NotCanonical) return false;
    throw error;
  }
}

function dayOf(planned: unknown): Temporal.PlainDate | null {
  if (planned === undefined) return null;
  const read = readNoticeValue('date', planned);
  if ('fault' in read) throw new TextRefused([{ path: '/details/notice.date', message: read.fault }]);
  return read.value as Temporal.PlainDate;
}

function contextOf(kind: NoticeKind, sources: Parameters<typeof noticeContext>[1]): NoticeContext {
  try {
    return noticeContext(kind, sources);
  } catch (error) {
    if (error instanceof DetailsRefused) throw new TextRefused([...error.faults]);
    throw error;
  }
}

/** A promise stands in a notice only where people decided for its step; as done, only what is proven. */
function chosenSteps({ standings, proof }: IncidentPlan): ChosenStep[] {
  const chosen = [...standings].filter(([, { state }]) =>
    ['accepted', 'in_progress', 'done'].includes(state),
  );
  return chosen.map(([id]) => ({ id, done: proof.isProven(id) }));
}
