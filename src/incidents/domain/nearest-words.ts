/**
 * Those words most like the one that was written, best first: letter pairs in common (Dice), then file order.
 *
 * @param count how many at most
 * @param least how alike at least: 0 nothing in common, 1 the same letters
 */
export function nearestWords(written: string, allowed: Iterable<string>, count = 3, least = 0.2): string[] {
  const pairs = pairsOf(written.slice(0, 80));
  return [...allowed]
    .map((word) => ({ word, likeness: likeness(pairs, pairsOf(word)) }))
    .filter((near) => near.likeness >= least)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, count)
    .map(({ word }) => word);
}

/** "Allowed here: a, b, c." for a short list; the nearest ones of a long list. */
export function allowedWords(written: unknown, allowed: readonly string[]): string {
  if (allowed.length <= 20) return `Allowed here: ${allowed.join(', ')}.`;
  const near = typeof written === 'string' ? nearestWords(written, allowed) : [];
  return near.length > 0
    ? `The nearest of ${allowed.length} allowed words: ${near.join(', ')}.`
    : `None of the ${allowed.length} allowed words is near; the first are ${allowed.slice(0, 5).join(', ')}.`;
}

function pairsOf(text: string): Set<string> {
  const plain = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  return new Set(Array.from({ length: plain.length - 1 }, (_, at) => plain.slice(at, at + 2)));
}

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((pair) => other.has(pair)).length;
  return (2 * common) / (one.size + other.size);
}
