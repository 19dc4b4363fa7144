import { withOwnClaims } from './fix-claims.js';
import type { FixClaims } from './fix-claims.js';

const words = {
  match: 'words' as const,
  claims: ['fixed'],
  except: ['fixed fee'],
  denials: ['not'],
  denialsAfter: [],
  turns: [],
  reach: 4,
};
const shipped: FixClaims = { version: 1, reviewedBy: {}, source: 'judgement', languages: { en: words } };
const own = (languages: FixClaims['languages']): FixClaims => ({ ...shipped, source: 'house', languages });

it('adds the claims of a house to the shipped ones, and lets it excuse none', () => {
  const house = own({
    en: { ...words, claims: ['all sorted'], except: ['fixed'], denials: ['is'], reach: 12 },
  });
  expect(withOwnClaims(shipped, house).languages.en).toEqual({ ...words, claims: ['fixed', 'all sorted'] });
});

it('takes a language that has no shipped list as it is', () => {
  const german = { ...words, claims: ['erledigt'] };
  expect(withOwnClaims(shipped, own({ de: german })).languages).toEqual({ en: words, de: german });
});
