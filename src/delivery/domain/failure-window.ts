import type { SendState } from './delivery-state.js';

const WINDOW = 500;
const LEAST = 20;
const MOST_SHARE = 0.05;

/**
 * Watches the latest outcomes of one run: over 5 % of the last 500 (at least 20 outcomes) failed or unconfirmed, and
 * the mailing has to stop and ask a person.
 */
export class FailureWindow {
  readonly #failed: boolean[] = [];

  record(state: SendState): void {
    if (state === 'queued') return;
    this.#failed.push(state === 'failed' || state === 'unconfirmed');
    if (this.#failed.length > WINDOW) this.#failed.shift();
  }

  get tripped(): boolean {
    const { length } = this.#failed;
    return length >= LEAST && this.#failed.filter(Boolean).length / length > MOST_SHARE;
  }
}
