import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { CopySender } from './copy-sender.js';
import { FailureWindow } from './domain/failure-window.js';
import { MailingBatches } from './mailing-batches.js';
import type { Batch, RunEnd, Settled } from './mailing-batches.js';
import { MailingLeases } from './mailing-leases.js';
import type { Lease } from './mailing-leases.js';
import { MailingSignal } from './mailing-signal.js';
import { MailingStart } from './mailing-start.js';

/** How long to look for nothing: other processes' mailings and lapsed leases are found at the latest after this. */
const LOOK_EVERY_MS = 5_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
const LONGEST_GOODBYE_MS = 10_000;

/** Sends confirmed mailings, one after the other, inside the service; goes on where a crash or a stop left off. */
@Injectable()
export class DeliveryWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(DeliveryWorker.name);
  readonly #stopping = new AbortController();
  /** Mailings whose mail server turned us away: how often in a row, and until when we leave it alone. */
  readonly #waits = new Map<string, { times: number; until: number }>();
  #wake: () => void = () => undefined;
  #loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly leases: MailingLeases,
    private readonly start: MailingStart,
    private readonly batches: MailingBatches,
    private readonly sender: CopySender,
    private readonly signal: MailingSignal,
    private readonly clock: Clock,
    private readonly http: HttpAdapterHost,
  ) {}

  /** A command that only uses the services, beside a running service, must send nothing. */
  onApplicationBootstrap(): void {
    if (!this.http.httpAdapter) return;
    this.signal.listen(() => this.#wake());
    this.#loop = this.#run();
  }

  /**
   * Lets the copies on their way end, writes them down and gives the mailing back. Whoever keeps us waiting is left:
   * the next start lists those copies as unconfirmed.
   */
  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await Promise.race([this.#loop, pause(LONGEST_GOODBYE_MS, undefined, { ref: false })]);
  }

  async #run(): Promise<void> {
    await this.#guarded(() => this.leases.voidAtStart());
    while (!this.#stopping.signal.aborted) {
      const woken = new Promise<void>((resolve) => (this.#wake = resolve));
      const wait = (await this.#guarded(() => this.#round())) ?? LOOK_EVERY_MS;
      const timer = new AbortController();
      await Promise.race([
        woken,
        pause(wait, undefined, { ref: false, signal: timer.signal }).catch(() => undefined),
      ]);
      timer.abort();
    }
  }

  /** @returns milliseconds until the next look */
  async #round(): Promise<number> {
    const { mailingIds, nextStart } = await this.leases.due();
    for (const mailingId of mailingIds) {
      if (this.#stopping.signal.aborted) break;
      if ((this.#waits.get(mailingId)?.until ?? 0) > performance.now()) continue;
      await this.#guarded(() => this.#send(mailingId));
    }
    const untilStart = nextStart
      ? nextStart.epochMilliseconds - this.clock.now().epochMilliseconds
      : LOOK_EVERY_MS;
    const untilRetry = [...this.#waits.values()].map(({ until }) => until - performance.now());
    return Math.max(10, Math.min(LOOK_EVERY_MS, untilStart, ...untilRetry));
  }

  async #send(mailingId: string): Promise<void> {
    const lease = await this.leases.take(mailingId);
    if (lease && (await this.start.begin(lease))) await this.#drive(lease);
  }

  /** One run: batches until nothing is left, or something makes it end. */
  async #drive(lease: Lease): Promise<void> {
    const failures = new FailureWindow();
    let settled: Settled[] = [];
    let after = '';
    let end: RunEnd | undefined;
    for (;;) {
      const batch = await this.#exchanged(lease, settled, after, end);
      if (!batch) break;
      settled = await this.sender.sendAll(batch, this.#stopping.signal);
      for (const { outcome } of settled) failures.record(outcome.state);
      after = batch.copies.at(-1)?.delivery.recipientId ?? '';
      end = this.#endAfter(settled, failures);
    }
    await this.sender.rest();
    this.#remember(lease.mailingId, end);
  }

  #endAfter(settled: readonly Settled[], failures: FailureWindow): RunEnd | undefined {
    if (this.#stopping.signal.aborted) return { kind: 'leave' };
    if (failures.tripped) return { kind: 'pause', reason: 'too_many_failures' };
    const trouble = settled.find(({ outcome }) => outcome.trouble)?.outcome.trouble;
    const nothingWent = settled.every(({ outcome }) => outcome.state === 'queued');
    return trouble && nothingWent ? { kind: 'wait', reason: trouble } : undefined;
  }

  #remember(mailingId: string, end: RunEnd | undefined): void {
    if (end?.kind !== 'wait') {
      this.#waits.delete(mailingId);
      return;
    }
    const times = (this.#waits.get(mailingId)?.times ?? 0) + 1;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (times - 1));
    this.#waits.set(mailingId, { times, until: performance.now() + wait });
    // The mail server turns us away.
    this.#logger.warn({ mailing: mailingId, code: end.reason, ms: wait });
  }

  /** Outcomes are held in memory until the database takes them; meanwhile nothing new is sent. */
  async #exchanged(
    lease: Lease,
    settled: readonly Settled[],
    after: string,
    end: RunEnd | undefined,
  ): Promise<Batch | null> {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
      try {
        return await this.batches.exchange(lease, settled, after, end);
      } catch (error) {
        this.#logger.error(`The ledger cannot be written: ${nameOf(error)}. It will be tried again.`);
        if (this.#stopping.signal.aborted) return null;
        await pause(wait, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      }
    }
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.#logger.error(`Sending was interrupted and will be tried again: ${nameOf(error)}.`);
      return undefined;
    }
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
