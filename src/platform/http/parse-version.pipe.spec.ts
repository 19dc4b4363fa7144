import { NotFound } from '../errors.js';
import { ParseVersionPipe } from './parse-version.pipe.js';

class NoSuchVersion extends NotFound {
  readonly code = 'test.not_found';

  constructor() {
    super('There is no such version.');
  }
}

const pipe = new ParseVersionPipe(NoSuchVersion);

it('reads the number of a version', () => {
  expect(['1', '20', '999999999'].map((word) => pipe.transform(word))).toEqual([1, 20, 999_999_999]);
});

it.each(['', '0', '01', '-1', '1.0', '1e3', ' 1', '1\n', '1000000000', 'shipped'])(
  'answers %j like a version that is not there',
  (word) => {
    expect(() => pipe.transform(word)).toThrow(NoSuchVersion);
  },
);
