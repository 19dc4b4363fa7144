/** How a network carries a text message. */
export interface SmsParts {
  encoding: 'GSM-7' | 'UCS-2';
  /** What counts against the length: letters of two places count twice in GSM-7; code units in UCS-2. */
  units: number;
  /** Messages that the network sends and bills. */
  parts: number;
}

// The default alphabet and its extension, 3GPP TS 23.038, 6.2.1.
const ONE_PLACE = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const TWO_PLACES = new Set('\f^{}\\[~]|€');

const LENGTHS = {
  'GSM-7': { alone: 160, joined: 153 },
  'UCS-2': { alone: 70, joined: 67 },
} as const;

/**
 * Parts of a text message. One letter outside the plain alphabet (á, ê, ’, a Chinese one) makes the whole message
 * UCS-2. No part ends inside a letter of two places.
 */
export function smsParts(text: string): SmsParts {
  const letters = [...text];
  const plain = letters.every((letter) => ONE_PLACE.has(letter) || TWO_PLACES.has(letter));
  const encoding = plain ? 'GSM-7' : 'UCS-2';
  const widths = letters.map((letter) => (plain ? (TWO_PLACES.has(letter) ? 2 : 1) : letter.length));
  const units = widths.reduce((sum, width) => sum + width, 0);
  const { alone, joined } = LENGTHS[encoding];
  return { encoding, units, parts: units <= alone ? Math.min(1, units) : partsOf(widths, joined) };
}

function partsOf(widths: readonly number[], most: number): number {
  let [parts, filled] = [1, 0];
  for (const width of widths) {
    if (filled + width > most) [parts, filled] = [parts + 1, 0];
    filled += width;
  }
  return parts;
}
