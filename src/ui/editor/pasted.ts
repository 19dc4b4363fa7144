import { Fragment, Slice } from 'prosemirror-model';
import type { Mark, Node } from 'prosemirror-model';
import { atMarks, callOf, fieldMark, markSource, unmark } from './merge-fields.js';
import { schema } from './schema.js';

/** What is pasted, in the forms a section has: written-out fields become chips, links lead where links may lead. */
export function cleaned(slice: Slice): Slice {
  return new Slice(cleanedFragment(slice.content), slice.openStart, slice.openEnd);
}

function cleanedFragment(fragment: Fragment): Fragment {
  const nodes: Node[] = [];
  fragment.forEach((node) => {
    if (!node.isText) nodes.push(node.copy(cleanedFragment(node.content)).mark(kept(node.marks)));
    else nodes.push(...withChips(node.text ?? '', kept(node.marks)));
  });
  return Fragment.fromArray(nodes);
}

/** A text with its written-out merge fields as chips. */
export function withChips(text: string, marks: readonly Mark[]): Node[] {
  const marked = markSource(text.replace(/[\uE000-\uF8FF]/g, ''));
  if (marked === null || marks.some(({ type }) => type.name === 'code')) return [schema.text(text, marks)];
  return atMarks(marked.text).map((part) =>
    fieldMark.test(part)
      ? schema.node('field', { written: unmark(part, marked.fields) }, undefined, marks)
      : schema.text(part, marks),
  );
}

function kept(marks: readonly Mark[]): readonly Mark[] {
  return marks.filter(({ type, attrs }) => type.name !== 'link' || mayBeTarget(String(attrs['href'])));
}

/** Where a link of a notice may lead; whether the host is on the list, only the service knows. */
export function mayBeTarget(target: string): boolean {
  return /^(https:\/\/|mailto:|tel:)\S+$/i.test(target) || callOf(target) !== null;
}
