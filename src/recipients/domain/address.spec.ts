import fc from 'fast-check';
import { isReservedForExercises, readAddress } from './address.js';

const textOf = (text: string) => {
  const outcome = readAddress(text);
  return 'address' in outcome ? outcome.address.text : outcome.fault;
};

describe('readAddress', () => {
  it.each([
    ['a line break that starts a header', 'a@x.example\r\nBcc: b@y.example', 'address_forbidden_character'],
    ['a lone line feed', 'a@x.example\nb', 'address_forbidden_character'],
    ['a list', 'a@x.example,b@y.example', 'address_forbidden_character'],
    ['a group', 'g:a@x.example,b@y.example;', 'address_forbidden_character'],
    ['an address in angle brackets', 'Anna <a@x.example>', 'address_forbidden_character'],
    ['a quoted local part', '"a b"@x.example', 'address_forbidden_character'],
    ['a comment', 'a(b)@x.example', 'address_forbidden_character'],
    ['a route', '@relay.example:a@x.example', 'address_forbidden_character'],
    ['an address literal', 'a@[127.0.0.1]', 'address_forbidden_character'],
    ['two at signs', 'a@x.example@y.example', 'address_not_one_at'],
    ['a space', 'a b@x.example', 'address_forbidden_character'],
    ['a NUL', 'a\0@x.example', 'address_forbidden_character'],
    ['a backslash', 'a\\@x.example', 'address_forbidden_character'],
    ['a wide at sign that names fold to', 'a@x.example\uff20y.example', 'address_domain'],
    ['a zero-width space', 'a\u200b@x.example', 'address_forbidden_character'],
    ['nothing', '', 'address_missing'],
    ['no domain', 'a@', 'address_domain'],
    ['no local part', '@x.example', 'address_local_part'],
    ['no at sign', 'x.example', 'address_not_one_at'],
    ['a local part outside ASCII', 'jürgen@x.example', 'address_local_part'],
    ['a domain of one label', 'a@localhost', 'address_domain'],
    ['a number for a domain', 'a@127.0.0.1', 'address_domain'],
    ['an underscore in the domain', 'a@x_y.example', 'address_domain'],
    ['an empty label', 'a@x..example', 'address_domain'],
    ['a hyphen at the edge of a label', 'a@-x.example', 'address_domain'],
    ['a percent sign that would be decoded', 'a@b\u00fc%41.example', 'address_domain'],
  ])('refuses %s', (_, text, fault) => {
    expect(textOf(text)).toBe(fault);
  });

  it.each([
    [
      'keeps the local part and lowers the domain',
      'O.Brien+Bank@Mail.Example.ORG',
      'O.Brien+Bank@mail.example.org',
    ],
    ['keeps an apostrophe', "o'brien@example.org", "o'brien@example.org"],
    ['writes a name outside ASCII in punycode', 'anna@BÜCHER.example', 'anna@xn--bcher-kva.example'],
    ['takes punycode as it is', 'anna@xn--bcher-kva.example', 'anna@xn--bcher-kva.example'],
  ])('%s', (_, text, expected) => {
    expect(textOf(text)).toBe(expected);
  });

  it('takes 254 characters and not 255', () => {
    const domain = `${'d'.repeat(61)}.${'d'.repeat(61)}.${'d'.repeat(61)}.example`;
    const local = 'l'.repeat(254 - 1 - domain.length);
    expect([textOf(`${local}@${domain}`), textOf(`${local}l@${domain}`)]).toEqual([
      `${local}@${domain}`,
      'address_too_long',
    ]);
  });

  it('refuses a local part of 65 characters', () => {
    expect(textOf(`${'l'.repeat(65)}@example.org`)).toBe('address_local_part');
  });

  it('folds the case of the whole address and keeps different names apart', () => {
    const folded = (text: string) => {
      const outcome = readAddress(text);
      return 'address' in outcome && outcome.address.folded;
    };
    expect(folded('Anna@Example.org')).toBe(folded('anna@EXAMPLE.ORG'));
    expect(folded('anna@example.org')).not.toBe(folded('a.nna@example.org'));
  });

  it('lets nothing pass that could stand for a second address or a header, whatever is given', () => {
    const hostile = fc.string({
      unit: fc.constantFrom(...'a@.,;:<>"()[]\\ \r\n\t\0üx-', '\uff20', '\u3002', '\u2028'),
    });
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' }), fc.emailAddress()), (text) => {
        const outcome = readAddress(text);
        if ('fault' in outcome) return;
        expect(outcome.address.text).toMatch(/^[!-~]+@[a-z0-9.-]+$/);
        expect(outcome.address.text).not.toMatch(/[\s<>,;:"\\()[\]]|@.*@/);
        expect(outcome.address.text.length).toBeLessThanOrEqual(254);
        expect(readAddress(outcome.address.text)).toEqual(outcome);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('isReservedForExercises', () => {
  it.each([
    ['a@example.org', true],
    ['a@mail.example.com', true],
    ['a@bank.example', true],
    ['a@bank.test', true],
    ['a@bank.invalid', true],
    ['a@example.de', false],
    ['a@notexample.org', false],
    ['a@example.org.evil.com', false],
    ['a@test.com', false],
  ])('%s: %s', (text, expected) => {
    const outcome = readAddress(text);
    expect('address' in outcome && isReservedForExercises(outcome.address)).toBe(expected);
  });
});
