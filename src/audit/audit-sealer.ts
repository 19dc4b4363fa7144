import { createPublicKey } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, BeforeApplicationShutdown } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { Temporal } from 'temporal-polyfill';
import { Clock } from '../platform/clock.js';
import { Environment } from '../platform/config/environment.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { KEYS } from '../platform/platform.tokens.js';
import type { Keys } from '../platform/secrets/key-files.js';
import { AuditCheckpoint } from './audit-checkpoint.entity.js';
import { AuditEntry } from './audit-entry.entity.js';
import { AuditHead } from './audit-head.entity.js';
import { originOf, signCheckpoint } from './domain/checkpoint.js';
import { CompactRange } from './domain/merkle-log.js';

const SEAL_EVERY_MS = 1_000;
const BATCH = 1_000;
const CHECKPOINT_ENTRIES = 1_000;
const CHECKPOINT_AGE = { hours: 1 };
/** Acts whose proof must leave the database at once. */
const CHECKPOINT_ACTIONS = new Set([
  'notice.approved',
  'mailing.confirmed',
  'mailing.started',
  'mailing.finished',
  'mailing.amended',
]);

/** Numbers new entries into the Merkle log once a second and signs checkpoints that leave the database. */
@Injectable()
export class AuditSealer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(AuditSealer.name);
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly environment: Environment,
    @Inject(KEYS) private readonly keys: Keys,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#running = this.sealAll().catch((error: unknown) => {
        this.#logger.error(
          `Sealing failed and will be tried again: ${error instanceof Error ? error.name : 'unknown'}`,
        );
      });
    }, SEAL_EVERY_MS);
    this.#timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
    await this.sealAll();
  }

  /** Seals everything committed so far. Safe to call at any time, from any number of processes. */
  async sealAll(): Promise<void> {
    for (let sealed = BATCH; sealed === BATCH;) {
      const outcome = await this.unitOfWork.run((manager) => this.#sealBatch(manager));
      if (outcome.note) this.#publish(outcome.note.size, outcome.note.text);
      sealed = outcome.sealed;
    }
  }

  async #sealBatch(
    manager: EntityManager,
  ): Promise<{ sealed: number; note: { size: number; text: string } | null }> {
    const head = await this.#lockedHead(manager);
    const entries = await manager.find(AuditEntry, {
      where: { seq: IsNull() },
      order: { id: 'ASC' },
      take: BATCH,
    });
    if (entries.length === 0) return { sealed: 0, note: null };
    const range = new CompactRange({ size: head.size, hashes: head.range });
    for (const entry of entries) {
      await manager.update(AuditEntry, { id: entry.id, seq: IsNull() }, { seq: range.size });
      range.append(Buffer.from(entry.leafHash, 'hex'));
    }
    const { size, hashes } = range.state();
    const root = range.root().toString('hex');
    const now = this.clock.now();
    await manager.update(AuditHead, { id: 1 }, { size, root, range: hashes, sealedAt: now });
    const due =
      entries.some((entry) => CHECKPOINT_ACTIONS.has(entry.action)) ||
      (await this.#checkpointDue(manager, size, now));
    return { sealed: entries.length, note: due ? await this.#sign(manager, size, root, now) : null };
  }

  async #lockedHead(manager: EntityManager): Promise<AuditHead> {
    const lock =
      manager.connection.options.type === 'postgres' ? { lock: { mode: 'pessimistic_write' as const } } : {};
    const head = await manager.findOne(AuditHead, { where: { id: 1 }, ...lock });
    if (head) return head;
    const first = {
      id: 1,
      size: 0,
      root: new CompactRange().root().toString('hex'),
      range: [],
      sealedAt: this.clock.now(),
    };
    await manager.insert(AuditHead, first);
    return first;
  }

  async #checkpointDue(manager: EntityManager, size: number, now: Temporal.Instant): Promise<boolean> {
    const [last] = await manager.find(AuditCheckpoint, { order: { size: 'DESC' }, take: 1 });
    if (!last || size - last.size >= CHECKPOINT_ENTRIES) return true;
    return Temporal.Instant.compare(last.signedAt.add(CHECKPOINT_AGE), now) <= 0;
  }

  async #sign(
    manager: EntityManager,
    size: number,
    root: string,
    signedAt: Temporal.Instant,
  ): Promise<{ size: number; text: string }> {
    const origin = originOf(createPublicKey(this.keys.checkpoint));
    const text = signCheckpoint({ origin, size, root }, this.keys.checkpoint);
    await manager.insert(AuditCheckpoint, { size, root, note: text, signedAt });
    return { size, text };
  }

  /** The copy outside the database is what makes rewriting the tables visible. */
  #publish(size: number, note: string): void {
    const folder = join(this.environment.DATA_DIR, 'checkpoints');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, `${String(size).padStart(12, '0')}.note`), note, { mode: 0o600 });
  }
}
