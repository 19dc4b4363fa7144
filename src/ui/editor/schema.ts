import { schema as markdownSchema } from 'prosemirror-markdown';
import { Schema } from 'prosemirror-model';
import type { NodeSpec } from 'prosemirror-model';
import { callOf } from './merge-fields.js';

/** A merge field is one unit: it is chosen, moved and deleted as a whole. */
const field: NodeSpec = {
  inline: true,
  group: 'inline',
  atom: true,
  selectable: true,
  draggable: true,
  attrs: { written: { validate: 'string' } },
  leafText: (node) => String(node.attrs['written']),
  toDOM: (node) => ['span', { 'data-field': String(node.attrs['written']) }, String(node.attrs['written'])],
  parseDOM: [
    {
      tag: 'span[data-field]',
      getAttrs: (element) => {
        const written = element.getAttribute('data-field') ?? '';
        return callOf(written) === null ? false : { written };
      },
    },
  ],
};

/** A line end inside a paragraph: readers see a blank. */
const softBreak: NodeSpec = {
  inline: true,
  group: 'inline',
  selectable: false,
  leafText: () => ' ',
  toDOM: () => ['span', { 'data-soft': '' }, ' '],
  parseDOM: [{ tag: 'span[data-soft]' }],
};

/**
 * Lists of notices stand close, unless they are written apart; `attached`: straight below the words that lead to
 * them, with no blank line between.
 */
function close(list: NodeSpec | undefined, more: NodeSpec['attrs'] = {}): NodeSpec {
  return {
    ...list,
    attrs: { ...list?.attrs, tight: { default: true }, attached: { default: false }, ...more },
  };
}

const base = markdownSchema.spec.nodes;

/** What a section of a notice may hold: CommonMark without pictures, and merge fields. */
export const schema: Schema<string, string> = new Schema<string, string>({
  nodes: base
    .remove('image')
    .update('heading', { ...base.get('heading'), content: 'inline*' })
    .update('bullet_list', close(base.get('bullet_list'), { bullet: { default: '-' } }))
    .update('ordered_list', close(base.get('ordered_list'), { counted: { default: true } }))
    .update('horizontal_rule', { ...base.get('horizontal_rule'), attrs: { markup: { default: '---' } } })
    .addToEnd('soft_break', softBreak)
    .addToEnd('field', field),
  marks: markdownSchema.spec.marks,
});
