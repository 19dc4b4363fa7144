import * as fc from 'fast-check';
import { fill, folded, settled, type GroupFilling, type Piece } from './pieces.js';

/** Fields 0 and 1 are each reader's own, 2 and 3 those of the group; 3 is a list. */
const groupOf = (present: readonly boolean[]): GroupFilling => ({
  isOwn: (field) => field < 2 && present[field] === true,
  has: (field) => present[field] === true,
  isSound: (field) => present[field] === true,
  itemsOf: (field) => (field === 3 ? 2 : 1),
  wordsOf: (field, place, item) =>
    present[field] === true ? `<${field} ${place} ${item ?? ''}>` : `[no ${field}]`,
});

const field = fc.nat({ max: 3 });
const needs = fc.uniqueArray(field, { maxLength: 2 });

const { pieces } = fc.letrec<{ pieces: Piece[]; piece: Piece }>((tie) => ({
  pieces: fc.array(tie('piece'), { maxLength: 4 }),
  piece: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('words ', ''),
    fc.record({
      kind: fc.constant('slot' as const),
      field,
      place: fc.constantFrom('text' as const, 'plain' as const),
    }),
    fc.record(
      {
        kind: fc.constant('group' as const),
        needs,
        pieces: tie('pieces'),
        repeats: fc.record({ field, between: fc.constant('; ') }),
      },
      { requiredKeys: ['kind', 'needs', 'pieces'] },
    ),
    fc.record({
      kind: fc.constant('personal-link' as const),
      field,
      link: tie('pieces'),
      without: tie('pieces'),
    }),
    fc.record({
      kind: fc.constant('frame' as const),
      open: fc.constant<Piece[]>(['(']),
      items: fc.array(
        tie('pieces').map((item): Piece[] => [{ kind: 'item-number', start: 1 }, '. ', ...item]),
        { maxLength: 3 },
      ),
      between: fc.constant(', '),
      close: fc.constant<Piece[]>([')']),
    }),
  ),
}));

it('says to each reader of a group what it would say without the group', () => {
  const present = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(pieces, present, (text, has) => {
      const group = groupOf(has);
      expect(fill(settled(folded(text), group), group)).toBe(fill(folded(text), group));
    }),
    { numRuns: 500 },
  );
});

it('leaves nothing open for a group but what is each reader’s own', () => {
  const text: Piece[] = [
    'To ',
    { kind: 'slot', field: 0, place: 'text' },
    { kind: 'group', needs: [1], pieces: [', code ', { kind: 'slot', field: 1, place: 'text' }] },
    { kind: 'group', needs: [2], pieces: [': ', { kind: 'slot', field: 2, place: 'text' }] },
  ];
  expect(settled(text, groupOf([true, false, true, false]))).toEqual([
    'To ',
    { kind: 'slot', field: 0, place: 'text' },
    ': <2 text >',
  ]);
});
