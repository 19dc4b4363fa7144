import type { Node } from 'prosemirror-model';
import type { NodeView } from 'prosemirror-view';
import type { FieldWords } from './editor-data.js';
import { callOf } from './merge-fields.js';

/** Draws a merge field as its value; its name is the title. */
export class ChipView implements NodeView {
  readonly dom: HTMLElement;

  constructor(node: Node, words: FieldWords) {
    const written = String(node.attrs['written']);
    const { text, state, title } = words.of(callOf(written) ?? written);
    this.dom = document.createElement('span');
    this.dom.className = state === 'missing' ? 'merge bad' : state === 'person' ? 'merge person' : 'merge';
    this.dom.dataset['field'] = written;
    this.dom.title = title;
    this.dom.textContent = text;
  }

  ignoreMutation(): boolean {
    return true;
  }
}
