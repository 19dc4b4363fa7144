import { createHash } from 'node:crypto';

/** SHA-256 of a leaf as RFC 9162 section 2.1.1 has it: 0x00, then the bytes of the entry. */
export function leafHash(body: string): Buffer {
  return createHash('sha256').update(LEAF).update(body, 'utf8').digest();
}

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}

const LEAF = Buffer.from([0x00]);
const NODE = Buffer.from([0x01]);

/**
 * The right edge of a Merkle tree: roots of its full subtrees, largest first. It is all that is needed to append
 * leaves and to know the root at each size.
 */
export class CompactRange {
  readonly #roots: { size: number; hash: Buffer }[];

  constructor(state?: { size: number; hashes: string[] }) {
    this.#roots = state ? restore(state) : [];
  }

  /** Number of leaves. */
  get size(): number {
    return this.#roots.reduce((sum, root) => sum + root.size, 0);
  }

  append(leaf: Buffer): void {
    let carried = { size: 1, hash: leaf };
    for (let last = this.#roots.at(-1); last && last.size === carried.size; last = this.#roots.at(-1)) {
      this.#roots.pop();
      carried = { size: last.size * 2, hash: nodeHash(last.hash, carried.hash) };
    }
    this.#roots.push(carried);
  }

  /** Root of the whole tree; of no leaves: the hash of nothing (RFC 9162, 2.1.1). */
  root(): Buffer {
    const hashes = this.#roots.map((root) => root.hash);
    const last = hashes.pop();
    if (!last) return createHash('sha256').digest();
    return hashes.reduceRight((right, left) => nodeHash(left, right), last);
  }

  /** What {@link CompactRange}'s constructor takes back: hashes in hexadecimal. */
  state(): { size: number; hashes: string[] } {
    return { size: this.size, hashes: this.#roots.map((root) => root.hash.toString('hex')) };
  }
}

function restore({ size, hashes }: { size: number; hashes: string[] }): { size: number; hash: Buffer }[] {
  const sizes: number[] = [];
  for (let bit = 2 ** 52; bit >= 1; bit /= 2) if (Math.floor(size / bit) % 2 === 1) sizes.push(bit);
  if (sizes.length !== hashes.length) throw new Error('The state of the Merkle range does not fit its size.');
  return hashes.map((hash, index) => ({ size: sizes[index] ?? 0, hash: Buffer.from(hash, 'hex') }));
}
