import { strToU8, zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import { documentWords } from './domain/document-words.js';
import { noticeTree } from './domain/notice-tree.js';
import type { Block, Inline } from './domain/notice-tree.js';
import { escapeXml, run, paragraph } from './docx-text.js';
import {
  contentTypes,
  coreProperties,
  documentRelations,
  numbering,
  packageRelations,
  styles,
} from './docx-parts.js';

/** A text for a word processor. */
export interface DocxText {
  /** The whole text as Markdown, values filled in and gaps in sight. */
  markdown: string;
  title: string;
  /** BCP 47. */
  locale: string;
  /** Instant that the file states as its making, so that the same text has the same bytes. */
  at: Date;
  paper: 'a4' | 'us-letter';
  /** Stands at the head of every page, for what must not be taken for real. */
  banner?: string;
  /** Stands at the foot of every page. */
  number: string;
}

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
/** Twentieths of a point. */
const PAPER = { a4: [11_906, 16_838], 'us-letter': [12_240, 15_840] } as const;
/** Zip knows no earlier day. */
const EARLIEST = Date.UTC(1980, 0, 2);

/**
 * The text as a Word file for counsel: headings, lists and language as such, gaps highlighted, number and pages in the
 * footer. No macros, and nothing in it is fetched: a link stands as its words and its address.
 */
export function composeDocx(text: DocxText): Buffer {
  const body = new DocxBody();
  const content = body.blocks(noticeTree(text.markdown));
  const files: Record<string, string> = {
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': packageRelations,
    'docProps/core.xml': coreProperties(text),
    'word/_rels/document.xml.rels': documentRelations,
    'word/document.xml': part('document', `<w:body>${content}${section(text)}</w:body>`),
    'word/styles.xml': styles(text.locale),
    'word/numbering.xml': numbering(body.lists),
    'word/header1.xml': part('hdr', paragraph('Banner', text.banner ? run(text.banner, { bold: true }) : '')),
    'word/footer1.xml': part(
      'ftr',
      paragraph('Footer', `${run(text.number)}<w:r><w:tab/></w:r>${pages(text)}`),
    ),
  };
  const mtime = new Date(Math.max(text.at.getTime(), EARLIEST));
  const packed: Zippable = {};
  for (const [name, written] of Object.entries(files)) packed[name] = [strToU8(written), { mtime }];
  return Buffer.from(zipSync(packed));
}

function part(root: 'document' | 'hdr' | 'ftr', content: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:${root} ${NAMESPACES}>${content}</w:${root}>`;
}

function section({ paper }: DocxText): string {
  const [width, height] = PAPER[paper];
  return `<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="${width}" w:h="${height}"/><w:pgMar w:top="1418" w:right="1134" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>`;
}

function pages({ locale }: DocxText): string {
  return documentWords(locale)
    .pages.split(/(\{pages?\})/)
    .map((words) => {
      if (words === '{page}') return field('PAGE');
      return words === '{pages}' ? field('NUMPAGES') : run(words);
    })
    .join('');
}

function field(name: 'PAGE' | 'NUMPAGES'): string {
  return `<w:fldSimple w:instr="${name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>`;
}

/** Where a paragraph stands: how deep in lists, and with which number or bullet. */
interface Place {
  depth: number;
  list?: number;
  /** A further paragraph of an item: as far in, without another number. */
  continues?: boolean;
  quoted?: boolean;
}

class DocxBody {
  /** Kind of each list: every list counts by itself. */
  readonly lists: { ordered: boolean; start: number }[] = [];

  blocks(tree: readonly Block[], place: Place = { depth: -1 }): string {
    return tree
      .map((block, index) =>
        this.#block(block, index > 0 && place.list ? { ...place, continues: true } : place),
      )
      .join('');
  }

  #block(block: Block, place: Place): string {
    switch (block.kind) {
      case 'heading':
        return paragraph(`Heading${Math.min(block.level, 4)}`, inlines(block.content));
      case 'paragraph':
        return paragraph(place.quoted ? 'Quote' : 'Normal', inlines(block.content), numbered(place));
      case 'code':
        return paragraph('Normal', run(block.text), numbered(place));
      case 'list':
        return this.#list(block, place.depth + 1);
      case 'quote':
        return this.blocks(block.content, { ...place, quoted: true });
      case 'rule':
        return '';
    }
  }

  #list({ ordered, start, items }: Extract<Block, { kind: 'list' }>, depth: number): string {
    const list = this.lists.push({ ordered, start });
    return items.map((item) => this.blocks(item, { depth, list })).join('');
  }
}

function numbered({ depth, list, continues }: Place): string {
  if (list === undefined) return '';
  if (continues) return `<w:ind w:left="${(depth + 1) * 425}"/>`;
  return `<w:numPr><w:ilvl w:val="${Math.min(depth, 8)}"/><w:numId w:val="${list}"/></w:numPr>`;
}

interface Looks {
  bold?: boolean;
  italics?: boolean;
}

function inlines(content: readonly Inline[], looks: Looks = {}): string {
  return content
    .map((inline) => {
      switch (inline.kind) {
        case 'text':
        case 'code':
          return run(inline.text, looks);
        case 'strong':
          return inlines(inline.content, { ...looks, bold: true });
        case 'emphasis':
          return inlines(inline.content, { ...looks, italics: true });
        case 'link':
          return link(inline, looks);
        case 'break':
          return '<w:r><w:br/></w:r>';
      }
    })
    .join('');
}

/** A link of the file would be fetched or followed unseen. */
function link({ target, content }: Extract<Inline, { kind: 'link' }>, looks: Looks): string {
  const words = inlines(content, looks);
  const address = target.replace(/^(https:\/\/|mailto:|tel:)/, '').replace(/\/$/, '');
  return words.includes(`>${escapeXml(address)}<`) || /^(mailto|tel):/.test(target)
    ? words
    : words + run(` (${target})`, looks);
}
