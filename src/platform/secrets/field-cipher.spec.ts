import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { CannotOpen, blindIndex, open, seal } from './field-cipher.js';

const key = randomBytes(32);

describe('a sealed field', () => {
  it('opens to the same text at its own place', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) => open(key, 'a/b', seal(key, 1, 'a/b', text)) === text,
      ),
    );
  });

  it('does not open at another place, so that fields cannot be moved between rows', () => {
    expect(() => open(key, 'recipient/email/2', seal(key, 1, 'recipient/email/1', 'x'))).toThrow(CannotOpen);
  });

  it('does not open after any one bit changed', () => {
    const sealed = seal(key, 1, 'a/b', 'some text that is sealed');
    const [form, version, ...parts] = sealed.split('.');
    fc.assert(
      fc.property(fc.nat(2), fc.nat(), (part, bit) => {
        const bytes = Buffer.from(parts[part] ?? '', 'base64url');
        const place = bit % (bytes.length * 8);
        bytes[place >> 3] = (bytes[place >> 3] ?? 0) ^ (1 << (place & 7));
        const changed = [form, version, ...parts.with(part, bytes.toString('base64url'))].join('.');
        expect(() => open(key, 'a/b', changed)).toThrow(CannotOpen);
      }),
    );
  });

  it('does not take a shortened tag', () => {
    const parts = seal(key, 1, 'a/b', 'x').split('.');
    const short = Buffer.from(parts[4] ?? '', 'base64url')
      .subarray(0, 4)
      .toString('base64url');
    expect(() => open(key, 'a/b', [...parts.slice(0, 4), short].join('.'))).toThrow(CannotOpen);
  });
});

describe('a blind index', () => {
  it('is the same for the same value and purpose, and another for another key or purpose', () => {
    const one = blindIndex(key, 'recipient/email', 'a@b.example');
    expect(one).toMatch(/^[0-9a-f]{32}$/);
    expect(blindIndex(key, 'recipient/email', 'a@b.example')).toBe(one);
    expect(blindIndex(key, 'recipient/reference', 'a@b.example')).not.toBe(one);
    expect(blindIndex(randomBytes(32), 'recipient/email', 'a@b.example')).not.toBe(one);
  });
});
