/** `maria.o@mail.example.org` as `m***@m***.org`: enough to recognise one's own, too little to write to. */
export function maskedAddress(address: string): string {
  const [local = '', domain = ''] = address.split('@');
  return `${first(local)}***@${first(domain)}***${domain.slice(domain.lastIndexOf('.'))}`;
}

/** First and last initial, `A. V.`; empty without a name. */
export function initialsOf(name: string | null): string {
  const words = (name ?? '').split(/\s+/).filter((word) => word !== '');
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => `${first(word ?? '').toUpperCase()}.`).join(' ');
}

/** `R-004812` as `R***12`: enough to recognise one's own; of a short number nothing. */
export function maskedReference(reference: string | null): string | null {
  if (reference === null) return null;
  const signs = graphemes(reference);
  return signs.length < 5 ? '***' : `${signs[0]}***${signs.slice(-2).join('')}`;
}

function first(text: string): string {
  return graphemes(text)[0] ?? '';
}

function graphemes(text: string): string[] {
  const segments = new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text);
  return [...segments].map(({ segment }) => segment);
}
