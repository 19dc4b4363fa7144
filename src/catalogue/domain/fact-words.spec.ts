import { loadCatalogue } from '../catalogue.loader.js';
import { factWordsByLanguage, lackingIn, withOwnFactWords } from './fact-words.js';

const shipped = loadCatalogue().factWords;

it('adds own phrases to the shipped ones, also under a code, and takes none away', () => {
  const list = withOwnFactWords(shipped.en, {
    language: 'en',
    version: 1,
    people: ['savers', 'people'],
    classes: { 'bank-account': ['giro number'] },
    numbers: { dozen: 12, two: 3 },
  });
  expect(list.people).toEqual([...shipped.en.people, 'savers']);
  expect(list.classes['bank-account']).toEqual([
    ...(shipped.en.classes['bank-account'] ?? []),
    'giro number',
  ]);
  expect(list.numbers).toMatchObject({ dozen: 12, two: 2 });
  expect(list.denials).toEqual(shipped.en.denials);
});

it('leaves who checked a list, how it matches and what months are called as shipped', () => {
  const own = { language: 'de', version: 7, reviewedBy: ['A. Reader'], source: 'house' } as const;
  expect(withOwnFactWords(shipped.de, own)).toEqual(shipped.de);
});

it('lays an own list over that of its language alone', () => {
  const lists = [...Object.values(shipped), { language: 'fr', version: 1, people: ['sociétaires'] } as const];
  const both = factWordsByLanguage(lists);
  expect(both.fr.people.at(-1)).toBe('sociétaires');
  expect({ ...both, fr: shipped.fr }).toEqual(shipped);
});

it('names what a shipped list lacks', () => {
  const { denials: _, ...rest } = shipped.ja;
  const { update: __, ...topics } = rest.topics;
  expect(lackingIn(shipped.ja)).toEqual([]);
  expect(lackingIn({ ...rest, topics })).toEqual(['denials', 'topics/update']);
});
