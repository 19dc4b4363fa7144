import { processorTime } from '../../../test/support/processor-time.js';
import { strictJsonFaults, writtenTwice } from './strict-json.js';

const LIMITS = { deepest: 3, widest: 4 };
const faultsOf = (json: string) => strictJsonFaults(json, JSON.parse(json), LIMITS);

it.each(['{}', '{"a":1,"b":[1,2,3,4]}', '[{"a":1},{"a":1}]', '{"a":{"a":{"a":1}}}', '"\\"a\\":1"'])(
  'finds nothing in %s',
  (json) => {
    expect(faultsOf(json)).toEqual([]);
  },
);

it.each([
  ['{"a":1,"a":2}', '/a'],
  ['{"a":1,"\\u0061":2}', '/a'],
  ['{"a":[{},{"b/c":1,"b/c":1}]}', '/a/1/b~1c'],
  ['{"a":"\\\\","a":"\\""}', '/a'],
])('names the key that %s has twice', (json, path) => {
  expect(writtenTwice(json)).toEqual([{ path, message: expect.stringContaining('more than once') }]);
});

it.each([
  ['[[[[]]]]', '/0/0/0', 'deeper than 3'],
  ['{"a":[1,2,3,4,5]}', '/a', 'more than 4'],
])('names the place in %s that goes beyond', (json, path, words) => {
  expect(faultsOf(json)).toEqual([{ path, message: expect.stringContaining(words) }]);
});

it('reads a text of many keys, quotes and escapes in time that grows with its length only', () => {
  const members = Array.from({ length: 40_000 }, (_, n) => `"k${n}":"${'\\\\\\"'.repeat(20)}"`);
  const json = `{${members.join(',')}}`;
  expect(writtenTwice(json)).toEqual([]);
  expect(processorTime(() => writtenTwice(json), 3_000)).toBeLessThan(3_000);
});
