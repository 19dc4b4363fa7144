import fc from 'fast-check';
import { NotCanonical, canonicalJson } from './canonical-json.js';

describe('canonical JSON', () => {
  it('sorts keys by UTF-16 code unit, leaves out white space and undefined members', () => {
    expect(canonicalJson({ b: 1, a: [true, null, 'é'], B: undefined, é: { z: 0, y: '"' } })).toBe(
      '{"a":[true,null,"é"],"b":1,"é":{"y":"\\"","z":0}}',
    );
  });

  it.each([
    ['a fraction', 0.5],
    ['minus zero', -0],
    ['an unsafe integer', 2 ** 53],
    ['a lone surrogate', '\ud800'],
    ['a date', new Date(0)],
    ['nothing', undefined],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson({ value: [value] })).toThrow(NotCanonical);
  });

  it('refuses a depth over 20', () => {
    const deep = Array.from({ length: 21 }).reduce<unknown>((inner) => [inner], 1);
    expect(() => canonicalJson(deep)).toThrow('deeper than 20');
  });

  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string({ unit: 'grapheme' }),
      fc.maxSafeInteger().map((n) => (n === 0 ? 0 : n)),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        fc.string({ unit: 'grapheme' }).filter((key) => key !== '__proto__'),
        tie('value'),
        { maxKeys: 4 },
      ),
    ),
  })).value;

  it('comes back as the same value, and is the same text whatever the order of the keys', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(canonicalJson(reversed(value))).toBe(text);
      }),
    );
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}
