import { Conflict, NotFound, Unprocessable } from '../platform/errors.js';
import { onTop, refusalShown } from './refusals.js';

class Wrong extends Unprocessable {
  readonly code = 'test.wrong';
}
class InTheWay extends Conflict {
  readonly code = 'test.in_the_way';
}
class Gone extends NotFound {
  readonly code = 'test.gone';
}

const wrong = new Wrong('It cannot be taken.', [
  { path: '/affected/total', message: 'Give a number.' },
  { path: '', message: 'Too many.' },
]);

it('names each field that is wrong, as the page calls it', () => {
  expect(refusalShown(wrong)).toEqual({
    status: 422,
    errors: [
      { field: 'affected.total', message: 'Give a number.' },
      { field: null, message: 'Too many.' },
    ],
  });
  expect(refusalShown(wrong, onTop).errors.map(({ field }) => field)).toEqual([null, null]);
});

it('says on top, or at a field, what stands in the way', () => {
  const stale = new InTheWay('Saved meanwhile.');
  expect(refusalShown(stale)).toEqual({
    status: 409,
    errors: [{ field: null, message: 'Saved meanwhile.' }],
  });
  expect(refusalShown(stale, onTop, 'file').errors[0]?.field).toBe('file');
});

it.each([new Gone('There is none.'), new Error('broken'), 'thrown'])('leaves %s to others', (error) => {
  expect(() => refusalShown(error)).toThrow();
});
