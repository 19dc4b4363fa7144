import Handlebars from 'handlebars';
import { besideValues } from './beside-values.js';
import { BlockComposer, type FieldSource } from './compose-blocks.js';
import { indexOfMark, markFields, marks, type MergeField } from './marked-text.js';
import { isPersonal, repeatsBullet } from './notice-kind.js';
import { noticeTree } from './notice-tree.js';
import { valueOf, type NoticeValue, type NoticeValues } from './notice-values.js';
import type { NoticeWriter } from './notice-writer.js';
import { fill, folded, type Filling, type Piece, type SlotPlace } from './pieces.js';
import type { FieldWords, SharedFields } from './shared-fields.js';
import { TemplateSource } from './template-source.js';

/** Whose copy is rendered: a person, or nobody in particular, for a preview. */
export interface Reader {
  values: NoticeValues;
  /** False: a personal field without value is shown as "per person", not left out. */
  isPerson: boolean;
}

/** One text cut at its personal fields. */
export class PreparedText {
  #pieces: readonly Piece[] = [];
  readonly #personal: MergeField[] = [];

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

  blocks(template: string, headingLevel: number, linkHosts: ReadonlySet<string>): Piece[][] {
    const marked = markedTemplate(template);
    const composer = new BlockComposer(this.writer, this.#source(marked.fields), linkHosts, headingLevel);
    return composer.blocks(noticeTree(marked.text));
  }

  for(reader: Reader, missing: Set<string>): string {
    return fill(this.#pieces, new ReaderFilling(this.#personal, this.fields, this.writer, reader, missing));
  }

  /** Fields by their number in one template; slots by their number in the whole text. */
  #source(fields: readonly MergeField[]): FieldSource {
    const kind = this.fields.frame.kind;
    const offset = this.#personal.length;
    this.#personal.push(...fields);
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
class ReaderFilling implements Filling {
  readonly #said = new Map<number, FieldWords>();

  constructor(
    private readonly personal: readonly MergeField[],
    private readonly fields: SharedFields,
    private readonly writer: NoticeWriter,
    private readonly reader: Reader,
    private readonly missing: Set<string>,
  ) {}

  wordsOf(index: number, place: SlotPlace, item?: number): string {
    const words = this.#words(index);
    if ('gap' in words) return this.writer.gap(this.#gap(words.names[0] ?? '', words.gap));
    if (place === 'target') return this.writer.target(words.wording.href ?? '');
    const { wording } = words;
    const said = item === undefined ? wording : { text: wording.items?.[item] ?? wording.text };
    return this.writer.value(said, place !== 'text');
  }

  has(index: number): boolean {
    const { names } = this.personal[index] as MergeField;
    return !this.reader.isPerson || names.every((name) => this.#value(name) !== undefined);
  }

  isSound(index: number): boolean {
    return 'wording' in this.#words(index);
  }

  itemsOf(index: number): number {
    const words = this.#words(index);
    return 'gap' in words ? 1 : (words.wording.items?.length ?? 1);
  }

  #words(index: number): FieldWords {
    const known = this.#said.get(index);
    if (known) return known;
    const words = this.fields.words(this.personal[index] as MergeField, (name) => this.#value(name));
    this.#said.set(index, words);
    return words;
  }

  #value(name: string): NoticeValue | undefined {
    return isPersonal(name) ? valueOf(this.reader.values, name) : this.fields.value(name);
  }

  #gap(name: string, gap: string): string {
    const { unknown, label } = this.fields.placeholder(name);
    if (!this.reader.isPerson && unknown !== 'stop') return `⟦per person: ${label}⟧`;
    this.missing.add(name);
    return gap;
  }
}
