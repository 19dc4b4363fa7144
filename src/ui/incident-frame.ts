import { Inject, Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { Mailings } from '../delivery/mailings.service.js';
import { EvidenceFiles } from '../evidence/evidence.service.js';
import { Routes } from '../identity/routes.js';
import { affectedTotal } from '../incidents/domain/affected-total.js';
import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import { Incidents } from '../incidents/incidents.service.js';
import { toFactsView, toIncidentView } from '../incidents/incidents.views.js';
import type { FactsView, IncidentView } from '../incidents/incidents.views.js';
import { Notices } from '../notices/notices.service.js';
import type { Duty } from '../obligations/domain/duty.js';
import { Obligations } from '../obligations/obligations.service.js';
import type { RegisteredDuty } from '../obligations/registered-duties.js';
import { applies } from '../plans/domain/conditions.js';
import { rankingFactsOf } from '../plans/domain/ranking-facts.js';
import { Plans } from '../plans/plans.service.js';
import type { Actor } from '../platform/access/actor.js';
import { holds } from '../platform/access/permissions.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { Refusal } from '../platform/errors.js';
import { nextLegalClock, registerClocks } from './duty-clocks.js';
import type { DutyClock } from './duty-clocks.js';
import { incidentChips } from './incident-words.js';
import { formatNumber } from './views.helpers.js';
import type { CrumbView, IncidentHeaderView, TabView } from './views.types.js';

/** The pages of one incident, in the order of their tabs. */
export type IncidentTab =
  'overview' | 'plan' | 'proof' | 'obligations' | 'notices' | 'mailings' | 'follow-up' | 'evidence' | 'audit';

/** An incident with everything its pages share, read once per request. */
export interface FramedIncident {
  incident: IncidentView;
  /** The facts as they stand, with their revision. */
  facts: FactsView;
  /** The moment of evaluation. */
  at: Temporal.Instant;
  /** Every rule and every manual duty as people are held to it. */
  register: RegisteredDuty[];
  /** The terms in force of the register, also of what is not owed. */
  duties: Duty[];
  /** The duties owed and not waived, most urgent first. */
  clocks: DutyClock[];
  /** For `{{> incident-header header}}`, which prints breadcrumb, title, next clock and tabs. */
  header: IncidentHeaderView;
  /** For the shell: the band, and that nothing may be sent. */
  exercise: boolean;
}

const TABS: readonly { tab: IncidentTab; label: string; path?: string }[] = [
  { tab: 'overview', label: 'Overview' },
  { tab: 'plan', label: 'Plan' },
  { tab: 'proof', label: 'Proof of fix' },
  { tab: 'obligations', label: 'Obligations' },
  { tab: 'notices', label: 'Notices' },
  { tab: 'mailings', label: 'Mailings' },
  { tab: 'follow-up', label: 'Follow-up', path: 'follow-up/commitments' },
  { tab: 'evidence', label: 'Evidence' },
  { tab: 'audit', label: 'Audit trail' },
];

/**
 * What all pages of an incident have in common. In a controller at `incidents/:reference/plan`:
 *
 * ```ts
 * const framed = await this.frames.of(reference, actor, 'plan');
 * renderPage('plans/plan', { title: `Plan · ${framed.incident.reference}`, shell, header: framed.header, … });
 * ```
 *
 * The template starts with `{{> incident-header header}}`; give `framed.exercise` to the shell. Use
 * `framed.facts`, `framed.duties` and `framed.clocks` rather than reading them again. A tab is there when a route
 * `GET /incidents/:reference/<tab>`, or the path of the tab, is and the actor's role may call it.
 */
@Injectable()
export class IncidentFrame {
  constructor(
    private readonly reader: Reader,
    private readonly incidents: Incidents,
    private readonly obligations: Obligations,
    private readonly notices: Notices,
    private readonly mailings: Mailings,
    private readonly evidence: EvidenceFiles,
    private readonly plans: Plans,
    private readonly clock: Clock,
    private readonly routes: Routes,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /**
   * @param tab   the page that is open
   * @param below crumbs of a page below the tabs: `{ label: 'Facts' }`; the last without href
   * @throws IncidentNotFound missing or hidden
   */
  async of(
    reference: string,
    actor: Actor,
    tab: IncidentTab,
    below?: readonly CrumbView[],
  ): Promise<FramedIncident> {
    const incident = await this.incidents.byReference(reference, actor);
    const revision = await this.incidents.currentFacts(this.reader.manager, incident.id);
    const at = this.clock.now();
    const register = await this.obligations.registered(this.reader.manager, incident.id, revision.facts, at);
    const duties = register.map(({ duty }) => duty);
    const clocks = registerClocks(register, at);
    const view = toIncidentView(incident);
    const counts = {
      ...(await this.#sendingCounts(incident.id, actor)),
      plan: await this.#steps(incident.id, revision.facts, at),
      obligations: clocks.length,
    };
    const header: IncidentHeaderView = {
      reference: view.reference,
      title: view.title,
      chips: incidentChips(view),
      facts: this.#line(view, revision.facts),
      awareAt: revision.facts.awareAt,
      clock: nextLegalClock(clocks),
      waiting: duties.filter(({ status }) => status === 'needs-facts').length,
      tabs: this.#tabs(view.reference, tab, counts, actor),
      below: below ?? (tab === 'overview' ? [] : [{ label: labelOf(tab) }]),
    };
    return {
      incident: view,
      facts: toFactsView(revision),
      at,
      register,
      duties,
      clocks,
      header,
      exercise: view.kind === 'exercise',
    };
  }

  /** Notices, mailings and files, as far as the role may read them. */
  async #sendingCounts(incidentId: string, actor: Actor): Promise<Partial<Record<IncidentTab, number>>> {
    const counts: Partial<Record<IncidentTab, number>> = {};
    if (holds(actor.role, 'notices:read'))
      counts.notices = (await this.notices.list(incidentId, actor)).length;
    if (holds(actor.role, 'deliveries:read'))
      counts.mailings = (await this.mailings.ofIncident(this.reader.manager, incidentId, actor)).length;
    if (holds(actor.role, 'evidence:read'))
      counts.evidence = await this.evidence.count(this.reader.manager, incidentId);
    return counts;
  }

  #line(incident: IncidentView, facts: IncidentFacts): string[] {
    const industry = this.catalogue.industries.get(incident.industry ?? '')?.name;
    const who = [facts.organisation?.name, industry].filter((word) => word !== undefined).join(', ');
    return [who === '' ? 'Industry not known' : who, peopleWords(facts)];
  }

  #tabs(
    reference: string,
    open: IncidentTab,
    counts: Partial<Record<IncidentTab, number>>,
    actor: Actor,
  ): TabView[] {
    return TABS.filter((one) => this.#mayOpen(pathOf(one), actor)).map(({ tab, label, path }) => ({
      label,
      href: `/incidents/${reference}${pathOf({ tab, path })}`,
      active: tab === open,
      count: counts[tab],
    }));
  }

  #mayOpen(below: string, actor: Actor): boolean {
    const pattern = new RegExp(`^/incidents/:\\w+${below}$`);
    return this.routes.all().some(({ method, path, access }) => {
      if (method !== 'GET' || !pattern.test(path)) return false;
      return access.kind !== 'permission' || holds(actor.role, access.permission);
    });
  }

  /** How many steps the plan holds, those that people added too, without ranking them. */
  async #steps(incidentId: string, facts: IncidentFacts, at: Temporal.Instant): Promise<number | undefined> {
    try {
      const ranking = rankingFactsOf(facts, at, this.catalogue);
      const own = [...(await this.plans.ownSteps(this.reader.manager, incidentId)).values()];
      const applying = [...this.catalogue.steps.values()].filter((step) => applies(step, ranking));
      return applying.length + own.filter(({ withdrawn }) => withdrawn === null).length;
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }
}

/** Of a tab, below the address of its incident. */
function pathOf({ tab, path }: { tab: IncidentTab; path?: string | undefined }): string {
  return tab === 'overview' ? '' : `/${path ?? tab}`;
}

function labelOf(tab: IncidentTab): string {
  return TABS.find((one) => one.tab === tab)?.label ?? '';
}

/** `48,213 people`, `At least 12 people`, `Number of people not known`. */
export function peopleWords(facts: IncidentFacts): string {
  const count = affectedTotal(facts);
  if (!count) return 'Number of people not known';
  const words = `${formatNumber(count.people)} ${count.people === 1 ? 'person' : 'people'}`;
  return count.exact ? words : `At least ${words}`;
}
