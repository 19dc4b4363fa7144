/** At most so many acts within any stretch of so many seconds. */
export interface Rate {
  most: number;
  seconds: number;
}

const MOST_KEYS = 10_000;

/** Lets each key act at a rate. In memory: forgets keys that rest and, beyond 10,000, the one that asked longest ago. */
export class RateWindow {
  /** Moments of the acts that were allowed; the key that asked last stands last. */
  readonly #acts = new Map<string, readonly number[]>();

  constructor(private readonly rate: Rate) {}

  /**
   * Counts an act that is allowed, and no other.
   *
   * @param nowMs milliseconds of any clock; once it is set back, acts that lie ahead of it count no more
   * @returns whole seconds to wait, 1 or more; 0: it is allowed
   */
  take(key: string, nowMs: number): number {
    const acts = (this.#acts.get(key) ?? []).filter((at) => this.#counts(at, nowMs));
    const [oldest] = acts;
    const rests = oldest !== undefined && acts.length >= this.rate.most;
    this.#acts.delete(key);
    this.#acts.set(key, rests ? acts : [...acts, nowMs]);
    this.#forget(nowMs);
    return rests ? Math.ceil((oldest + this.rate.seconds * 1_000 - nowMs) / 1_000) : 0;
  }

  /** Keys that are kept in memory. */
  get size(): number {
    return this.#acts.size;
  }

  #counts(at: number, nowMs: number): boolean {
    return at <= nowMs && nowMs - at < this.rate.seconds * 1_000;
  }

  /** From the front, as far as keys rest or are too many: no call looks through all of them. */
  #forget(nowMs: number): void {
    for (const [key, acts] of this.#acts) {
      const isNeeded = acts.some((at) => this.#counts(at, nowMs));
      if (isNeeded && this.#acts.size <= MOST_KEYS) return;
      this.#acts.delete(key);
    }
  }
}
