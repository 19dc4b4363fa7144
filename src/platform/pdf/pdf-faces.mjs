// The faces of our PDFs, and which of them has which letter. Plain JavaScript: the thread that lays out reads it.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { openSync } from 'fontkit';

const require = createRequire(import.meta.url);
const roboto = join(dirname(require.resolve('pdfmake/fonts/Roboto.js')), 'Roboto');
const noto = (pack) => dirname(require.resolve(`@expo-google-fonts/${pack}/package.json`));
const [japanese, chinese] = [noto('noto-sans-jp'), noto('noto-sans-sc')];

/** Their italics stand upright: the scripts know none. */
const upright = (regular, bold) => ({ normal: regular, bold, italics: regular, bolditalics: bold });

export const faces = {
  Roboto: {
    normal: join(roboto, 'Roboto-Regular.ttf'),
    bold: join(roboto, 'Roboto-Medium.ttf'),
    italics: join(roboto, 'Roboto-Italic.ttf'),
    bolditalics: join(roboto, 'Roboto-MediumItalic.ttf'),
  },
  NotoSansJP: upright(
    join(japanese, '400Regular/NotoSansJP_400Regular.ttf'),
    join(japanese, '700Bold/NotoSansJP_700Bold.ttf'),
  ),
  NotoSansSC: upright(
    join(chinese, '400Regular/NotoSansSC_400Regular.ttf'),
    join(chinese, '700Bold/NotoSansSC_700Bold.ttf'),
  ),
};

/** True for the files of the faces, and no other file of this machine. */
export function isFaceFile(path) {
  return Object.values(faces).some((face) => Object.values(face).includes(path));
}

/** The face of a language first; the others lend it the letters that it lacks. */
export function facesFor(language) {
  if (/^ja\b/.test(language)) return ['NotoSansJP', 'NotoSansSC', 'Roboto'];
  if (/^zh\b/.test(language)) return ['NotoSansSC', 'NotoSansJP', 'Roboto'];
  return ['Roboto', 'NotoSansSC', 'NotoSansJP'];
}

const opened = new Map();

function has(face, codePoint) {
  let font = opened.get(face);
  if (!font) opened.set(face, (font = openSync(faces[face].normal)));
  return font.hasGlyphForCodePoint(codePoint);
}

/** What stands for a letter that few faces have, so that no word is lost. */
const kin = new Map([
  ['⟦', '['],
  ['⟧', ']'],
  ['\u202F', '\u00A0'],
  ['\u2011', '-'],
  ['☐', '□'],
]);
/** They say how their neighbours look; a face without them shows the plain form. */
const silent = /[\u200B-\u200D\u2060\uFEFF\u00AD\p{Variation_Selector}]/u;

/**
 * A text cut where its face changes.
 *
 * @param {string} text
 * @param {readonly string[]} order faces, the preferred one first
 * @param {Set<string>} missing takes letters that no face has; a square stands for them
 * @returns {{ text: string, font: string }[]}
 */
export function runsOf(text, order, missing) {
  const runs = [];
  for (const letter of text) {
    const { shown, font } = placed(letter, order, runs.at(-1)?.font, missing);
    if (shown === '') continue;
    const last = runs.at(-1);
    if (last?.font === font) last.text += shown;
    else runs.push({ text: shown, font });
  }
  return runs.length > 0 ? runs : [{ text: '', font: order[0] }];
}

function placed(letter, order, before, missing) {
  if (letter === '\n') return { shown: letter, font: before ?? order[0] };
  const font = order.find((face) => has(face, letter.codePointAt(0)));
  if (font) return { shown: letter, font };
  const other = kin.get(letter);
  if (other) return placed(other, order, before, missing);
  if (silent.test(letter)) return { shown: '', font: order[0] };
  missing.add(letter);
  return { shown: '□', font: order.find((face) => has(face, 0x25a1)) ?? order[0] };
}
