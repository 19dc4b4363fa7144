import { breakdownWords, placesOf } from './breakdown.js';

const failing = (code: string) => Object.assign(new Error('secret text'), { code });

it.each([
  [failing('ECONNREFUSED'), 'The database cannot be reached'],
  [Object.assign(new Error('x'), { errors: [failing('ENOTFOUND')] }), 'The database cannot be reached'],
  [Object.assign(new Error('x'), { driverError: failing('SQLITE_CORRUPT_VTAB') }), 'file is damaged'],
  [failing('EADDRINUSE'), 'uses the port'],
  [failing('EACCES'), 'data folder'],
  [failing('SQLITE_FULL'), 'disk is full'],
])('says what stands in the way, with its code: %#', (error, words) => {
  expect(breakdownWords(error)).toMatch(words);
  expect(breakdownWords(error)).toMatch(/\([A-Z_\d]+\)$/);
});

it.each([[new TypeError('secret text')], [failing('23505')], ['secret text'], [null]])(
  'never repeats the text of %p',
  (error) => {
    expect(breakdownWords(error)).toMatch(/^The command broke off: /);
    expect(breakdownWords(error) + placesOf(error)).not.toContain('secret');
  },
);
