import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { PlaybookContent } from '../catalogue/domain/playbook.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { PlaybookAt } from '../playbooks/playbook-records.js';
import { Playbooks } from '../playbooks/playbooks.service.js';
import { stepsOfPlan } from './domain/playbook-of-plan.js';
import type { FinishedStep } from './domain/playbook-of-plan.js';
import { rankingFactsOf } from './domain/ranking-facts.js';
import { TextsNotRead } from './playbook-application.errors.js';
import { Plans } from './plans.service.js';
import type { IncidentPlan } from './plans.service.js';
import { UNDECIDED } from './step-standing.js';

export interface SavePlanAsPlaybook {
  content: PlaybookContent;
  note: string;
  /** Someone read every text: a playbook is seen by people who may not see the incident. */
  textsRead: boolean;
}

/** Makes playbooks of what an organisation did. */
@Injectable()
export class PlaybookDrafts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly audit: AuditTrail,
    private readonly incidents: Incidents,
    private readonly plans: Plans,
    private readonly playbooks: Playbooks,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /**
   * The plan of an incident as a playbook: nothing is kept yet. Texts stand as people wrote them, reasons among them,
   * and have to be read before they are saved for everyone. It names neither the incident nor its title.
   *
   * @throws IncidentNotFound
   */
  async draft(incidentId: string, actor: Actor): Promise<PlaybookContent> {
    const { manager } = this.reader;
    const incident = await this.incidents.visible(manager, incidentId, actor);
    const made = await this.plans.madeFor(manager, incident.id, { bands: false });
    const { facts } = await this.incidents.currentFacts(manager, incident.id);
    const { industry, cause } = rankingFactsOf(facts, made.at, this.catalogue);
    const name = this.catalogue.industries.get(industry ?? '')?.name;
    return {
      title: name === undefined ? 'Playbook from a plan' : `${name}: playbook from a plan`,
      summary: 'What the organisation decided and did in an earlier incident.',
      industry: industry ?? null,
      causes: cause === undefined || cause === 'unknown' ? [] : [cause],
      ...stepsOfPlan(finishedSteps(made, this.catalogue), incident.openedAt),
    };
  }

  /** Keeps it, with an entry on the record of the incident as well. @throws TextsNotRead, IncidentNotFound */
  save(incidentId: string, wanted: SavePlanAsPlaybook, actor: Actor): Promise<PlaybookAt> {
    if (!wanted.textsRead) throw new TextsNotRead();
    return this.unitOfWork.run(async (manager) => {
      const incident = await this.incidents.visible(manager, incidentId, actor);
      const { content, note } = wanted;
      const made = await this.playbooks.createWithin(manager, { content, note, origin: 'incident' }, actor);
      await this.audit.append(manager, {
        action: 'plan.saved_as_playbook',
        subject: made.playbook.id,
        incidentId: incident.id,
        actor,
        facts: { hash: made.contentHash, steps: content.steps.length, leftOut: content.leftOut.length },
      });
      return made;
    });
  }
}

/** Every step that somebody decided about, in the order of time; those no longer in the plan come last. */
function finishedSteps(made: IncidentPlan, catalogue: Catalogue): FinishedStep[] {
  const inTime = made.plan.schedule.map(({ id }) => id);
  const others = [...made.standings.keys()].filter((id) => !inTime.includes(id));
  return [...inTime, ...others].flatMap((id) => {
    const own = made.ownSteps.get(id);
    if (own?.withdrawn || (!own && !catalogue.steps.has(id))) return [];
    const { state, reason, title, dueAt, feasibility } = made.standings.get(id) ?? UNDECIDED;
    return [{ id, own: own?.own ?? null, state, reason, title, dueAt, feasibility }];
  });
}
