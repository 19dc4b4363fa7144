import type { Token } from 'markdown-it';
import { readMarkdown } from './markdown.js';

/** Words within a block; `text` still holds a mark for each merge field. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'strong' | 'emphasis'; content: Inline[] }
  | { kind: 'link'; target: string; content: Inline[] }
  | { kind: 'break' };

export type Block =
  | { kind: 'paragraph'; content: Inline[] }
  | { kind: 'heading'; level: number; content: Inline[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { kind: 'quote'; content: Block[] }
  | { kind: 'code'; text: string }
  | { kind: 'rule' };

/** A token that no checked text holds: the check and the rendering would disagree. */
export class UnexpectedMarkdown extends Error {
  constructor(type: string) {
    super(`A checked text holds Markdown of type ${type}.`);
    this.name = 'UnexpectedMarkdown';
  }
}

/** @throws UnexpectedMarkdown for pictures and whatever else the checker refuses */
export function noticeTree(markedText: string): Block[] {
  return new BlockReader(readMarkdown(markedText).tokens).blocks();
}

class BlockReader {
  #next = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  /** Blocks up to the closing token of `closing`, which is taken too; without it, up to the end. */
  blocks(closing?: string): Block[] {
    const blocks: Block[] = [];
    for (let token = this.#take(); token && token.type !== closing; token = this.#take())
      blocks.push(this.#block(token));
    return blocks;
  }

  #block(token: Token): Block {
    switch (token.type) {
      case 'paragraph_open':
        return { kind: 'paragraph', content: this.#content('paragraph_close') };
      case 'heading_open':
        return {
          kind: 'heading',
          level: Number(token.tag.slice(1)),
          content: this.#content('heading_close'),
        };
      case 'bullet_list_open':
        return { kind: 'list', ordered: false, start: 1, items: this.#items('bullet_list_close') };
      case 'ordered_list_open':
        return {
          kind: 'list',
          ordered: true,
          start: Number(token.attrGet('start') ?? 1),
          items: this.#items('ordered_list_close'),
        };
      case 'blockquote_open':
        return { kind: 'quote', content: this.blocks('blockquote_close') };
      case 'fence':
      case 'code_block':
        return { kind: 'code', text: token.content.replace(/\n$/, '') };
      case 'hr':
        return { kind: 'rule' };
      default:
        throw new UnexpectedMarkdown(token.type);
    }
  }

  #items(closing: string): Block[][] {
    const items: Block[][] = [];
    for (let token = this.#take(); token && token.type !== closing; token = this.#take())
      items.push(this.blocks('list_item_close'));
    return items;
  }

  #content(closing: string): Inline[] {
    const token = this.#take();
    if (token?.type !== 'inline' || this.#take()?.type !== closing)
      throw new UnexpectedMarkdown(token?.type ?? 'nothing');
    return new InlineReader(token.children ?? []).inlines();
  }

  #take(): Token | undefined {
    return this.tokens[this.#next++];
  }
}

class InlineReader {
  #next = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  inlines(closing?: string): Inline[] {
    const inlines: Inline[] = [];
    for (
      let token = this.tokens[this.#next++];
      token && token.type !== closing;
      token = this.tokens[this.#next++]
    )
      inlines.push(this.#inline(token));
    return inlines;
  }

  #inline(token: Token): Inline {
    switch (token.type) {
      case 'text':
      case 'text_special':
        return { kind: 'text', text: token.content };
      case 'code_inline':
        return { kind: 'code', text: token.content };
      case 'softbreak':
        return { kind: 'text', text: ' ' };
      case 'hardbreak':
        return { kind: 'break' };
      case 'strong_open':
        return { kind: 'strong', content: this.inlines('strong_close') };
      case 'em_open':
        return { kind: 'emphasis', content: this.inlines('em_close') };
      case 'link_open':
        return {
          kind: 'link',
          target: String(token.attrGet('href') ?? ''),
          content: this.inlines('link_close'),
        };
      default:
        throw new UnexpectedMarkdown(token.type);
    }
  }
}
