/** The text of one JSON value in a file; `fault` where its surroundings are broken rather than itself. */
export interface JsonText {
  /** Line on which it begins; the first is 1. */
  line: number;
  text: string;
  fault?: string;
}

/**
 * Cuts a file into the texts of its values: the entries of one list, the lines of JSON Lines, or values in a row.
 * Only cuts; whether each text is JSON shows when it is parsed, and a broken one leaves the others whole.
 */
export function jsonTextsOf(text: string): JsonText[] {
  const start = text.search(/\S/);
  if (start < 0) return [];
  if (text[start] === '[') return new Cutter(text, start + 1, 'list').cut();
  return !parses(text) && isJsonLines(text) ? linesOf(text) : new Cutter(text, start, 'row').cut();
}

/** A line that begins an object at its very start and is whole: values laid out over several lines have none. */
function isJsonLines(text: string): boolean {
  return text.split('\n').some((line) => line.startsWith('{') && parses(line));
}

function linesOf(text: string): JsonText[] {
  return text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [{ line: at + 1, text: line }]));
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Walks a text once, minding strings and brackets, and cuts where a value of the outermost level ends. */
class Cutter {
  readonly #texts: JsonText[] = [];
  #line: number;
  #depth = 0;
  #begin = -1;
  #beginLine = 0;
  #closed = false;

  constructor(
    private readonly text: string,
    private at: number,
    private readonly mode: 'list' | 'row',
  ) {
    this.#line = text.slice(0, at).split('\n').length;
  }

  cut(): JsonText[] {
    for (; this.at < this.text.length && !this.#closed; this.at++) this.#read(this.text[this.at] ?? '');
    if (this.#begin >= 0) this.#take();
    if (this.mode === 'list') this.#endOfList();
    return this.#texts;
  }

  #read(sign: string): void {
    if (sign === '\n') this.#line++;
    if (sign === ' ' || sign === '\n' || sign === '\r' || sign === '\t') return;
    if (sign === ']' && this.mode === 'list' && this.#depth === 0) {
      if (this.#begin >= 0 || this.#texts.length > 0) this.#take();
      this.#closed = true;
      return;
    }
    if (sign === ',' && this.mode === 'list' && this.#depth === 0) return this.#take();
    if (this.#begin < 0) [this.#begin, this.#beginLine] = [this.at, this.#line];
    if (sign === '"') this.#skipString();
    else if (sign === '{' || sign === '[') this.#depth++;
    else if (sign === '}' || sign === ']') this.#close();
  }

  #close(): void {
    this.#depth = Math.max(0, this.#depth - 1);
    if (this.#depth > 0 || this.mode === 'list') return;
    this.at++;
    this.#take();
    this.at--;
  }

  #skipString(): void {
    for (this.at++; this.at < this.text.length && this.text[this.at] !== '"'; this.at++) {
      if (this.text[this.at] === '\\') this.at++;
      else if (this.text[this.at] === '\n') this.#line++;
    }
  }

  #take(): void {
    if (this.#begin < 0) {
      this.#texts.push({ line: this.#line, text: '', fault: 'There is a comma too many before this place.' });
    } else {
      const text = this.text.slice(this.#begin, this.at).trimEnd();
      this.#texts.push({ line: this.#beginLine, text });
    }
    this.#begin = -1;
  }

  #endOfList(): void {
    const rest = this.text.slice(this.at);
    if (!this.#closed)
      this.#texts.push({ line: this.#line, text: '', fault: 'The list is not closed; add "]".' });
    else if (rest.trim() !== '') {
      this.#texts.push({ line: this.#line, text: '', fault: 'There is text after the end of the list.' });
    }
  }
}
