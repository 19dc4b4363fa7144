/** At most so many in any such time. */
export interface Pace {
  most: number;
  withinMs: number;
}

const MOST_KEYS = 10_000;

/** Counts events by key in memory; forgets them when they no longer count, and the oldest keys when there are many. */
export class FetchPace {
  readonly #times = new Map<string, number[]>();

  constructor(private readonly pace: Pace) {}

  /**
   * Counts one event, unless there were too many.
   *
   * @param nowMs milliseconds of any clock that does not go back
   * @returns whole seconds to wait; 0: it was counted
   */
  count(key: string, nowMs: number): number {
    const { most, withinMs } = this.pace;
    const recent = (this.#times.get(key) ?? []).filter((at) => nowMs - at < withinMs);
    this.#times.delete(key);
    this.#times.set(key, recent);
    const [first] = recent;
    if (recent.length >= most && first !== undefined)
      return Math.max(1, Math.ceil((first + withinMs - nowMs) / 1000));
    recent.push(nowMs);
    const [oldest] = this.#times.keys();
    if (this.#times.size > MOST_KEYS && oldest !== undefined) this.#times.delete(oldest);
    return 0;
  }
}
