import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pdfmake from 'pdfmake';
import type { Content, ContentText, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { noticeTree } from './domain/notice-tree.js';
import type { Block, Inline } from './domain/notice-tree.js';

/** A letter to be set. */
export interface Letter {
  /** The whole notice as Markdown, values filled in. */
  markdown: string;
  title: string;
  /** BCP 47. */
  locale: string;
  /** Instant that the file states as its making, so that the same letter has the same bytes. */
  at: Date;
  /** Stands on top of every page, for what must not be taken for real. */
  banner?: string;
}

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
// A letter shows nothing from elsewhere, and of this machine only its fonts.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fileURLToPath(FONTS)));

/** The letter as PDF: A4, 11 point, page count on each page. */
export async function composePdf(letter: Letter): Promise<Buffer> {
  const definition: TDocumentDefinitions & { lang: string } = {
    lang: letter.locale,
    info: { title: letter.title, creationDate: letter.at, modDate: letter.at },
    pageSize: 'A4',
    pageMargins: [68, 68, 68, 74],
    defaultStyle: { font: 'Roboto', fontSize: 11, lineHeight: 1.3 },
    ...(letter.banner !== undefined && {
      header: { text: letter.banner, alignment: 'center', bold: true, fontSize: 11, margin: [0, 28, 0, 0] },
    }),
    footer: (page, pages) => ({
      text: `${page} / ${pages}`,
      alignment: 'center',
      fontSize: 9,
      margin: [0, 24, 0, 0],
    }),
    content: blocks(letter.markdown),
  };
  return pdfmake.createPdf(definition).getBuffer();
}

/** The first heading is the title of the letter. */
function blocks(markdown: string): Content[] {
  // The face has no white square brackets, with which drafts mark what is missing.
  const tree = noticeTree(markdown.replaceAll('⟦', '\\[').replaceAll('⟧', '\\]'));
  const title = tree.findIndex(({ kind }) => kind === 'heading');
  return tree.map((block, place) =>
    place === title ? { ...asContent(block), fontSize: 17 } : asContent(block),
  );
}

const AFTER: [number, number, number, number] = [0, 0, 0, 8];

function asContent(block: Block): ContentText & Record<string, unknown> {
  return { ...contentOf(block), margin: AFTER } as ContentText & Record<string, unknown>;
}

function contentOf(block: Block): object {
  switch (block.kind) {
    case 'heading':
      return { text: words(block.content), bold: true, fontSize: 13, margin: [0, 8, 0, 4], headlineLevel: 1 };
    case 'paragraph':
      return { text: words(block.content) };
    case 'list': {
      const items = block.items.map((item) => ({ stack: item.map(contentOf) }));
      return block.ordered ? { ol: items, start: block.start } : { ul: items };
    }
    case 'quote':
      return { stack: block.content.map(contentOf), margin: [16, 0, 0, 0] };
    case 'code':
      return { text: block.text, preserveLeadingSpaces: true };
    case 'rule':
      return { text: '' };
  }
}

function words(content: readonly Inline[], style: object = {}): object[] {
  return content.flatMap((inline): object[] => {
    switch (inline.kind) {
      case 'text':
      case 'code':
        return [{ ...style, text: inline.text }];
      case 'strong':
        return words(inline.content, { ...style, bold: true });
      case 'emphasis':
        return words(inline.content, { ...style, italics: true });
      case 'link':
        return words(inline.content, { ...style, link: inline.target, decoration: 'underline' });
      case 'break':
        return [{ ...style, text: '\n' }];
    }
  });
}
