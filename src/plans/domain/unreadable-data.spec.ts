import type { AffectedDataClass, Protection } from '../../incidents/domain/incident-facts.js';
import { allUnreadable } from './unreadable-data.js';

const data = (protection?: Protection | null, keyTaken?: boolean | null): AffectedDataClass => ({
  class: 'ssn',
  ...(protection !== undefined && { protection }),
  ...(keyTaken !== undefined && { keyTaken }),
});

describe('data nobody can read', () => {
  it.each([
    ['encrypted, key safe', data('encrypted', false), true],
    ['encrypted, key taken', data('encrypted', true), false],
    ['encrypted, key unknown', data('encrypted'), undefined],
    ['encrypted, key stated as unknown', data('encrypted', null), undefined],
    ['tokenised, vault safe', data('tokenised', false), true],
    ['tokenised, vault taken', data('tokenised', true), false],
    ['strongly hashed, where no key opens anything', data('hashed-strong', true), true],
    ['redacted', data('redacted'), true],
    ['weakly hashed', data('hashed-weak'), false],
    ['in the clear', data('none'), false],
    ['protection unknown', data(), undefined],
    ['protection stated as unknown', data(null), undefined],
  ])('%s', (_, entry, expected) => {
    expect(allUnreadable([entry])).toBe(expected);
  });

  it('takes every class: one readable class is enough to say no', () => {
    expect(allUnreadable([data('encrypted', false), data('redacted')])).toBe(true);
    expect(allUnreadable([data('encrypted', false), data('none')])).toBe(false);
  });

  it('is absent when one class is unknown, even beside a readable one', () => {
    expect(allUnreadable([data('encrypted', false), data()])).toBeUndefined();
    expect(allUnreadable([data('none'), data()])).toBeUndefined();
  });

  it('is absent without classes', () => {
    expect(allUnreadable([])).toBeUndefined();
    expect(allUnreadable(undefined)).toBeUndefined();
  });
});
