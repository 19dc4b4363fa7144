import * as fc from 'fast-check';
import { passwordFault } from './password-rules.js';

const context = ['Imke Dorn', 'imke.dorn@larkmoor.example'];

describe('passwordFault', () => {
  it.each([
    ['four unrelated words', 'kestrel ladder vinegar tundra'],
    ['a sentence', 'We ate 3 pears on the old tram'],
    ['what a password manager makes', 'vT7#qk!Zr2$Lm9x'],
    ['fifteen characters of base64url', 'Xk3_pQ-z8RtW1aB'],
    ['another script', 'молоко и семь гвоздей'],
    ['256 characters', `kestrel ladder ${'xjqvzkwp'.repeat(31).slice(0, 241)}`],
    ['a common word among others', 'summer kestrel vinegar tundra'],
  ])('takes %s', (_, password) => {
    expect(passwordFault(password, context)).toBeNull();
  });

  it.each([
    ['fourteen characters', 'kestrel ladder', /at least 15/],
    ['257 characters', 'kestrel ladder vinegar '.repeat(12).slice(0, 257), /at most 256/],
    ['fifteen bytes in fewer characters', '🙂🙂🙂🙂', /at least 15/],
    ['the name of the product, twice', 'redress-redress-1', /repeats|easy to guess/],
    ['the same with look-alikes', 'R3dr3ss!Larkm00r', /easy to guess/],
    ['the person', 'Imke.Dorn.Larkmoor.2026', /easy to guess/],
    ['common words joined', 'dragonmonkeyfootball', /easy to guess/],
    ['a common word and numbers in order', 'password123456789', /easy to guess/],
    ['the same disguised', 'P@ssw0rd!P@ssw0rd!', /repeats|easy to guess/],
    ['rows of keys', 'qwertyuiopasdfghjkl', /easy to guess/],
    ['rows of keys backwards', 'poiuytrewqlkjhgfdsa', /easy to guess/],
    ['keys in columns', '1qaz2wsx3edc4rfv', /easy to guess/],
    ['one character', 'aaaaaaaaaaaaaaaaaaaa', /repeats/],
    ['three characters over and over', 'xq7xq7xq7xq7xq7xq7', /repeats/],
    ['a part over and over, with separators', 'Tk9vp-Tk9vp-Tk9vp', /repeats/],
    ['a part over and over, cut off at the end', 'hedgerow5hedgerow5hedg', /repeats/],
    ['few letters in long runs', 'aaaaabbbbbcccccddddd', /easy to guess/],
    ['a month and a year', 'November2026November', /easy to guess/],
  ])('refuses %s', (_, password, reason) => {
    expect(passwordFault(password, context)).toMatch(reason);
  });

  it('knows the person only from the context', () => {
    const password = 'bartholomew-xi-quillfeather';
    expect(passwordFault(password, [])).toBeNull();
    expect(passwordFault(password, ['Bartholomew Quillfeather'])).toMatch(/easy to guess/);
  });

  it('never repeats the password in its reason', () => {
    const typed = fc.string({ minLength: 4, maxLength: 300 });
    fc.assert(
      fc.property(typed, (password) => {
        fc.pre(/[^a-z0-9 .:,]/i.test(password));
        expect(passwordFault(password, context) ?? '').not.toContain(password);
      }),
    );
  });

  it('takes fifteen or more characters drawn at random', () => {
    const letters = [...'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789#%&*?'];
    const random = fc.uniqueArray(fc.constantFrom(...letters), { minLength: 20, maxLength: 20 });
    fc.assert(fc.property(random, (characters) => passwordFault(characters.join(''), []) === null));
  });
});
