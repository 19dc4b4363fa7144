import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ReminderCalls } from './reminder-calls.js';
import { ReminderLadder } from './reminder-ladder.js';
import { ReminderSender } from './reminder-sender.js';

/** A rung is taken at the latest this long after its moment. */
const LOOK_EVERY_MS = 30_000;
const LONGEST_GOODBYE_MS = 10_000;

/** Takes the rungs that have come, and sends what people are to be told, inside the service. */
@Injectable()
export class ReminderWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(ReminderWorker.name);
  readonly #stopping = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly calls: ReminderCalls,
    private readonly sender: ReminderSender,
    private readonly ladder: ReminderLadder,
    private readonly http: HttpAdapterHost,
  ) {}

  /** A command that only uses the services, beside a running service, reminds nobody. */
  onApplicationBootstrap(): void {
    if (this.http.httpAdapter && this.ladder.rungs.length > 0) this.#loop = this.#run();
  }

  /** Lets the message on its way end; whoever keeps us waiting is left and taken up by the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping.abort();
    await Promise.race([this.#loop, pause(LONGEST_GOODBYE_MS, undefined, { ref: false })]);
  }

  /** One look at the duties and one turn of sending. */
  async round(): Promise<void> {
    await this.#guarded(() => this.calls.make());
    await this.#guarded(() => this.sender.sendAll(this.#stopping.signal));
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.round();
      await pause(LOOK_EVERY_MS, undefined, { ref: false, signal }).catch(() => undefined);
    }
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#logger.error(`Reminders: ${error instanceof Error ? error.name : 'unknown error'}`);
    }
  }
}
