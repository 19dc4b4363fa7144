import { lift, toggleMark } from 'prosemirror-commands';
import type { MarkType, NodeType } from 'prosemirror-model';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import { NodeSelection } from 'prosemirror-state';
import type { Command, EditorState } from 'prosemirror-state';
import { schema } from './schema.js';

const { strong, em, link } = schema.marks as Record<string, MarkType>;
const { bullet_list, ordered_list, list_item, field } = schema.nodes as Record<string, NodeType>;

/** A chip before or behind the caret is chosen first; the next key deletes it. */
export function chooseChip(direction: 'before' | 'behind'): Command {
  return (state, dispatch) => {
    const { $from, empty } = state.selection;
    if (!empty) return false;
    const node = direction === 'before' ? $from.nodeBefore : $from.nodeAfter;
    if (!node || node.type !== field) return false;
    const at = direction === 'before' ? $from.pos - node.nodeSize : $from.pos;
    dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, at)).scrollIntoView());
    return true;
  };
}

export const toggleStrong: Command = (state, dispatch) =>
  strong !== undefined && toggleMark(strong)(state, dispatch);
export const toggleEmphasis: Command = (state, dispatch) =>
  em !== undefined && toggleMark(em)(state, dispatch);
export const toggleBullets = toggleList(bullet_list);
export const toggleNumbers = toggleList(ordered_list);

/** Makes a list, takes it away, or turns one kind into the other. */
function toggleList(list: NodeType | undefined): Command {
  return (state, dispatch) => {
    if (!list || !list_item) return false;
    const around = listAround(state);
    if (around?.type === list) return liftListItem(list_item)(state, dispatch) || lift(state, dispatch);
    if (!around) return wrapInList(list)(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup(around.at, list));
    return true;
  };
}

function listAround(state: EditorState): { type: NodeType; at: number } | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const { type } = $from.node(depth);
    if (type === bullet_list || type === ordered_list) return { type, at: $from.before(depth) };
  }
  return null;
}

/** Puts a merge field where the caret is, in the marks that are on there. */
export function insertField(written: string): Command {
  return (state, dispatch) => {
    if (!field) return false;
    const marks = state.storedMarks ?? state.selection.$from.marks();
    dispatch?.(state.tr.replaceSelectionWith(field.create({ written }, null, marks), false).scrollIntoView());
    return true;
  };
}

/** Where the link at the selection leads; null: there is none. */
export function linkAt({ selection, doc }: EditorState): string | null {
  const marks = selection.empty ? selection.$from.marks() : (doc.nodeAt(selection.from)?.marks ?? []);
  const found = marks.find(({ type }) => type === link);
  return found ? String(found.attrs['href']) : null;
}

/** Links the selection, or the words given where nothing is chosen; null takes the link away. */
export function setLink(href: string | null, words: string): Command {
  return (state, dispatch) => {
    if (!link) return false;
    const [from, to] = linkRange(state);
    const transaction = state.tr.removeMark(from, to, link);
    if (href !== null && from === to) transaction.insert(from, schema.text(words, [link.create({ href })]));
    else if (href !== null) transaction.addMark(from, to, link.create({ href }));
    dispatch?.(transaction.scrollIntoView());
    return true;
  };
}

/** The selection; the whole link around the caret where nothing is chosen. */
function linkRange(state: EditorState): [number, number] {
  const { selection } = state;
  const here = linkAt(state);
  if (!selection.empty || here === null) return [selection.from, selection.to];
  const { $from } = selection;
  const start = $from.start();
  let [from, to] = [$from.pos, $from.pos];
  $from.parent.forEach((node, offset) => {
    const [begin, end] = [start + offset, start + offset + node.nodeSize];
    const linked = node.marks.some(({ type, attrs }) => type === link && attrs['href'] === here);
    if (linked && begin <= $from.pos && $from.pos <= end)
      [from, to] = [Math.min(from, begin), Math.max(to, end)];
  });
  return [from, to];
}

/** Which tools are on at the selection. */
export function toolsOn(state: EditorState): ReadonlySet<string> {
  const { from, to, empty, $from } = state.selection;
  const marked = (type: MarkType | undefined) =>
    type !== undefined &&
    (empty
      ? type.isInSet(state.storedMarks ?? $from.marks()) !== undefined
      : state.doc.rangeHasMark(from, to, type));
  const list = listAround(state)?.type;
  return new Set([
    ...(marked(strong) ? ['strong'] : []),
    ...(marked(em) ? ['em'] : []),
    ...(marked(link) ? ['link'] : []),
    ...(list ? [list.name] : []),
  ]);
}
