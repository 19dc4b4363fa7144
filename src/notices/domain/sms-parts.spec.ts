import fc from 'fast-check';
import { smsParts, smsPieces } from './sms-parts.js';

describe('the parts of a text message', () => {
  it.each([
    ['', 'GSM-7', 0, 0],
    ['a'.repeat(160), 'GSM-7', 160, 1],
    ['a'.repeat(161), 'GSM-7', 161, 2],
    ['a'.repeat(306), 'GSM-7', 306, 2],
    ['a'.repeat(307), 'GSM-7', 307, 3],
    ['€'.repeat(80), 'GSM-7', 160, 1],
    ['Zürich, Größe, à la carte', 'GSM-7', 25, 1],
    ['fenêtre', 'UCS-2', 7, 1],
    ['don’t', 'UCS-2', 5, 1],
    ['您'.repeat(70), 'UCS-2', 70, 1],
    ['您'.repeat(71), 'UCS-2', 71, 2],
    ['您'.repeat(335), 'UCS-2', 335, 5],
    ['😀'.repeat(35), 'UCS-2', 70, 1],
  ])('%#: of %s', (text, encoding, units, parts) => {
    expect(smsParts(text)).toEqual({ encoding, units, parts });
  });

  it('never cut a letter of two places: 153 places hold 76 of them and one is lost', () => {
    expect(smsParts('€'.repeat(77 * 2)).parts).toBe(3);
    expect(smsParts('😀'.repeat(34 * 2)).parts).toBe(3);
  });

  it('hold the whole text in order, each no more than it takes', () => {
    expect(smsPieces('ab')).toEqual([{ text: 'ab', units: 2, most: 160 }]);
    expect(smsPieces('a'.repeat(152) + '€b'.repeat(5))).toEqual([
      { text: 'a'.repeat(152), units: 152, most: 153 },
      { text: '€b'.repeat(5), units: 15, most: 153 },
    ]);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 900 }), (text) => {
        const pieces = smsPieces(text);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        expect(pieces.every(({ units, most }) => units > 0 && units <= most)).toBe(true);
      }),
    );
  });

  it('are at least as many as the places ask for, and hold at most one place less each', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 900 }), (text) => {
        const { encoding, units, parts } = smsParts(text);
        const [alone, joined] = encoding === 'GSM-7' ? [160, 153] : [70, 67];
        if (units <= alone) expect(parts).toBe(units === 0 ? 0 : 1);
        else {
          expect(parts).toBeGreaterThanOrEqual(Math.ceil(units / joined));
          expect(parts).toBeLessThanOrEqual(Math.ceil(units / (joined - 1)));
        }
      }),
    );
  });
});
