// Lays out one PDF in a thread of its own, so that a long one keeps nobody waiting. Plain JavaScript, because a
// thread is started from a file as it is; `nest build` copies it.
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import pdfmake from 'pdfmake';

const fonts = pathToFileURL(
  createRequire(import.meta.url)
    .resolve('pdfmake/fonts/Roboto.js')
    .replace(/\.js$/, '/'),
);
const font = (name) => fileURLToPath(new URL(name, fonts));

pdfmake.addFonts({
  Roboto: {
    normal: font('Roboto-Regular.ttf'),
    bold: font('Roboto-Medium.ttf'),
    italics: font('Roboto-Italic.ttf'),
    bolditalics: font('Roboto-MediumItalic.ttf'),
  },
});
// A file shows nothing from elsewhere, and of this machine only its fonts.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fileURLToPath(fonts)));

const { definition, foot } = workerData;
const footer = (page, pages) => ({
  columns: [
    { text: foot.text, width: '*' },
    { text: `${page} / ${pages}`, width: 50, alignment: 'right' },
  ],
  fontSize: foot.fontSize,
  margin: foot.margin,
});
const bytes = Uint8Array.from(await pdfmake.createPdf({ ...definition, footer }).getBuffer());
parentPort.postMessage(bytes, [bytes.buffer]);
