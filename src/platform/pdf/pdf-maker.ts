import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

const FONTS = pathToFileURL(
  createRequire(import.meta.url)
    .resolve('pdfmake/fonts/Roboto.js')
    .replace(/\.js$/, '/'),
);
const font = (name: string) => fileURLToPath(new URL(name, FONTS));

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
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fileURLToPath(FONTS)));

/** A PDF file. Text of people goes into `text` members only: nothing in them is read as mark-up. */
export function makePdf(definition: TDocumentDefinitions & { lang: string }): Promise<Buffer> {
  return pdfmake.createPdf(definition).getBuffer();
}
