import { baseKeymap, chainCommands, exitCode } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { InputRule, inputRules, wrappingInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import type { NodeType } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list';
import type { Command, Plugin } from 'prosemirror-state';
import { chooseChip, toggleEmphasis, toggleStrong } from './commands.js';
import { callOf } from './merge-fields.js';
import { schema } from './schema.js';

const nodes = schema.nodes as Record<
  'bullet_list' | 'ordered_list' | 'list_item' | 'field' | 'hard_break',
  NodeType
>;

/** Braces that are closed make a chip; a dash or a number at the start of a line makes a list. */
const typing = inputRules({
  rules: [
    new InputRule(/\{\{[^{}]*\}\}$/, ({ tr, storedMarks, selection }, [written = ''], from, to) =>
      callOf(written) === null
        ? null
        : tr.replaceWith(
            from,
            to,
            nodes.field.create({ written }, null, storedMarks ?? selection.$from.marks()),
          ),
    ),
    wrappingInputRule(/^\s*([-*+])\s$/, nodes.bullet_list),
    wrappingInputRule(/^(\d{1,3})\.\s$/, nodes.ordered_list, ([, start]) => ({ order: Number(start) })),
  ],
});

const breakLine: Command = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
});

/** @param pageKeys keys that lead out of the text: dialogs, saving */
export function sectionPlugins(pageKeys: Record<string, Command>): Plugin[] {
  return [
    typing,
    keymap(pageKeys),
    keymap({
      Backspace: chooseChip('before'),
      Delete: chooseChip('behind'),
      'Mod-z': undo,
      'Shift-Mod-z': redo,
      'Mod-y': redo,
      'Mod-b': toggleStrong,
      'Mod-i': toggleEmphasis,
      Enter: splitListItem(nodes.list_item),
      'Mod-]': sinkListItem(nodes.list_item),
      'Mod-[': liftListItem(nodes.list_item),
      'Shift-Enter': breakLine,
    }),
    keymap(baseKeymap),
    history(),
  ];
}
