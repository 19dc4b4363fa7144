import Handlebars from 'handlebars';
import { besideValues } from './beside-values.js';
import { BlockComposer, type FieldSource } from './compose-blocks.js';
import { indexOfMark, markFields, marks, type MergeField } from './marked-text.js';
import { isPersonal, repeatsBullet } from './notice-kind.js';
import { noticeTree } from './notice-tree.js';
import type { NoticeWriter } from './notice-writer.js';
import type { OneReader } from './one-reader.js';
import { fill, folded, settled, type GroupFilling, type Piece, type SlotPlace } from './pieces.js';
import type { SharedFields } from './shared-fields.js';
import { TemplateSource } from './template-source.js';

/** Beyond so many groups of readers, what a group has in common is worked out for each reader again. */
const mostGroups = 200;

/** One text cut at its personal fields. */
export class PreparedText {
  #pieces: readonly Piece[] = [];
  readonly #personal: MergeField[] = [];
  /** The pieces as they are for all readers of a group, and what its readers lack. */
  readonly #groups = new Map<string, { pieces: readonly Piece[]; missing: ReadonlySet<string> }>();

  constructor(
    private readonly fields: SharedFields,
    private readonly writer: NoticeWriter,
  ) {}

  with(pieces: readonly Piece[]): this {
    this.#pieces = folded(pieces);
    return this;
  }

  /** A subject, heading or preheader: no Markdown is read. */
  line(template: string): Piece[] {
    const marked = markedTemplate(template);
    const source = this.#source(marked.fields);
    const pieces: Piece[] = [];
    const said = (mark: string) => {
      const shared = source.shared(indexOfMark(mark));
      return shared && 'wording' in shared ? shared.wording.text : '';
    };
    for (const part of besideValues(marked.text.split(/([\uE000-\uF8FF])/), said)) {
      if (part.search(marks) !== 0) pieces.push(this.writer.words(part));
      else {
        const field = indexOfMark(part);
        const shared = source.shared(field);
        if (shared === null) pieces.push({ kind: 'slot', field: source.slot(field), place: 'plain' });
        else
          pieces.push(
            'gap' in shared ? this.writer.gap(shared.gap) : this.writer.value(shared.wording, true),
          );
      }
    }
    return pieces;
  }

  /** @param language of all from the first heading on, where it is not that of the notice */
  blocks(
    template: string,
    headingLevel: number,
    linkHosts: ReadonlySet<string>,
    language?: string,
  ): Piece[][] {
    const marked = markedTemplate(template);
    const composer = new BlockComposer(this.writer, this.#source(marked.fields), linkHosts, headingLevel);
    const tree = noticeTree(marked.text);
    const blocks = composer.blocks(tree);
    const start = tree.findIndex(({ kind }) => kind === 'heading');
    if (language === undefined || start < 0) return blocks;
    return [...blocks.slice(0, start), [this.#inLanguage(language, blocks.slice(start))]];
  }

  #inLanguage(language: string, items: Piece[][]): Piece {
    const { open, close } = this.writer.inLanguage(language);
    return { kind: 'frame', open: [open], items, between: this.writer.between, close: [close] };
  }

  for(reader: OneReader): string {
    return fill(this.#piecesFor(reader), this.#filling(reader, reader.missing));
  }

  #piecesFor(reader: OneReader): readonly Piece[] {
    const known = this.#groups.get(reader.group);
    if (known) {
      for (const name of known.missing) reader.missing.add(name);
      return known.pieces;
    }
    if (this.#groups.size >= mostGroups) return this.#pieces;
    const missing = new Set<string>();
    const pieces = settled(this.#pieces, this.#filling(reader, missing));
    this.#groups.set(reader.group, { pieces, missing });
    return this.#piecesFor(reader);
  }

  #filling(reader: OneReader, missing: Set<string>): ReaderFilling {
    return new ReaderFilling(this.#personal, this.writer, reader, missing);
  }

  /** Fields by their number in one template; slots by their number in the whole text. */
  #source(fields: readonly MergeField[]): FieldSource {
    const kind = this.fields.frame.kind;
    const offset = this.#personal.length;
    this.#personal.push(...fields.map((field) => this.fields.once(field)));
    const at = (field: number) => fields[field] as MergeField;
    return {
      slot: (field) => offset + field,
      shared: (field) => (this.fields.isPersonal(at(field)) ? null : this.fields.shared(at(field))),
      repeats: (field) => repeatsBullet(kind, at(field).helper, at(field).names[0] ?? ''),
      leavesOut: (field) =>
        at(field).names.some((name) => isPersonal(name) && kind.placeholders.get(name)?.unknown !== 'stop'),
    };
  }
}

function markedTemplate(template: string) {
  return markFields(Handlebars.parse(template), new TemplateSource(template));
}

/** One reader's words for the personal fields of a text. */
class ReaderFilling implements GroupFilling {
  constructor(
    private readonly personal: readonly MergeField[],
    private readonly writer: NoticeWriter,
    private readonly reader: OneReader,
    private readonly missing: Set<string>,
  ) {}

  wordsOf(index: number, place: SlotPlace, item?: number): string {
    const words = this.reader.words(this.#field(index));
    if ('gap' in words) return this.writer.gap(this.reader.gap(words, this.missing));
    const { wording } = words;
    if (place === 'target') return this.writer.target(wording.href ?? '');
    const said = item === undefined ? wording : { text: wording.items?.[item] ?? wording.text };
    return this.writer.value(said, place !== 'text');
  }

  isOwn(index: number): boolean {
    return this.reader.isOwn(this.#field(index));
  }

  has(index: number): boolean {
    return this.reader.has(this.#field(index));
  }

  isSound(index: number): boolean {
    return 'wording' in this.reader.words(this.#field(index));
  }

  itemsOf(index: number): number {
    const words = this.reader.words(this.#field(index));
    return 'gap' in words ? 1 : (words.wording.items?.length ?? 1);
  }

  #field(index: number): MergeField {
    return this.personal[index] as MergeField;
  }
}
