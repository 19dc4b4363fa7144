import { closeHistory } from 'prosemirror-history';
import { EditorState, NodeSelection, TextSelection } from 'prosemirror-state';
import type { Command, Transaction } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { ChipView } from './chip-view.js';
import { insertField, linkAt, setLink } from './commands.js';
import type { FieldWords } from './editor-data.js';
import { readFaithfully, writeMarkdown } from './markdown.js';
import { callOf } from './merge-fields.js';
import { cleaned } from './pasted.js';
import { sectionPlugins } from './plugins.js';
import { Toolbar } from './toolbar.js';

/** The page around the sections. */
export interface SectionHost {
  words: FieldWords;
  toolbar: HTMLTemplateElement;
  changed(): void;
  entered(section: SectionEditor): void;
  askFact(section: SectionEditor): Promise<void>;
  askLink(section: SectionEditor): Promise<void>;
  save(): void;
}

/** What people write in a section. */
export interface SectionWords {
  heading: string;
  markdown: string;
}

/** The text of one section: a writing surface over its textarea, which keeps the Markdown that is posted. */
export class SectionEditor {
  readonly #toolbar: Toolbar;
  readonly #surface = document.createElement('div');
  readonly #chipLine = document.createElement('p');
  #view: EditorView | null = null;

  constructor(
    /** The `.section` around the textarea. */
    readonly root: HTMLElement,
    private readonly textarea: HTMLTextAreaElement,
    private readonly host: SectionHost,
  ) {
    this.#toolbar = new Toolbar(host.toolbar, this.#tools(), `Formatting of ${this.title}`);
    this.#chipLine.className = 'chip-line small muted';
    this.#chipLine.setAttribute('role', 'status');
    this.#surface.className = 'surface';
    textarea.before(this.#toolbar.element, this.#surface);
    textarea.after(this.#chipLine);
    root.classList.add('has-island');
    root.addEventListener('focusin', () => host.entered(this));
    textarea.addEventListener('input', () => host.changed());
    textarea.addEventListener('keydown', (event) => this.#sourceKey(event));
    if (!this.#showText())
      this.#showSource('Edited as Markdown: it holds what the writing surface has no form for.');
  }

  get title(): string {
    return this.root.dataset['title'] ?? '';
  }

  /** Where its words stand in the window, in pixels from the top. */
  get top(): number {
    return (this.#view ? this.#surface : this.textarea).getBoundingClientRect().top;
  }

  /** Whether the text is shown as written, chips and all. */
  get isText(): boolean {
    return this.#view !== null;
  }

  focus(): void {
    if (this.#view) this.#view.focus();
    else this.textarea.focus();
  }

  setActive(active: boolean): void {
    this.root.classList.toggle('focus', active);
    if (!active) this.#chipLine.textContent = '';
  }

  /** Chooses the first place where these words stand; without them, puts the caret at the start. */
  select(quote: string): void {
    this.focus();
    const view = this.#view;
    const range = view && rangeOf(view.state, quote);
    if (view && range)
      view.dispatch(
        view.state.tr.setSelection(TextSelection.create(view.state.doc, ...range)).scrollIntoView(),
      );
    const at = view ? -1 : this.textarea.value.indexOf(quote);
    if (at >= 0 && quote !== '') this.textarea.setSelectionRange(at, at + quote.length);
  }

  insert(written: string): void {
    if (this.#view) this.#run(insertField(written));
    else {
      const { selectionStart: from, selectionEnd: to } = this.textarea;
      this.textarea.setRangeText(written, from, to, 'end');
      this.host.changed();
    }
    this.focus();
  }

  /** Where the link at the caret leads, and the words that are chosen. */
  get link(): { href: string | null; words: string } {
    if (!this.#view) return { href: null, words: '' };
    const { state } = this.#view;
    const { from, to } = state.selection;
    return { href: linkAt(state), words: state.doc.textBetween(from, to) };
  }

  setLink(href: string | null, words: string): void {
    this.#run(setLink(href, words));
    this.focus();
  }

  /** From the writing surface to Markdown and back. */
  toggleSource(): void {
    if (this.#view) this.#showSource('');
    else if (!this.#showText())
      this.#say('This Markdown would not come back letter by letter, so it is edited as Markdown.');
    this.focus();
  }

  get wordsNow(): SectionWords {
    return { heading: this.#heading?.value ?? '', markdown: this.textarea.value };
  }

  /** Puts other words in the place of all; on the writing surface that is one step, which Undo takes back. */
  write({ heading, markdown }: SectionWords): void {
    if (this.#heading) this.#heading.value = heading;
    const document = this.#view ? readFaithfully(markdown.trim()) : null;
    if (this.#view && document) {
      const { tr, doc } = this.#view.state;
      this.#view.dispatch(closeHistory(tr.replaceWith(0, doc.content.size, document.content)));
    } else {
      this.textarea.value = markdown;
      if (this.#view) this.#showSource('');
    }
    this.host.changed();
  }

  get #heading(): HTMLInputElement | null {
    return this.root.querySelector<HTMLInputElement>('input[name^="sections."][name$=".heading"]');
  }

  /** Replaces words of the Markdown. @returns false where they do not stand there exactly once */
  replace(from: string, to: string): boolean {
    const { value } = this.textarea;
    const at = value.indexOf(from);
    if (from === '' || at < 0 || value.includes(from, at + 1)) return false;
    this.textarea.value = value.slice(0, at) + to + value.slice(at + from.length);
    if (this.#view && !this.#showText()) this.#showSource('');
    this.host.changed();
    return true;
  }

  #showText(): boolean {
    const document = readFaithfully(this.textarea.value.replace(/\r\n?/g, '\n').trim());
    if (!document) return false;
    this.#view?.destroy();
    const state = EditorState.create({ doc: document, plugins: sectionPlugins(this.#pageKeys()) });
    this.#view = new EditorView(this.#surface, {
      state,
      attributes: this.#attributes(),
      nodeViews: { field: (node) => new ChipView(node, this.host.words) },
      transformPasted: cleaned,
      dispatchTransaction: (transaction) => this.#apply(transaction),
    });
    this.textarea.hidden = true;
    this.#surface.hidden = false;
    this.#say('');
    this.#toolbar.show(state, 'text');
    return true;
  }

  #showSource(why: string): void {
    this.#view?.destroy();
    this.#view = null;
    this.#surface.hidden = true;
    this.textarea.hidden = false;
    this.#toolbar.show(null, 'markdown');
    this.#say(why);
  }

  #attributes(): Record<string, string> {
    const describedBy = this.textarea.getAttribute('aria-describedby');
    return {
      class: 'prose',
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': `Text of ${this.title}`,
      ...(describedBy === null ? {} : { 'aria-describedby': describedBy, 'aria-invalid': 'true' }),
      lang: this.textarea.lang,
      spellcheck: 'true',
    };
  }

  #apply(transaction: Transaction): void {
    const view = this.#view;
    if (!view) return;
    const state = view.state.apply(transaction);
    view.updateState(state);
    this.#toolbar.show(state, 'text');
    this.#nameChip(state);
    if (!transaction.docChanged) return;
    this.textarea.value = writeMarkdown(state.doc);
    this.host.changed();
  }

  #nameChip({ selection }: EditorState): void {
    const node = selection instanceof NodeSelection ? selection.node : null;
    const call = node?.type.name === 'field' ? callOf(String(node.attrs['written'])) : null;
    this.#say(call === null ? '' : this.host.words.of(call).title);
  }

  #say(words: string): void {
    if (this.#chipLine.textContent !== words) this.#chipLine.textContent = words;
  }

  #run(command: Command): void {
    const view = this.#view;
    if (view) command(view.state, (transaction) => view.dispatch(transaction), view);
  }

  #tools(): Record<string, () => void> {
    return {
      fact: () => void this.host.askFact(this),
      link: () => void this.host.askLink(this),
      markdown: () => this.toggleSource(),
      ...Toolbar.commands((command) => {
        this.#run(command);
        this.focus();
      }),
    };
  }

  #pageKeys(): Record<string, Command> {
    const act =
      (does: () => void): Command =>
      () => {
        does();
        return true;
      };
    return {
      'Mod-k': act(() => void this.host.askLink(this)),
      'Ctrl-Space': act(() => void this.host.askFact(this)),
      'Mod-Space': act(() => void this.host.askFact(this)),
      'Mod-m': act(() => this.toggleSource()),
      'Mod-Enter': act(() => this.host.save()),
    };
  }

  #sourceKey(event: KeyboardEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    const acts: Record<string, () => void> = {
      m: () => this.toggleSource(),
      ' ': () => void this.host.askFact(this),
      Enter: () => this.host.save(),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
}

/** Where the words stand in one block of the document; chips count by what is written for them. */
function rangeOf({ doc }: EditorState, quote: string): [number, number] | null {
  let range: [number, number] | null = null;
  const wanted = quote.trim();
  if (wanted === '') return null;
  doc.descendants((node, position) => {
    if (range || !node.isTextblock) return range === null;
    const at = node.textBetween(0, node.content.size, '', '￼').indexOf(wanted);
    if (at >= 0) range = [position + 1 + at, position + 1 + at + wanted.length];
    return false;
  });
  return range;
}
