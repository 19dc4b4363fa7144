import { besideValues } from './beside-values.js';
import { linkFault, normalTarget } from './link-target.js';
import { indexOfMark, marks } from './marked-text.js';
import type { Wording } from './notice-helpers.js';
import type { Block, Inline } from './notice-tree.js';
import type { NoticeWriter } from './notice-writer.js';
import type { Group, Piece, SlotPlace } from './pieces.js';

/** What becomes of a merge field while a notice is composed. */
export interface FieldSource {
  /** Words of a field that all readers share; `null`: it differs from reader to reader. */
  shared(field: number): SharedField | null;
  /** A bullet that holds it once is repeated for each of its items. */
  repeats(field: number): boolean;
  /** A reader without it does not get the block that holds it. */
  leavesOut(field: number): boolean;
  /** Its number in the whole text: a field is numbered within its section. */
  slot(field: number): number;
}

/** The value of a shared field: its words, or the gap that people see instead. */
export type SharedField = { wording: Wording } | { gap: string };

/** Composes the blocks of one section in one format, for all readers at once. */
export class BlockComposer {
  /** Items of shared lists, while their bullet is repeated. */
  readonly #items = new Map<number, string>();

  constructor(
    private readonly writer: NoticeWriter,
    private readonly fields: FieldSource,
    private readonly linkHosts: ReadonlySet<string>,
    /** Level of headings inside the section. */
    private readonly headingLevel: number,
  ) {}

  blocks(blocks: readonly Block[]): Piece[][] {
    return blocks.map((block) => this.#guarded(block, this.#block(block)));
  }

  #block(block: Block): Piece[] {
    switch (block.kind) {
      case 'paragraph':
        return this.writer.paragraph(this.#inlines(block.content));
      case 'heading':
        return this.writer.heading(this.headingLevel, this.#inlines(block.content));
      case 'list':
        return this.#list(block);
      case 'quote':
        return this.writer.quote([this.#stack(block.content)]);
      case 'code':
        return this.writer.codeBlock(this.#words(block.text, 'plain'));
      case 'rule':
        return [this.writer.rule()];
    }
  }

  #stack(blocks: readonly Block[]): Piece {
    return { kind: 'frame', open: [], items: this.blocks(blocks), between: this.writer.between, close: [] };
  }

  #list({ ordered, start, items }: Extract<Block, { kind: 'list' }>): Piece[] {
    const { open, close } = this.writer.list(ordered, start);
    const written = items.flatMap((item) =>
      this.#item(item, ordered ? { kind: 'item-number', start } : undefined),
    );
    return [
      { kind: 'frame', open: [open], items: written, between: this.writer.betweenItems, close: [close] },
    ];
  }

  /** One bullet, or several: one for each item of the list field that it holds. */
  #item(blocks: readonly Block[], number: Piece | undefined): Piece[][] {
    const fields = fieldsOf(blocks);
    const lists = fields.filter((field) => this.fields.repeats(field));
    const [repeated] = lists.length === 1 ? lists : [];
    const shared = repeated === undefined ? null : this.fields.shared(repeated);
    if (repeated !== undefined && shared && 'wording' in shared && shared.wording.items) {
      return shared.wording.items.map((item) => {
        this.#items.set(repeated, item);
        const written = this.#itemOnce(blocks, number);
        this.#items.delete(repeated);
        return written;
      });
    }
    const once = this.#itemOnce(blocks, number);
    const needs = this.#needs(fields);
    const perReader = repeated !== undefined && shared === null;
    if (needs.length === 0 && !perReader) return [once];
    const repeats = perReader
      ? { field: this.fields.slot(repeated), between: this.writer.betweenItems }
      : undefined;
    return [[group(once, needs, repeats)]];
  }

  #itemOnce(blocks: readonly Block[], number: Piece | undefined): Piece[] {
    const [only, ...others] = blocks;
    const content =
      only?.kind === 'paragraph' && others.length === 0 ? this.#inlines(only.content) : [this.#stack(blocks)];
    return this.writer.item(content, number);
  }

  /** A paragraph, heading or code block leaves with a personal field that a reader lacks; lists lose items. */
  #guarded(block: Block, pieces: Piece[]): Piece[] {
    if (block.kind === 'list' || block.kind === 'quote') return pieces;
    const needs = this.#needs(fieldsOf([block]));
    return needs.length > 0 ? [group(pieces, needs)] : pieces;
  }

  #needs(fields: readonly number[]): number[] {
    return fields.filter((field) => this.fields.leavesOut(field)).map((field) => this.fields.slot(field));
  }

  #inlines(inlines: readonly Inline[], insideLink = false): Piece[] {
    return joinedText(inlines).flatMap((inline) => this.#inline(inline, insideLink));
  }

  #inline(inline: Inline, insideLink: boolean): Piece[] {
    switch (inline.kind) {
      case 'text':
        return this.#words(inline.text, insideLink ? 'link-text' : 'text');
      case 'code':
        return this.writer.code(this.#words(inline.text, 'plain'));
      case 'strong':
        return this.writer.strong(this.#inlines(inline.content, insideLink));
      case 'emphasis':
        return this.writer.emphasis(this.#inlines(inline.content, insideLink));
      case 'link':
        return this.#link(inline);
      case 'break':
        return [this.writer.break()];
    }
  }

  #link({ target, content }: Extract<Inline, { kind: 'link' }>): Piece[] {
    const label = this.#inlines(content, true);
    const field = target.length === 1 && target.search(marks) === 0 ? indexOfMark(target) : undefined;
    if (field === undefined) {
      const fault = linkFault(target, this.linkHosts);
      return fault ? label : this.writer.link(this.writer.target(normalTarget(target)), label);
    }
    const shared = this.fields.shared(field);
    if (shared === null) return [this.#personalLink(this.fields.slot(field), label)];
    if ('gap' in shared) return [...label, ' ', this.writer.gap(shared.gap)];
    return this.writer.link(this.writer.target(shared.wording.href ?? ''), label);
  }

  #personalLink(field: number, label: Piece[]): Piece {
    const link = this.writer.link({ kind: 'slot', field, place: 'target' }, label);
    return {
      kind: 'personal-link',
      field,
      link,
      without: [...label, ' ', { kind: 'slot', field, place: 'plain' }],
    };
  }

  #words(text: string, place: SlotPlace): Piece[] {
    const parts = text.split(eachMark);
    return besideValues(parts, (mark) => this.#said(indexOfMark(mark)))
      .filter((part) => part !== '')
      .map((part) =>
        part.search(marks) === 0 ? this.#field(indexOfMark(part), place) : this.writer.words(part),
      );
  }

  /** Words of a value that all readers share. */
  #said(field: number): string {
    const shared = this.fields.shared(field);
    return this.#items.get(field) ?? (shared && 'wording' in shared ? shared.wording.text : '');
  }

  #field(field: number, place: SlotPlace): Piece {
    const item = this.#items.get(field);
    if (item !== undefined) return this.writer.words(item);
    const shared = this.fields.shared(field);
    if (shared === null) return { kind: 'slot', field: this.fields.slot(field), place };
    return 'gap' in shared
      ? this.writer.gap(shared.gap)
      : this.writer.value(shared.wording, place !== 'text');
  }
}

const eachMark = /([\uE000-\uF8FF])/;

function group(pieces: Piece[], needs: number[], repeats?: Group['repeats']): Group {
  return { kind: 'group', pieces, needs, ...(repeats && { repeats }) };
}

/** Neighbouring texts as one: an escaped character is a text of its own in the reading. */
function joinedText(inlines: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const inline of inlines) {
    const last = joined.at(-1);
    if (inline.kind === 'text' && last?.kind === 'text')
      joined[joined.length - 1] = { kind: 'text', text: last.text + inline.text };
    else joined.push(inline);
  }
  return joined;
}

/** Merge fields anywhere in these blocks, each once. */
function fieldsOf(blocks: readonly Block[]): number[] {
  const texts = blocks.flatMap(textsOfBlock);
  const found = texts.flatMap((text) => [...text.matchAll(marks)].map(({ 0: mark }) => indexOfMark(mark)));
  return [...new Set(found)];
}

function textsOfBlock(block: Block): string[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return block.content.flatMap(textsOfInline);
    case 'list':
      return block.items.flat().flatMap(textsOfBlock);
    case 'quote':
      return block.content.flatMap(textsOfBlock);
    case 'code':
      return [block.text];
    case 'rule':
      return [];
  }
}

function textsOfInline(inline: Inline): string[] {
  if (inline.kind === 'text' || inline.kind === 'code') return [inline.text];
  if (inline.kind === 'break') return [];
  const within = inline.content.flatMap(textsOfInline);
  return inline.kind === 'link' ? [inline.target, ...within] : within;
}
