import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { OwnCount } from './own-count.js';

const FIRST_LOOK_MS = 2_000;
const LOOK_EVERY_MS = 30_000;
/** Counting takes at most one part in so many of the time, however many incidents there are. */
const SHARE_OF_TIME = 20;

/** Keeps the organisation's own counts up to date beside the requests; goes on where a crash left off. */
@Injectable()
export class OwnCountWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(OwnCountWorker.name);
  readonly #stopping = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly count: OwnCount,
    private readonly http: HttpAdapterHost,
  ) {}

  /** A command beside a running service leaves the counting to the service. */
  onApplicationBootstrap(): void {
    if (this.http.httpAdapter) this.#loop = this.#run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let wait = FIRST_LOOK_MS; !signal.aborted;) {
      await pause(wait, undefined, { ref: false, signal }).catch(() => undefined);
      if (signal.aborted) return;
      const begun = performance.now();
      await this.#look();
      wait = Math.max(LOOK_EVERY_MS, SHARE_OF_TIME * (performance.now() - begun));
    }
  }

  async #look(): Promise<void> {
    try {
      await this.count.ifNeeded();
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown';
      this.#logger.error(`Counting own incidents failed and will be tried again: ${name}.`);
    }
  }
}
