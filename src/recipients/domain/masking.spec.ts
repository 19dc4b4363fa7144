import { initialsOf, maskedAddress, maskedReference } from './masking.js';

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

describe('maskedReference', () => {
  it.each([
    ['R-004812', 'R***12'],
    ['会员-0048', '会***48'],
    ['R-12', '***'],
    ['', '***'],
    [null, null],
  ])('%s: %s', (reference, masked) => {
    expect(maskedReference(reference)).toBe(masked);
  });
});
