/** Lets each key act so many times within any stretch of so many seconds. */
export class RateWindow {
  readonly #acts = new Map<string, number[]>();

  constructor(
    private readonly most: number,
    private readonly seconds: number,
  ) {}

  /**
   * Counts an act that is allowed; one that is not leaves no trace.
   *
   * @param now milliseconds
   * @returns whole seconds to wait, 1 or more; 0: it is allowed
   */
  take(key: string, now: number): number {
    const since = now - this.seconds * 1_000;
    const acts = (this.#acts.get(key) ?? []).filter((at) => at > since);
    const oldest = acts[0];
    if (oldest !== undefined && acts.length >= this.most)
      return Math.max(1, Math.ceil((oldest - since) / 1_000));
    this.#forget(since);
    this.#acts.set(key, [...acts, now]);
    return 0;
  }

  /** Keys that are kept in memory. */
  get size(): number {
    return this.#acts.size;
  }

  #forget(since: number): void {
    for (const [key, acts] of this.#acts) {
      const last = acts.at(-1);
      if (last === undefined || last <= since) this.#acts.delete(key);
    }
  }
}
