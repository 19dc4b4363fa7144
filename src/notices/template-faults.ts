/** One fault of the shipped or house templates: the file, the line counted from 1, what is wrong. */
export interface TemplateFault {
  file: string;
  line: number;
  message: string;
}

/** The templates cannot be trusted, so nothing starts; `faults` names every place. */
export class TemplateFaults extends Error {
  constructor(readonly faults: readonly TemplateFault[]) {
    super(
      [
        `The notice templates have ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:`,
        ...faults.slice(0, 50).map(({ file, line, message }) => `  ${file}:${line}: ${message}`),
      ].join('\n'),
    );
    this.name = 'TemplateFaults';
  }
}
