/** What a form posted, or would post: each field once or several times. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

/**
 * Reads posted fields by name; a field that is absent, or no text, is empty. What no keyboard types and no database
 * keeps (NUL, half a pair) is left out.
 */
export class FormFields {
  readonly #values: ReadonlyMap<string, readonly string[]>;

  /** @param body as the server parsed it, or values of our own */
  constructor(body: unknown) {
    const entries = typeof body === 'object' && body !== null ? Object.entries(body) : [];
    this.#values = new Map(
      entries.map(([name, value]) => [
        name,
        [value as unknown]
          .flat()
          .filter((one) => typeof one === 'string')
          .map(kept),
      ]),
    );
  }

  /** The first value without the blanks around it. */
  text(name: string): string {
    return (this.#values.get(name)?.[0] ?? '').trim();
  }

  /** The first value as it was typed, with line ends of one kind. */
  typed(name: string): string {
    return (this.#values.get(name)?.[0] ?? '').replace(/\r\n?/g, '\n');
  }

  /** The revision that the form began with; -1, which nothing has, where it names none. */
  revision(): number {
    const text = this.text('revision');
    return /^\d{1,9}$/.test(text) ? Number(text) : -1;
  }

  /** Every value of a field, in order, blanks and all: rows of a table stay in step. */
  list(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }
}

function kept(text: string): string {
  return text.replaceAll('\u0000', '').replace(/\p{Cs}/gu, '');
}
