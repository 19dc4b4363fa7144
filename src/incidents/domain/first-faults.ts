import type { Fault } from '../../platform/errors.js';

const MOST = 100;

/** The first hundred faults of an input that may have millions, and how many more there are. */
export class FirstFaults {
  readonly #first: Fault[] = [];
  #more = 0;

  /** @param fault made only when it will be read */
  add(fault: () => Fault): void {
    if (this.#first.length < MOST) this.#first.push(fault());
    else this.#more++;
  }

  list(): Fault[] {
    const rest = { path: '', message: `There are ${this.#more} more of these.` };
    return this.#more === 0 ? [...this.#first] : [...this.#first, rest];
  }
}
