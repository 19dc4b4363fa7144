import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { AuditHead } from '../audit/audit-head.entity.js';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { Incident } from '../incidents/incident.entity.js';
import { PlanStep } from '../plans/plan-step.entity.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { ComparableCellRow } from './comparable-cell.entity.js';
import { ComparableRow } from './comparable-row.entity.js';
import { ComparableTally } from './comparable-tally.entity.js';
import { SMALLEST_SHOWN } from './domain/group.js';
import { OwnTally } from './domain/own-tally.js';
import type { OwnCell } from './domain/own-tally.js';
import { OwnRows, toCounted } from './own-rows.js';

/** The step of the catalogue by which a plan decides about monitoring. */
const MONITORING_STEP = 'support-monitoring';
const INCIDENTS_AT_ONCE = 500;
const CELLS_AT_ONCE = 200;
/** A count that has not been heard of for so long is taken to be dead. */
const SILENCE = { minutes: 2 };

/**
 * Adds up the organisation's own incidents into cells, so that a request reads a handful of rows however many
 * incidents there are. Each count is a whole one and leaves its cells in one transaction; of several at once, the
 * one begun last stays. It makes no entry in the audit trail: it tells nothing that the trail does not hold.
 */
@Injectable()
export class OwnCount {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly rows: OwnRows,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /**
   * Counts anew if anything was done since the last count or the knowledge changed. Every change leaves an entry in
   * the audit trail, so its size tells without a look at the incidents.
   *
   * @returns false when there was nothing to do, or another process does it
   */
  async ifNeeded(): Promise<boolean> {
    const last = await this.reader.manager.findOneByOrFail(ComparableTally, { id: 1 });
    const sealed = await this.#sealed();
    if (last.countedAt && last.auditSize === sealed && last.knowledge === this.catalogue.version)
      return false;
    const alive = last.claimedAt.add(SILENCE).epochMilliseconds > this.clock.now().epochMilliseconds;
    if (last.claimed > last.tally && alive) return false;
    return this.anew();
  }

  /** Counts all incidents anew. @returns false when a later count took over */
  async anew(): Promise<boolean> {
    const countedAt = this.clock.now();
    const auditSize = await this.#sealed();
    const claim = await this.#claim();
    const tally = new OwnTally();
    let incidents = 0;
    for (let after = ''; ;) {
      const page = await this.#page(after);
      const { states, changed } = await this.rows.of(page, await this.#monitoring(page), claim);
      if (changed.length > 0 && !(await this.#write(claim, (manager) => keep(manager, changed))))
        return false;
      for (const row of states.filter(({ counted }) => counted)) {
        tally.add(toCounted(row));
        incidents++;
      }
      if (page.length < INCIDENTS_AT_ONCE) break;
      after = page.at(-1)?.id ?? '';
    }
    const cells = tally.cells(SMALLEST_SHOWN);
    const done = { tally: claim, auditSize, knowledge: this.catalogue.version, incidents, countedAt };
    return this.#write(claim, async (manager) => {
      await replaceCells(manager, cells, claim);
      await manager.update(ComparableTally, { id: 1 }, done);
    });
  }

  async #sealed(): Promise<number> {
    return (await this.reader.manager.findOneBy(AuditHead, { id: 1 }))?.size ?? 0;
  }

  #claim(): Promise<number> {
    return this.unitOfWork.run(async (manager) => {
      const { claimed } = await manager.findOneByOrFail(ComparableTally, { id: 1 });
      const next = claimed + 1;
      await manager.update(ComparableTally, { id: 1 }, { claimed: next, claimedAt: this.clock.now() });
      return next;
    });
  }

  /** Writes while the claim is the latest. Touching its row makes a rival's claim and this write exclude each other. */
  #write(claim: number, work: (manager: EntityManager) => Promise<void>): Promise<boolean> {
    return this.unitOfWork.run(async (manager) => {
      const mine = { id: 1, claimed: claim };
      const { affected } = await manager.update(ComparableTally, mine, { claimedAt: this.clock.now() });
      if (affected !== 1) return false;
      await work(manager);
      return true;
    });
  }

  #page(after: string): Promise<Incident[]> {
    return this.reader
      .query(Incident, 'i')
      .where('i.id > :after', { after })
      .orderBy('i.id', 'ASC')
      .limit(INCIDENTS_AT_ONCE)
      .getMany();
  }

  async #monitoring(incidents: readonly Incident[]): Promise<ReadonlyMap<string, PlanStep['state']>> {
    const steps = await this.reader.manager.findBy(PlanStep, {
      stepId: MONITORING_STEP,
      incidentId: In(incidents.map(({ id }) => id)),
    });
    return new Map(steps.map(({ incidentId, state }) => [incidentId, state]));
  }
}

async function keep(manager: EntityManager, rows: readonly ComparableRow[]): Promise<void> {
  await manager.upsert(ComparableRow, [...rows], ['incidentId']);
}

async function replaceCells(manager: EntityManager, cells: readonly OwnCell[], tally: number): Promise<void> {
  await manager.createQueryBuilder().delete().from(ComparableCellRow).execute();
  for (let start = 0; start < cells.length; start += CELLS_AT_ONCE) {
    const some = cells.slice(start, start + CELLS_AT_ONCE).map((cell) => ({ ...cell, tally }));
    await manager.insert(ComparableCellRow, some);
  }
}
