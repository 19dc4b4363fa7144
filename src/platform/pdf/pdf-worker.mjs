// Lays out PDFs in a thread of its own, so that a long one keeps nobody waiting. Plain JavaScript, because a
// thread is started from a file as it is; `nest build` copies it.
import { parentPort } from 'node:worker_threads';
import pdfmake from 'pdfmake';
import { faces, facesFor, isFaceFile, runsOf } from './pdf-faces.mjs';
import { tagNext } from './pdf-tags.mjs';

pdfmake.addFonts(faces);
// A file shows nothing from elsewhere, and of this machine only its faces.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy(isFaceFile);

parentPort.on('message', async (job) => {
  try {
    const bytes = Uint8Array.from(await laidOut(job));
    parentPort.postMessage({ bytes }, [bytes.buffer]);
  } catch (error) {
    parentPort.postMessage(
      error instanceof LettersMissing ? { missing: error.letters } : { fault: String(error?.stack ?? error) },
      [],
    );
  }
});

// The time for a file begins when everything is loaded.
parentPort.postMessage('ready', []);

class LettersMissing extends Error {
  constructor(letters) {
    super();
    this.letters = [...letters];
  }
}

async function laidOut({ definition, foot, elements, onMissing }) {
  const order = facesFor(definition.lang);
  const missing = new Set();
  const set = (content) => withFaces(content, order, missing);
  const { lang, content, defaultStyle, ...rest } = definition;
  const document = {
    ...rest,
    language: lang,
    defaultStyle: { ...defaultStyle, font: order[0] },
    content: set(content),
    footer: (page, pages) => set(footOf(foot, page, pages)),
    ...(foot.head && { header: (page) => (page === 1 ? null : set(headOf(foot.head))) }),
    ...(elements && { tagged: true, displayTitle: true, version: '1.7', subset: 'PDF/UA' }),
    ...(foot.notOnFirstPage && { pageBreakBefore: breaksBefore }),
  };
  set([foot.text, foot.first ?? '', foot.head?.text ?? '']);
  if (onMissing === 'refuse' && missing.size > 0) throw new LettersMissing(missing);
  tagNext(elements ?? null);
  return pdfmake.createPdf(document).getBuffer();
}

/** What must not stand on page 1 begins page 2. */
const breaksBefore = ({ id, pageNumbers }) => id === 'not-on-first-page' && pageNumbers[0] === 1;

function footOf({ text, first, pageWords = '{page} / {pages}', fontSize, margin }, page, pages) {
  const number = pageWords.replace('{page}', page).replace('{pages}', pages);
  const line = {
    columns: [
      { text, width: '*' },
      { text: number, width: 'auto', alignment: 'right' },
    ],
    columnGap: 12,
  };
  return { stack: page === 1 && first ? [{ text: first }, line] : [line], fontSize, margin };
}

function headOf({ text, fontSize, margin }) {
  return { text, fontSize, margin, bold: true, alignment: 'center' };
}

/** The same content with every text cut into runs of one face. */
function withFaces(node, order, missing) {
  if (Array.isArray(node)) return node.map((one) => withFaces(one, order, missing));
  if (typeof node === 'string' || typeof node === 'number')
    return withFaces({ text: String(node) }, order, missing);
  if (node === null || typeof node !== 'object') return node;
  const changed = { ...node };
  for (const key of ['stack', 'columns', 'ul', 'ol'])
    if (node[key] !== undefined) changed[key] = withFaces(node[key], order, missing);
  if (node.table) changed.table = { ...node.table, body: withFaces(node.table.body, order, missing) };
  if (node.text !== undefined) changed.text = facedText(node.text, order, missing);
  return changed;
}

/** A word that no line holds may break here; without that, its layout takes time by the square of its length. */
const ENDLESS = /\S{60}/gu;

/** Each part on its own, with the looks of those around it. */
function facedText(text, order, missing) {
  return flat(text).flatMap(({ text, ...looks }) =>
    runsOf(text.replace(ENDLESS, '$&\u200B'), order, missing).map((run) => ({ ...looks, ...run })),
  );
}

function flat(text, looks = {}) {
  if (Array.isArray(text)) return text.flatMap((part) => flat(part, looks));
  if (typeof text !== 'object' || text === null) return [{ ...looks, text: String(text ?? '') }];
  const { text: inner, ...own } = text;
  return flat(inner, { ...looks, ...own });
}
