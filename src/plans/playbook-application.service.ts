import { Inject, Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { stepKey } from '../catalogue/domain/playbook.js';
import type { PlaybookContent, PlaybookStep } from '../catalogue/domain/playbook.js';
import type { Incident } from '../incidents/incident.entity.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { IncidentPlaybook } from '../playbooks/incident-playbook.entity.js';
import { sealedContent } from '../playbooks/playbook-records.js';
import type { PlaybookAt } from '../playbooks/playbook-records.js';
import { PlaybookIsArchived } from '../playbooks/playbooks.errors.js';
import { Playbooks } from '../playbooks/playbooks.service.js';
import { inPlan, previewPlaybook } from './domain/playbook-preview.js';
import type { PlaybookPreview, PreviewGround, PreviewedStep } from './domain/playbook-preview.js';
import { ownStepsInOrder } from './domain/playbook-own-steps.js';
import { rankingFactsOf } from './domain/ranking-facts.js';
import { OwnSteps } from './own-steps.service.js';
import { PlaybookVersionReused, PreviewIsStale } from './playbook-application.errors.js';
import { Plans } from './plans.service.js';
import type { IncidentPlan } from './plans.service.js';
import { StepDecisions } from './step-decisions.service.js';
import type { DecisionGround } from './step-decisions.service.js';
import { UNDECIDED } from './step-standing.js';

/** What was applied to an incident, with the content as it was then. */
export type PlaybookPin = Readonly<IncidentPlaybook>;

export interface ApplyPlaybook {
  playbookId: string;
  /** Absent: the current one. */
  version?: number;
  /** What the preview showed; absent: whatever stands is taken. */
  seen?: { factsRevision: number; contentHash: string };
}

export interface PreviewedPlaybook {
  incident: Incident;
  playbook: PlaybookAt;
  preview: PlaybookPreview;
  factsRevision: number;
  at: Temporal.Instant;
  /** Pins of this playbook on the incident, newest version first. */
  pins: PlaybookPin[];
}

export interface AppliedPlaybook extends PreviewedPlaybook {
  pin: PlaybookPin;
  /** False: this very version had been applied before, and nothing was changed. */
  changed: boolean;
}

/** Lays a playbook over the plan of an incident: what it would do, and doing it. */
@Injectable()
export class PlaybookApplication {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly incidents: Incidents,
    private readonly playbooks: Playbooks,
    private readonly plans: Plans,
    private readonly ownSteps: OwnSteps,
    private readonly decisions: StepDecisions,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** @throws IncidentNotFound, PlaybookNotFound */
  async preview(
    incidentId: string,
    playbookId: string,
    version: number | undefined,
    actor: Actor,
  ): Promise<PreviewedPlaybook> {
    const { manager } = this.reader;
    const incident = await this.incidents.visible(manager, incidentId, actor);
    const playbook = await this.playbooks.at(playbookId, version, manager);
    const made = await this.plans.madeFor(manager, incident.id, { bands: false });
    return this.#previewed(manager, incident, playbook, made);
  }

  /** What was applied to an incident, newest first. @throws IncidentNotFound */
  async pins(incidentId: string, actor: Actor): Promise<PlaybookPin[]> {
    const incident = await this.incidents.visible(this.reader.manager, incidentId, actor);
    const pins = await this.reader.manager.findBy(IncidentPlaybook, { incidentId: incident.id });
    return pins.sort(newestFirst);
  }

  /**
   * Accepts what is still proposed, sets what the playbook adapts, adds its own steps and pins the version; no
   * decision of people is changed. The same version once more changes nothing.
   *
   * @throws PreviewIsStale, PlaybookVersionReused, PlaybookIsArchived, PlaybookNotFound, IncidentIsClosed,
   *   IncidentNotFound
   */
  apply(incidentId: string, wanted: ApplyPlaybook, actor: Actor): Promise<AppliedPlaybook> {
    return this.unitOfWork.run(async (manager) => {
      const incident = await this.incidents.workable(manager, incidentId, actor);
      const playbook = await this.playbooks.at(wanted.playbookId, wanted.version, manager);
      const made = await this.plans.madeFor(manager, incident.id, { bands: false });
      const before = await this.#previewed(manager, incident, playbook, made);
      const pinned = before.pins.find(({ version }) => version === playbook.number);
      if (pinned && pinned.contentHash !== playbook.contentHash) throw new PlaybookVersionReused();
      if (pinned) return { ...before, pin: pinned, changed: false };
      if (playbook.playbook.archived) throw new PlaybookIsArchived();
      refuseStale(before, wanted.seen);
      const added = await this.#addOwnSteps(manager, incident.id, before, actor);
      await this.#accept(manager, before, added, actor);
      const pin = await this.#pin(manager, before, added, actor);
      return { ...before, pin, pins: [pin, ...before.pins], changed: true };
    });
  }

  async #previewed(
    manager: EntityManager,
    incident: Incident,
    playbook: PlaybookAt,
    made: IncidentPlan,
  ): Promise<PreviewedPlaybook> {
    const where = { incidentId: incident.id, playbookId: playbook.playbook.id };
    const pins = (await manager.findBy(IncidentPlaybook, where)).sort((a, b) => b.version - a.version);
    const { facts, revision } = await this.incidents.currentFacts(manager, incident.id);
    const ground: PreviewGround = {
      plan: made.plan,
      facts: rankingFactsOf(facts, made.at, this.catalogue),
      steps: made.steps,
      stateOf: (id) =>
        made.ownSteps.get(id)?.withdrawn ? 'withdrawn' : (made.standings.get(id)?.state ?? 'proposed'),
      added: addedBefore(pins, playbook.content),
    };
    const preview = previewPlaybook(playbook.content, ground);
    return { incident, playbook, preview, factsRevision: revision, at: made.at, pins };
  }

  /** @returns ids of the playbook's own steps to those of the plan, also of those added before */
  async #addOwnSteps(
    manager: EntityManager,
    incidentId: string,
    { playbook: { content }, preview, pins }: PreviewedPlaybook,
    actor: Actor,
  ): Promise<Map<string, string>> {
    const added = new Map(addedBefore(pins, content));
    const wanted = new Set(preview.accepted.filter(({ own }) => own).map(({ id }) => id));
    const gone = new Set(preview.decided.filter(({ state }) => state === 'withdrawn').map(({ id }) => id));
    for (const { id, own, title, owner } of ownStepsInOrder(content)) {
      if (!wanted.has(id) || added.has(id)) continue;
      const requires = own.requires.filter((one) => !gone.has(one)).map((one) => added.get(one) ?? one);
      const step = { ...own, requires, title: title ?? own.title, owner: owner ?? own.owner };
      added.set(id, await this.ownSteps.addWith(manager, incidentId, step, actor));
    }
    return added;
  }

  async #accept(
    manager: EntityManager,
    { incident, preview }: PreviewedPlaybook,
    added: ReadonlyMap<string, string>,
    actor: Actor,
  ): Promise<void> {
    const ground = await this.decisions.ground(manager, incident.id, actor);
    const now = this.clock.now();
    for (const { step } of preview.accepted) {
      const id = inPlan(step, { added });
      if (id === null) throw new Error(`The own step ${stepKey(step)} was not added.`);
      await this.decisions.acceptWith(manager, ground, id, adaptations(step, id, ground, now), actor);
    }
  }

  async #pin(
    manager: EntityManager,
    { incident, playbook, preview, factsRevision }: PreviewedPlaybook,
    added: ReadonlyMap<string, string>,
    actor: Actor,
  ): Promise<IncidentPlaybook> {
    const taken = ({ step }: PreviewedStep) => [stepKey(step), inPlan(step, { added }) ?? stepKey(step)];
    const accepted = preview.accepted.map(taken);
    const { text, hash } = sealedContent(playbook.content);
    const pin = manager.create(IncidentPlaybook, {
      incidentId: incident.id,
      playbookId: playbook.playbook.id,
      version: playbook.number,
      contentHash: hash,
      content: text,
      steps: Object.fromEntries([...accepted, ...preview.decided.map(taken)]) as Record<string, string>,
      factsRevision,
      appliedBy: actor.id,
      appliedAt: this.clock.now(),
    });
    await manager.insert(IncidentPlaybook, pin);
    await this.audit.append(manager, {
      action: 'playbook.applied',
      subject: pin.playbookId,
      incidentId: incident.id,
      actor,
      facts: {
        version: pin.version,
        hash,
        factsRevision,
        accepted: accepted.map(([, id]) => id ?? ''),
        untouched: preview.decided.length,
        notApplicable: preview.notApplicable.length,
        warned: preview.leftOut.filter(({ warned }) => warned).map(({ id }) => id),
        missingRemedies: preview.missingRemedies.map(({ remedy }) => remedy),
      },
    });
    return pin;
  }
}

/** What people set stays; the playbook fills what is empty. */
function adaptations(step: PlaybookStep, id: string, { made }: DecisionGround, now: Temporal.Instant) {
  const standing = made.standings.get(id) ?? UNDECIDED;
  const { title, dueHours, feasibility } = step;
  return {
    ...(title !== undefined && !('own' in step) && standing.title === null ? { title } : {}),
    ...(dueHours !== undefined && standing.dueAt === null ? { dueAt: now.add({ hours: dueHours }) } : {}),
    ...(feasibility !== undefined && standing.feasibility === null ? { feasibility } : {}),
  };
}

/** Own steps of this playbook that an earlier version added, by their ids in the playbook. */
function addedBefore(pins: readonly PlaybookPin[], { steps }: PlaybookContent): ReadonlyMap<string, string> {
  const own = steps.flatMap((step) => ('own' in step ? [step.id] : []));
  return new Map(
    own.flatMap((id) => {
      const known = pins.find((pin) => Object.hasOwn(pin.steps, id))?.steps[id];
      return known === undefined ? [] : [[id, known] as const];
    }),
  );
}

function refuseStale({ factsRevision, playbook }: PreviewedPlaybook, seen: ApplyPlaybook['seen']): void {
  if (!seen) return;
  const same = seen.factsRevision === factsRevision && seen.contentHash === playbook.contentHash;
  if (!same) throw new PreviewIsStale();
}

function newestFirst(a: PlaybookPin, b: PlaybookPin): number {
  return b.appliedAt.epochMilliseconds - a.appliedAt.epochMilliseconds || b.version - a.version;
}
