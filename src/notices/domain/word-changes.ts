import { diffWordsWithSpace } from 'diff';

/** A stretch of words that two texts share, or that only the later or only the earlier has. */
export interface WordChange {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Beyond so many changes the earlier text is shown as replaced: nobody reads such a patchwork. */
const MOST_CHANGES = 600;

/**
 * What became of a text, word by word and exact: same and removed stretches together are `before`, same and added ones
 * are `after`. A word or two that two changes have between them count as changed, so that a rewritten sentence stays
 * in one piece.
 */
export function wordChanges(before: string, after: string): WordChange[] {
  const found = diffWordsWithSpace(before, after, { maxEditLength: MOST_CHANGES });
  if (!found) return [removed(before), added(after)].filter(({ text }) => text !== '');
  const changes: WordChange[] = [];
  let gone = '';
  let come = '';
  const settle = () => {
    if (gone !== '') changes.push(removed(gone));
    if (come !== '') changes.push(added(come));
    gone = come = '';
  };
  found.forEach((change, place) => {
    const between = place > 0 && place < found.length - 1 && isShort(change.value);
    if (change.removed) gone += change.value;
    else if (change.added) come += change.value;
    else if (between) {
      gone += change.value;
      come += change.value;
    } else {
      settle();
      changes.push({ kind: 'same', text: change.value });
    }
  });
  settle();
  return changes;
}

/** How many words a comparison adds and removes. */
export function wordCounts(changes: readonly WordChange[]): { added: number; removed: number } {
  const count = (kind: WordChange['kind']) =>
    changes.filter((change) => change.kind === kind).reduce((sum, { text }) => sum + wordsIn(text), 0);
  return { added: count('added'), removed: count('removed') };
}

function wordsIn(text: string): number {
  return text.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0;
}

function isShort(text: string): boolean {
  return !text.includes('\n') && wordsIn(text) <= 2;
}

function removed(text: string): WordChange {
  return { kind: 'removed', text };
}

function added(text: string): WordChange {
  return { kind: 'added', text };
}
