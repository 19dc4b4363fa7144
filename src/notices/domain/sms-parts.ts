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

/** One message of several that a phone joins. */
export interface SmsPiece {
  text: string;
  /** As in {@link SmsParts}. */
  units: number;
  /** That it takes. */
  most: number;
}

/**
 * Parts of a text message. One letter outside the plain alphabet (á, ê, ’, a Chinese one) makes the whole message
 * UCS-2. No part ends inside a letter of two places.
 */
export function smsParts(text: string): SmsParts {
  const { encoding, pieces } = cut(text);
  const units = pieces.reduce((sum, piece) => sum + piece.units, 0);
  return { encoding, units, parts: pieces.length };
}

/** The text where the network cuts it: one piece for each of the {@link smsParts}. */
export function smsPieces(text: string): SmsPiece[] {
  return cut(text).pieces;
}

function cut(text: string): { encoding: SmsParts['encoding']; pieces: SmsPiece[] } {
  const letters = [...text];
  const plain = letters.every((letter) => ONE_PLACE.has(letter) || TWO_PLACES.has(letter));
  const encoding = plain ? 'GSM-7' : 'UCS-2';
  const { alone, joined } = LENGTHS[encoding];
  const widthOf = (letter: string) => (plain ? (TWO_PLACES.has(letter) ? 2 : 1) : letter.length);
  const units = letters.reduce((sum, letter) => sum + widthOf(letter), 0);
  const most = units <= alone ? alone : joined;
  const pieces: SmsPiece[] = [];
  for (const letter of letters) {
    const width = widthOf(letter);
    const last = pieces.at(-1);
    if (last === undefined || last.units + width > most) pieces.push({ text: letter, units: width, most });
    else {
      last.text += letter;
      last.units += width;
    }
  }
  return { encoding, pieces };
}
