import type { Place } from './template-finding.js';

/** A text with its lines, counted as the template parser counts them: `\n`, `\r\n` and `\r` end a line. */
export class TemplateSource {
  readonly #lineStarts: number[] = [0];

  constructor(readonly text: string) {
    for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) this.#lineStarts.push(index + end.length);
  }

  /** @param position line from 1, column from 0, as the template parser gives them */
  offsetOf(position: Place): number {
    return (this.#lineStarts[position.line - 1] ?? this.text.length) + position.column;
  }

  slice(location: { start: Place; end: Place }): string {
    return this.text.slice(this.offsetOf(location.start), this.offsetOf(location.end));
  }

  placeOf(offset: number): Place {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#lineStarts[low] ?? 0) + 1 };
  }
}
