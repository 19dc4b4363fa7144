import type { Placed } from './figures.js';

const blank = '\u0000';

/** A text whose read stretches are blanked out, so that no figure counts twice. */
export class MaskedText {
  constructor(
    private rest: string,
    private readonly original: string,
  ) {}

  take<T>(pattern: RegExp, read: (found: string, groups: string[]) => T | null): (T & Placed)[] {
    const taken: (T & Placed)[] = [];
    for (const match of this.rest.matchAll(pattern)) {
      const value = read(
        match[0],
        [...match].map((group) => group ?? ''),
      );
      if (value === null) continue;
      const [start, end] = [match.index, match.index + match[0].length];
      taken.push({ ...value, text: this.original.slice(start, end), start, end });
    }
    for (const { start, end } of taken) this.#blank(start, end);
    return taken;
  }

  hide(pattern: RegExp): void {
    this.rest = this.rest.replace(pattern, (found) => blank.repeat(found.length));
  }

  between(start: number, end: number): string {
    return this.original.slice(Math.max(0, start), end);
  }

  #blank(start: number, end: number): void {
    this.rest = this.rest.slice(0, start) + blank.repeat(end - start) + this.rest.slice(end);
  }
}

/** Full-width figures and odd spaces as plain ones; no place moves. */
export function plainFigures(words: string): string {
  return words
    .replace(/[\uFF10-\uFF19]/gu, (figure) => String(figure.charCodeAt(0) - 0xff10))
    .replace(/[\u00a0\u2007\u2009\u202f\u3000\t]/gu, ' ')
    .replace(/\uFF0C(?=\d{3})/gu, ',')
    .replace(/\uFF1A/gu, ':');
}
