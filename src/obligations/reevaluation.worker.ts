import { setImmediate as breath, setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Reevaluations } from './reevaluations.js';

/** Passes that other processes left, and those that people let go on elsewhere, are found after this. */
const LOOK_EVERY_MS = 15_000;

/** Moves re-evaluations on inside the service, between requests. */
@Injectable()
export class ReevaluationWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(ReevaluationWorker.name);
  readonly #stopping = new AbortController();
  #wake: () => void = () => undefined;
  #loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly reevaluations: Reevaluations,
    private readonly http: HttpAdapterHost,
  ) {}

  /** A command that only uses the services, beside a running service, moves nothing. */
  onApplicationBootstrap(): void {
    if (this.http.httpAdapter) this.#loop = this.#run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#loop;
  }

  /** Someone let a pass go on: look at once. */
  wake(): void {
    this.#wake();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    await this.#guarded(() => this.reevaluations.begin());
    while (!signal.aborted) {
      const woken = new Promise<void>((resolve) => (this.#wake = resolve));
      while (!signal.aborted && (await this.#guarded(() => this.reevaluations.step()))) await breath();
      if (signal.aborted) return;
      const timer = new AbortController();
      const rest = pause(LOOK_EVERY_MS, undefined, { ref: false, signal: timer.signal });
      await Promise.race([woken, rest.catch(() => undefined)]);
      timer.abort();
    }
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.#logger.error(`Re-evaluation: ${error instanceof Error ? error.name : 'unknown error'}`);
      return undefined;
    }
  }
}
