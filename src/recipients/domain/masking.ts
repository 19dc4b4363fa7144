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

function first(text: string): string {
  return [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)][0]?.segment ?? '';
}
