import type { TemplateSource } from './template-source.js';

type Path = hbs.AST.PathExpression;

/** One merge field where it stands in a text: `{{longDate incident.discoveredAt}}`. */
export interface MergeField {
  helper?: string;
  /** Full names of the placeholders: one, or the arguments of the helper. */
  names: readonly string[];
  /** Where the field starts in the template, in UTF-16 units. */
  offset: number;
}

/**
 * A text in which each merge field is one private-use character, so that Markdown meets no value. Templates
 * hold no private-use character of their own: the checker refuses them, written out or as an entity.
 */
export interface MarkedText {
  text: string;
  fields: readonly MergeField[];
  /** Index in the template of an index in `text`. */
  sourceOffset(at: number): number;
}

const firstMark = 0xe000;
const lastMark = 0xf8ff;

/** Every mark in a text that came out of Markdown. */
export const marks = /[\uE000-\uF8FF]/g;

export function markOf(index: number): string {
  if (firstMark + index > lastMark) throw new RangeError('More merge fields than marks.');
  return String.fromCharCode(firstMark + index);
}

export function indexOfMark(mark: string): number {
  return mark.charCodeAt(0) - firstMark;
}

/**
 * Marks the fields of a parsed template. Blocks are laid out flat, all their branches one after the other: a
 * checker sees every word that any reader could.
 */
export function markFields(program: hbs.AST.Program, source: TemplateSource): MarkedText {
  const marker = new Marker(source);
  marker.program(program);
  return marker.marked();
}

interface Stretch {
  marked: number;
  source: number;
}

class Marker {
  #text = '';
  readonly #fields: MergeField[] = [];
  readonly #stretches: Stretch[] = [];

  constructor(private readonly source: TemplateSource) {}

  marked(): MarkedText {
    const stretches = this.#stretches;
    return {
      text: this.#text,
      fields: this.#fields,
      sourceOffset(at) {
        const before = stretches.findLast((stretch) => stretch.marked <= at);
        return before ? before.source + at - before.marked : at;
      },
    };
  }

  program(program: hbs.AST.Program | undefined): void {
    for (const statement of program?.body ?? []) this.#statement(statement);
  }

  #statement(node: hbs.AST.Statement): void {
    if (node.type === 'ContentStatement') this.#content(node as hbs.AST.ContentStatement);
    else if (node.type === 'MustacheStatement') this.#mustache(node as hbs.AST.MustacheStatement);
    else if (node.type !== 'CommentStatement') {
      const block = node as Partial<hbs.AST.BlockStatement>;
      this.program(block.program);
      this.program(block.inverse);
    }
  }

  /** White space control shortens `value` and leaves `original`; an escaped brace loses its backslash in both. */
  #content(node: hbs.AST.ContentStatement): void {
    if (node.value === '') return;
    const original = String(node.original);
    const start = this.source.offsetOf(node.loc.start);
    const escaped = this.source.text.startsWith('\\{{', start) && original.startsWith('{{') ? 1 : 0;
    this.#stretch(start + escaped + Math.max(0, original.indexOf(node.value)));
    this.#text += node.value;
  }

  #mustache(node: hbs.AST.MustacheStatement): void {
    const offset = this.source.offsetOf(node.loc.start);
    this.#stretch(offset);
    this.#text += markOf(this.#fields.length);
    const params = node.params.filter((param): param is Path => param.type === 'PathExpression');
    const head = (node.path as Path).parts?.join('.') ?? '';
    const field =
      params.length > 0
        ? { helper: head, names: params.map(({ parts }) => parts.join('.')) }
        : { names: [head] };
    this.#fields.push({ ...field, offset });
  }

  #stretch(source: number): void {
    this.#stretches.push({ marked: this.#text.length, source });
  }
}
