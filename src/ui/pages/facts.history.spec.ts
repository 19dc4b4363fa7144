import { valueWords } from './facts.history.js';

it('keeps apart what is not known, a number nobody knows, no and nothing', () => {
  expect([
    valueWords(false, undefined, 'UTC'),
    valueWords(true, null, 'UTC'),
    valueWords(true, false, 'UTC'),
    valueWords(true, [], 'UTC'),
    valueWords(true, 0, 'UTC'),
  ]).toEqual(['Not known', 'Some, number not known', 'No', 'None', '0']);
});

it('writes figures in groups, moments in the zone of the reader, and cuts what is long', () => {
  expect(valueWords(true, 30001, 'UTC')).toBe('30,001');
  expect(valueWords(true, '2026-11-20T08:50:00Z', 'Europe/Berlin')).toContain('09:50');
  expect(valueWords(true, 'x'.repeat(400), 'UTC')).toBe(`${'x'.repeat(299)}…`);
});
