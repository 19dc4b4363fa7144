import fc from 'fast-check';
import { wordChanges, wordCounts } from './word-changes.js';
import type { WordChange } from './word-changes.js';

const side = (changes: readonly WordChange[], without: WordChange['kind']) =>
  changes
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');

it('shows a rewritten sentence as one removed and one added stretch', () => {
  const changes = wordChanges(
    'We closed the flaw. It is mended.\n\nStill open: nothing.',
    'We closed the flaw. An outside tester tried it.\n\nStill open: nothing.',
  );
  expect(changes).toEqual([
    { kind: 'same', text: 'We closed the flaw. ' },
    { kind: 'removed', text: 'It is mended' },
    { kind: 'added', text: 'An outside tester tried it' },
    { kind: 'same', text: '.\n\nStill open: nothing.' },
  ]);
  expect(wordCounts(changes)).toEqual({ added: 5, removed: 3 });
});

it('does not stitch a new sentence from single words of the old one', () => {
  const changes = wordChanges('Check any payment you do not know.', 'Doubt any call in our name.');
  expect(changes.map(({ kind }) => kind)).toEqual(['removed', 'added', 'same']);
});

it('finds a changed figure inside a sentence', () => {
  const changes = wordChanges('Call 1800 555 014, free.', 'Call 1800 555 019, free.');
  expect(side(changes, 'added')).toBe('Call 1800 555 014, free.');
  expect(changes).toContainEqual({ kind: 'added', text: '019' });
});

it('finds nothing in equal texts, and everything where one is empty', () => {
  expect(wordChanges('The same.', 'The same.')).toEqual([{ kind: 'same', text: 'The same.' }]);
  expect(wordChanges('', 'New.')).toEqual([{ kind: 'added', text: 'New.' }]);
  expect(wordChanges('', '')).toEqual([]);
});

it('loses no character of either text', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '.', 'é'), maxLength: 60 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = wordChanges(before, after);
      expect([side(changes, 'added'), side(changes, 'removed')]).toEqual([before, after]);
    }),
  );
});

it('answers for a wholly different long text without comparing word by word', () => {
  const words = (letter: string) => Array.from({ length: 9_000 }, (_, place) => letter + place).join(' ');
  const changes = wordChanges(words('a'), words('b'));
  expect(changes.map(({ kind }) => kind)).toEqual(['removed', 'added']);
});
