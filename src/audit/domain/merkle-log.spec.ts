import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { CompactRange, leafHash } from './merkle-log.js';

/** The definition of RFC 9162, 2.1.1, word for word: split at the largest power of two below the size. */
function rootByDefinition(leaves: string[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest();
  if (leaves.length === 1)
    return createHash('sha256')
      .update(Buffer.from([0]))
      .update(leaves[0] ?? '')
      .digest();
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const [left, right] = [rootByDefinition(leaves.slice(0, split)), rootByDefinition(leaves.slice(split))];
  return createHash('sha256')
    .update(Buffer.from([1]))
    .update(left)
    .update(right)
    .digest();
}

function rangeOf(leaves: string[]): CompactRange {
  const range = new CompactRange();
  for (const leaf of leaves) range.append(leafHash(leaf));
  return range;
}

describe('the Merkle log', () => {
  it('has, for no leaves, the hash of nothing', () => {
    expect(new CompactRange().root().toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  it('has the root that RFC 9162 defines, at every size', () => {
    for (let size = 0; size <= 70; size++) {
      const leaves = Array.from({ length: size }, (_, n) => `entry ${n}`);
      expect(rangeOf(leaves).root().equals(rootByDefinition(leaves))).toBe(true);
    }
  });

  it('goes on from its saved state as if it had never stopped', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { maxLength: 40 }),
        fc.array(fc.string(), { maxLength: 40 }),
        (before, after) => {
          const resumed = new CompactRange(rangeOf(before).state());
          for (const leaf of after) resumed.append(leafHash(leaf));
          expect(resumed.state()).toEqual(rangeOf([...before, ...after]).state());
        },
      ),
    );
  });

  it('has another root when one byte of one leaf changes', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 40 }), fc.nat(), (leaves, at) => {
        const changed = leaves.with(at % leaves.length, `${leaves[at % leaves.length]}!`);
        return !rangeOf(changed).root().equals(rangeOf(leaves).root());
      }),
    );
  });
});
