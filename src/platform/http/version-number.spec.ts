import { validateSync } from 'class-validator';
import { IsVersionNumber, IsVersionNumberOrEmpty } from './version-number.js';

class Asked {
  @IsVersionNumber('a facts revision')
  revision: unknown = '1';

  @IsVersionNumberOrEmpty()
  since: unknown = '';
}

/** Fields that are refused, each with why. */
function refused(posted: Partial<Asked>): string[] {
  const faults = validateSync(Object.assign(new Asked(), posted));
  return faults.flatMap(({ property, constraints }) =>
    Object.values(constraints ?? {}).map((words) => `${property}: ${words}`),
  );
}

it.each(['1', '20', '999999999'])('takes %j as the number of a revision or version', (word) => {
  expect(refused({ revision: word, since: word })).toEqual([]);
});

it.each(['0', '01', '-1', '1.0', '1e3', ' 1', '1\n', '\n', '1000000000', 1, ['1'], null])(
  'refuses %j with what it asks for',
  (word) => {
    expect(refused({ revision: word, since: word })).toEqual([
      'revision: Must be the number of a facts revision, 1 or more.',
      'since: Must be empty, or the number of a version, 1 or more.',
    ]);
  },
);

it('takes no number only where none has to be given', () => {
  expect(refused({ revision: '', since: '' })).toEqual([
    'revision: Must be the number of a facts revision, 1 or more.',
  ]);
});
