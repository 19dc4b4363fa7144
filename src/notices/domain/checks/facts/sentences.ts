/** A piece of a text, with its place in units of UTF-16. */
export interface Passage {
  text: string;
  start: number;
  end: number;
  /** An item of a list. */
  item: boolean;
}

/** Lines of a part: paragraphs and items of lists, without what marks an item. */
export function linesOf(words: string): Passage[] {
  return [...words.matchAll(/[^\n]+/gu)].flatMap(({ 0: line, index }) => {
    const mark = /^\s*(?:[-*]|\d{1,3}\.) /u.exec(line)?.[0] ?? '';
    const text = line.slice(mark.length);
    const start = index + mark.length;
    return text.trim() === '' ? [] : [{ text, start, end: start + text.length, item: mark !== '' }];
  });
}

/**
 * A point behind one or two figures belongs to a day ("14. November"), one behind a letter to a name ("A. Reed", "EE. UU.");
 * one within a figure or an address ends nothing.
 */
const sentenceEnd =
  /(?:(?<!(?<!\d)\d{1,2})(?<!(?<!\p{L})\p{Lu}(?=\.))(?<!(?<!\p{L})\p{Lu}{2}(?=\.\s\p{Lu}{1,2}\.))[.!?]["”’»)]?(?=\s|$)|(?<=(?<!\d)\d{1,2})\.(?=\s+(?:\p{Lu}\p{L}{0,2}\s|["„«“])|$)|[。！？])/gu;

/** Sentences of a part, in order; each line ends its last one. */
export function sentencesOf(words: string): Passage[] {
  return linesOf(words).flatMap((line) => {
    const sentences: Passage[] = [];
    let from = 0;
    const push = (to: number) => {
      const text = line.text.slice(from, to);
      if (text.trim() !== '')
        sentences.push({ text, start: line.start + from, end: line.start + to, item: line.item });
      from = to;
    };
    for (const { 0: mark, index } of line.text.matchAll(sentenceEnd)) push(index + mark.length);
    push(line.text.length);
    return sentences;
  });
}

/** Clauses of a sentence: cut at marks that part thoughts and before the words given, so that "not" reaches no farther. */
export function clausesOf(sentence: Passage, turns: RegExp | null): Passage[] {
  const cuts = [...sentence.text.matchAll(/[;；–—]|,\s+(?=(?:not|nicht|pas|no)\s)/gu)].map(
    ({ 0: mark, index }) => index + mark.length,
  );
  if (turns) for (const { index } of sentence.text.matchAll(turns)) cuts.push(index);
  const ends = [...new Set([...cuts, sentence.text.length])].sort((a, b) => a - b);
  return ends.flatMap((end, place) => {
    const from = ends[place - 1] ?? 0;
    const text = sentence.text.slice(from, end);
    return text.trim() === ''
      ? []
      : [{ text, start: sentence.start + from, end: sentence.start + end, item: sentence.item }];
  });
}
