import { keeperWords } from './commitments.view.js';

it('says the role that a kind of notice names in words, and leaves what people wrote as it is', () => {
  expect(keeperWords({ rule: 'next-update', keeper: 'security-lead' })).toBe('Security lead');
  expect(keeperWords({ rule: null, keeper: 'works-council' })).toBe('works-council');
});
