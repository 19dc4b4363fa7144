import type { Content } from 'pdfmake/interfaces.js';
import type { PdfElement } from '../platform/pdf/pdf-maker.js';
import type { Block, Inline } from './domain/notice-tree.js';

/** Sizes of type in points. */
const TITLE = 16;
const HEADING = 13;
const AFTER: [number, number, number, number] = [0, 0, 0, 8];
const MARKER_WIDTH = 16;

/** Nodes of pdfmake with what its types do not know: the element that a text belongs to. */
type Node = Record<string, unknown>;

/** Sets blocks of a notice for pdfmake, and notes what each piece of text is for a screen reader. */
export class TaggedContent {
  /** The whole document first. */
  readonly elements: PdfElement[] = [{ type: 'Document', parent: 0 }];
  #headings = 0;
  #language: string | undefined;

  /** @param holdsBack a block with such words begins page 2 */
  constructor(private readonly holdsBack: (words: string) => boolean = () => false) {}

  /**
   * Headings stay with the beginning of what they are about.
   *
   * @param language BCP 47, where it is not that of the document
   */
  blocks(tree: readonly Block[], language?: string): Content[] {
    this.#language = language;
    const nodes: Node[] = [];
    for (let place = 0; place < tree.length; place += 1) {
      const block = tree[place]!;
      const next = tree[place + 1];
      if (block.kind !== 'heading' || next?.kind !== 'paragraph') nodes.push(this.#block(block, 0));
      else {
        nodes.push({ stack: [this.#block(block, 0), this.#block(next, 0)], unbreakable: true });
        place += 1;
      }
    }
    this.#language = undefined;
    return nodes as unknown as Content[];
  }

  /** One paragraph of plain text with looks of its own. */
  line(text: string, looks: Node = {}): Node {
    return { text: [{ text, element: this.#element('P', 0) }], ...looks };
  }

  #block(block: Block, parent: number): Node {
    const node = this.#node(block, parent);
    return this.holdsBack(wordsOf([block])) && block.kind !== 'list'
      ? { ...node, id: 'not-on-first-page' }
      : node;
  }

  #node(block: Block, parent: number): Node {
    switch (block.kind) {
      case 'heading':
        return this.#heading(block);
      case 'paragraph':
        return { text: this.#words(block.content, this.#element('P', parent)), margin: AFTER };
      case 'list':
        return this.#list(block, parent);
      case 'quote': {
        const quote = this.#element('BlockQuote', parent);
        return { stack: block.content.map((inner) => this.#block(inner, quote)), margin: [16, 0, 0, 0] };
      }
      case 'code': {
        const element = this.#element('P', parent);
        return { text: [{ text: block.text, element }], preserveLeadingSpaces: true, margin: AFTER };
      }
      case 'rule':
        return { text: '', margin: AFTER };
    }
  }

  /** The first heading is the title of the whole. */
  #heading({ level, content }: Extract<Block, { kind: 'heading' }>): Node {
    const isTitle = this.#headings === 0;
    this.#headings += 1;
    const element = this.#element(`H${Math.min(level, 6)}`, 0);
    const size = isTitle ? TITLE : HEADING;
    return {
      text: this.#words(content, element),
      bold: true,
      fontSize: size,
      margin: [0, isTitle ? 0 : 8, 0, 4],
    };
  }

  #list({ ordered, start, items }: Extract<Block, { kind: 'list' }>, parent: number): Node {
    const list = this.#element('L', parent);
    const rows = items.map((item, place): Node => {
      const entry = this.#element('LI', list);
      const marker = { text: ordered ? `${start + place}.` : '•', element: this.#element('Lbl', entry) };
      const body = this.#element('LBody', entry);
      return {
        columns: [
          { width: MARKER_WIDTH, text: [marker] },
          { width: '*', stack: item.map((block) => ({ ...this.#block(block, body), margin: [0, 0, 0, 4] })) },
        ],
        ...(this.holdsBack(wordsOf(item)) && { id: 'not-on-first-page' }),
      };
    });
    return { stack: rows, margin: [0, 0, 0, 4] };
  }

  #words(content: readonly Inline[], element: number, looks: Node = {}): Node[] {
    return content.flatMap((inline): Node[] => {
      switch (inline.kind) {
        case 'text':
        case 'code':
          return [{ ...looks, text: inline.text, element }];
        case 'strong':
          return this.#words(inline.content, element, { ...looks, bold: true });
        case 'emphasis':
          return this.#words(inline.content, element, { ...looks, italics: true });
        case 'link': {
          const link = { ...looks, link: inline.target, decoration: 'underline' };
          return this.#words(inline.content, this.#element('Link', element), link);
        }
        case 'break':
          return [{ ...looks, text: '\n', element }];
      }
    });
  }

  #element(type: string, parent: number): number {
    const states = parent === 0 && this.#language !== undefined;
    return this.elements.push({ type, parent, ...(states && { lang: this.#language }) }) - 1;
  }
}

/** All words of some blocks, without marks. */
export function wordsOf(blocks: readonly Block[]): string {
  return blocks.map(wordsOfBlock).join(' ');
}

function wordsOfBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return wordsOfInlines(block.content);
    case 'list':
      return wordsOf(block.items.flat());
    case 'quote':
      return wordsOf(block.content);
    case 'code':
      return block.text;
    case 'rule':
      return '';
  }
}

function wordsOfInlines(content: readonly Inline[]): string {
  return content
    .map((inline) => {
      if (inline.kind === 'text' || inline.kind === 'code') return inline.text;
      return inline.kind === 'break' ? ' ' : wordsOfInlines(inline.content);
    })
    .join('');
}
