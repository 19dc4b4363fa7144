import { isUtf8 } from 'node:buffer';

/** A place in a file as an editor shows it; both count from 1, the column in characters. */
export interface TextPlace {
  line: number;
  column: number;
}

const LF = 0x0a;
const CR = 0x0d;

/** Counts lines while a file is read from front to back; CR LF, LF and CR each end one. */
export class LineCounter {
  #offset = 0;
  #line = 1;

  constructor(private readonly bytes: Uint8Array) {}

  /**
   * Line of a byte.
   *
   * @param offset not before the one asked for last
   */
  lineAt(offset: number): number {
    for (; this.#offset < offset; this.#offset++) {
      const byte = this.bytes[this.#offset];
      if (byte === LF || (byte === CR && this.bytes[this.#offset + 1] !== LF)) this.#line++;
    }
    return this.#line;
  }

  /** Line of the first byte at or after `offset` that is no line end: where a record begins. */
  lineOfTextAfter(offset: number): number {
    let start = offset;
    while (this.bytes[start] === LF || this.bytes[start] === CR) start++;
    return this.lineAt(start);
  }
}

/** Place of a byte, which must be the first of a character. */
export function placeOf(bytes: Uint8Array, offset: number): TextPlace {
  const line = new LineCounter(bytes).lineAt(offset);
  let start = offset;
  while (start > 0 && bytes[start - 1] !== LF && bytes[start - 1] !== CR) start--;
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(start, offset));
  return { line, column: [...before.replace(/^\ufeff/, '')].length + 1 };
}

/** Place of the first byte that is not UTF-8; null when all of them are. */
export function firstNotUtf8(bytes: Uint8Array): TextPlace | null {
  if (isUtf8(bytes)) return null;
  const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  let offset = 0;
  for (const character of decoded) {
    if (character === '\ufffd' && !isReplacementCharacter(bytes, offset)) return placeOf(bytes, offset);
    offset += Buffer.byteLength(character);
  }
  return placeOf(bytes, offset);
}

function isReplacementCharacter(bytes: Uint8Array, offset: number): boolean {
  return bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd;
}
