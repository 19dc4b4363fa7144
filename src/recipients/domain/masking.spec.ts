import { initialsOf, maskedAddress } from './masking.js';

describe('maskedAddress', () => {
  it('leaves the first character of mailbox and domain, and the last label', () => {
    expect(maskedAddress('maria.o@mail.example.org')).toBe('m***@m***.org');
  });

  it('hides how long a one-letter mailbox is', () => {
    expect(maskedAddress('m@e.test')).toBe('m***@e***.test');
  });
});

describe('initialsOf', () => {
  it.each([
    ['Maeve van den Berg', 'M. B.'],
    ['Madonna', 'M.'],
    ['  émile   zola ', 'É. Z.'],
    ['山田 太郎', '山. 太.'],
    ['', ''],
    [null, ''],
  ])('%s: %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
