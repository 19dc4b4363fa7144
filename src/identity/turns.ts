/** Too much work waits already; the caller is told to come back. */
export class NoTurnLeft extends Error {
  override readonly name = 'NoTurnLeft';
  readonly statusCode = 503;
}

/** Lets only so many pieces of work run at once; the others wait in line, up to a ceiling. */
export class Turns {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly mostAtOnce: number,
    private readonly mostWaiting: number,
  ) {}

  /** @throws NoTurnLeft when the line is full */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.mostAtOnce) await this.#inLine();
    else this.#running++;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }

  /** Resolves when one that ran hands over its place. */
  #inLine(): Promise<void> {
    if (this.#waiting.length >= this.mostWaiting) throw new NoTurnLeft('Too much waits already.');
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
