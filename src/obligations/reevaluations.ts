import { Inject, Injectable, Logger } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { Incident } from '../incidents/incident.entity.js';
import { Incidents } from '../incidents/incidents.service.js';
import { SYSTEM, type Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { instantText } from '../platform/database/columns.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { DutyRegister } from './duty-register.js';
import { NoPassToMove } from './obligations.errors.js';
import { Reevaluation } from './reevaluation.entity.js';

/** How the registers stand to the knowledge in force. */
export interface ReevaluationStanding {
  knowledgeVersion: string;
  /** Open incidents whose register still rests on other knowledge. */
  behind: number;
  /** The newest pass; null: none was ever needed. */
  pass: Reevaluation | null;
}

const BATCH = 20;
/** A pass without a step for so long was left by its process. */
const ABANDONED_AFTER = { seconds: 60 };

/**
 * Holds the registers of all open incidents against new knowledge, batch by batch. Each batch is one transaction with
 * its progress, so that a pass stops between two of them and goes on after a crash where it was.
 */
@Injectable()
export class Reevaluations {
  readonly #logger = new Logger(Reevaluations.name);
  readonly #worker: string;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly register: DutyRegister,
    private readonly incidents: Incidents,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {
    this.#worker = ids.next();
  }

  async standing(): Promise<ReevaluationStanding> {
    const { manager } = this.reader;
    return {
      knowledgeVersion: this.catalogue.version,
      behind: await this.#behind(manager).getCount(),
      pass: await newest(manager),
    };
  }

  /**
   * Begins a pass where registers are behind and none is on its way for this knowledge; a pass that people stopped
   * stays stopped.
   */
  begin(actor: Actor = SYSTEM): Promise<void> {
    return this.unitOfWork.run(async (manager) => {
      const last = await newest(manager);
      if (last?.knowledgeVersion === this.catalogue.version && last.state !== 'done') return;
      const total = await this.#behind(manager).getCount();
      if (total === 0) return;
      if (last && last.state !== 'done')
        await manager.update(Reevaluation, { id: last.id }, { state: 'done' });
      const now = this.clock.now();
      const pass: Reevaluation = {
        id: this.ids.next(),
        knowledgeVersion: this.catalogue.version,
        state: 'running',
        total,
        done: 0,
        changed: 0,
        failed: 0,
        cursor: '',
        worker: '',
        startedBy: actor.id,
        startedAt: now,
        movedAt: now,
      };
      await manager.insert(Reevaluation, pass);
      await this.#tell(manager, pass, 'reevaluation.started', actor);
    });
  }

  /** @throws NoPassToMove unless a pass is running */
  stop(actor: Actor): Promise<Reevaluation> {
    return this.#move('running', 'stopped', 'reevaluation.stopped', actor);
  }

  /** @throws NoPassToMove unless a pass was stopped */
  resume(actor: Actor): Promise<Reevaluation> {
    return this.#move('stopped', 'running', 'reevaluation.resumed', actor);
  }

  /** Works off one batch. @returns false when nothing is left to do for this process now */
  async step(): Promise<boolean> {
    try {
      return await this.unitOfWork.run((manager) => this.#batch(manager, BATCH));
    } catch (error) {
      this.#logger.warn(
        `A batch of the re-evaluation failed: ${nameOf(error)}; its incidents are taken one by one.`,
      );
      return this.#oneByOne();
    }
  }

  /** The incident that breaks a batch is passed over, named in the log and counted. */
  async #oneByOne(): Promise<boolean> {
    try {
      return await this.unitOfWork.run((manager) => this.#batch(manager, 1));
    } catch (error) {
      return this.unitOfWork.run(async (manager) => {
        const pass = await this.#mine(manager);
        if (!pass) return false;
        const [next] = await this.#after(manager, pass.cursor, 1);
        if (!next) return false;
        this.#logger.error(`Incident ${next.id} cannot be evaluated: ${nameOf(error)}`);
        const moved = {
          cursor: next.id,
          failed: pass.failed + 1,
          done: pass.done + 1,
          movedAt: this.clock.now(),
        };
        await manager.update(Reevaluation, { id: pass.id }, moved);
        return true;
      });
    }
  }

  async #batch(manager: EntityManager, size: number): Promise<boolean> {
    const pass = await this.#mine(manager);
    if (!pass) return false;
    const next = await this.#after(manager, pass.cursor, size);
    let changed = 0;
    for (const { id } of next) {
      const { facts, revision } = await this.incidents.currentFacts(manager, id);
      const change = await this.register.hold(manager, { incidentId: id, revision, facts });
      if (Object.values(change).some((rules: string[]) => rules.length > 0)) changed += 1;
    }
    const moved = {
      worker: this.#worker,
      cursor: next.at(-1)?.id ?? pass.cursor,
      done: pass.done + next.length,
      changed: pass.changed + changed,
      state: next.length < size ? ('done' as const) : pass.state,
      movedAt: this.clock.now(),
    };
    await manager.update(Reevaluation, { id: pass.id }, moved);
    if (moved.state === 'done') await this.#tell(manager, { ...pass, ...moved }, 'reevaluation.done', SYSTEM);
    return moved.state !== 'done';
  }

  /** The running pass, if it is this process's to move. */
  async #mine(manager: EntityManager): Promise<Reevaluation | null> {
    const pass = await newest(manager);
    if (pass?.state !== 'running' || pass.knowledgeVersion !== this.catalogue.version) return null;
    const abandoned = this.clock.now().subtract(ABANDONED_AFTER);
    const free = pass.worker === '' || Temporal.Instant.compare(pass.movedAt, abandoned) < 0;
    return free || pass.worker === this.#worker ? pass : null;
  }

  #behind(manager: EntityManager) {
    return manager
      .createQueryBuilder(Incident, 'i')
      .leftJoin('register_state', 's', 's.incident_id = i.id')
      .where(`i.status <> 'closed'`)
      .andWhere('(s.knowledge_version IS NULL OR s.knowledge_version <> :version)', {
        version: this.catalogue.version,
      });
  }

  #after(manager: EntityManager, cursor: string, size: number): Promise<{ id: string }[]> {
    return this.#behind(manager)
      .andWhere('i.id > :cursor', { cursor })
      .select(['i.id'])
      .orderBy('i.id', 'ASC')
      .take(size)
      .getMany();
  }

  #move(
    from: Reevaluation['state'],
    to: Reevaluation['state'],
    action: string,
    actor: Actor,
  ): Promise<Reevaluation> {
    return this.unitOfWork.run(async (manager) => {
      const pass = await newest(manager);
      if (pass?.state !== from) throw new NoPassToMove(from);
      const moved = { state: to, worker: '', movedAt: this.clock.now() };
      await manager.update(Reevaluation, { id: pass.id }, moved);
      await this.#tell(manager, pass, action, actor);
      return { ...pass, ...moved };
    });
  }

  async #tell(manager: EntityManager, pass: Reevaluation, action: string, actor: Actor): Promise<void> {
    const { total, done, changed, failed, knowledgeVersion } = pass;
    await this.audit.append(manager, {
      action,
      subject: pass.id,
      incidentId: null,
      actor,
      facts: {
        knowledge: knowledgeVersion,
        total,
        done,
        changed,
        failed,
        startedAt: instantText(pass.startedAt),
      },
    });
  }
}

async function newest(manager: EntityManager): Promise<Reevaluation | null> {
  const [pass] = await manager.find(Reevaluation, { order: { id: 'DESC' }, take: 1 });
  return pass ?? null;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown error';
}
