/** One fault of the knowledge: the file as the operator finds it, the line counted from 1, what is wrong. */
export interface KnowledgeFault {
  file: string;
  line: number;
  message: string;
}

/** The knowledge cannot be trusted, so nothing starts; `faults` names every place. */
export class KnowledgeFaults extends Error {
  static readonly #shown = 50;

  constructor(readonly faults: readonly KnowledgeFault[]) {
    const shown = faults.slice(0, KnowledgeFaults.#shown);
    const rest = faults.length - shown.length;
    super(
      [
        `The knowledge has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:`,
        ...shown.map(({ file, line, message }) => `  ${file}:${line}: ${message}`),
        ...(rest > 0 ? [`  and ${rest} more`] : []),
      ].join('\n'),
    );
    this.name = 'KnowledgeFaults';
  }
}
