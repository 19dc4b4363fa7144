import { Temporal } from 'temporal-polyfill';
import { awarenessFaults } from './awareness.js';

const NOW = Temporal.Instant.from('2026-11-21T12:00:00Z');

it.each([
  ['unknown', undefined, []],
  ['years ago', '2019-01-01T00:00:00Z', []],
  ['now', '2026-11-21T12:00:00Z', []],
  ['five minutes ahead, as another clock may be', '2026-11-21T12:05:00Z', []],
  ['more than that', '2026-11-21T12:05:00.001Z', ['/awareAt']],
  ['two days ahead, written in another zone', '2026-11-23T21:00:00+09:00', ['/awareAt']],
])('takes an awareness only when it has come: %s', (_, awareAt, paths) => {
  expect(awarenessFaults({ awareAt }, NOW).map(({ path }) => path)).toEqual(paths);
});
