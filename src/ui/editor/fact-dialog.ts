import type { EditorField, FieldWords } from './editor-data.js';

/** The searchable list of merge fields: an input that keeps the focus, a list that arrows move in. */
export class FactDialog {
  readonly #input: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #count: HTMLElement;
  #found: readonly EditorField[] = [];
  #at = 0;
  #chosen: (written: string | null) => void = () => undefined;

  constructor(
    private readonly dialog: HTMLDialogElement,
    private readonly words: FieldWords,
  ) {
    this.#input = dialog.querySelector('input') as HTMLInputElement;
    this.#list = dialog.querySelector('[role="listbox"]') as HTMLElement;
    this.#count = dialog.querySelector('[role="status"]') as HTMLElement;
    this.#input.addEventListener('input', () => this.#search());
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    this.#list.addEventListener('mousedown', (event) => event.preventDefault());
    this.#list.addEventListener('click', (event) => {
      const option = (event.target as Element).closest<HTMLElement>('[role="option"]');
      if (option) this.#choose(this.#found[Number(option.dataset['at'])]);
    });
    dialog.addEventListener('close', () => this.#close(null));
  }

  /** @returns the field as it is written; null when nothing was chosen */
  open(): Promise<string | null> {
    this.#input.value = '';
    this.#search();
    this.dialog.showModal();
    this.#input.focus();
    return new Promise((resolve) => {
      this.#chosen = resolve;
    });
  }

  #choose(field: EditorField | undefined): void {
    if (!field) return;
    this.#close(`{{${field.name}}}`);
    this.dialog.close();
  }

  #close(written: string | null): void {
    const chosen = this.#chosen;
    this.#chosen = () => undefined;
    chosen(written);
  }

  #search(): void {
    this.#found = this.words.search(this.#input.value);
    this.#at = 0;
    this.#list.replaceChildren(...this.#found.map((field, at) => optionOf(field, at)));
    this.#count.textContent = this.#found.length === 1 ? '1 fact' : `${this.#found.length} facts`;
    this.#mark();
  }

  #key(event: KeyboardEvent): void {
    const last = this.#found.length - 1;
    const to: Record<string, number> = {
      ArrowDown: Math.min(last, this.#at + 1),
      ArrowUp: Math.max(0, this.#at - 1),
      PageDown: Math.min(last, this.#at + 6),
      PageUp: Math.max(0, this.#at - 6),
    };
    const next = to[event.key];
    if (event.key === 'Enter') this.#choose(this.#found[this.#at]);
    else if (next === undefined) return;
    else this.#at = next;
    event.preventDefault();
    this.#mark();
  }

  #mark(): void {
    [...this.#list.children].forEach((option, at) => {
      option.setAttribute('aria-selected', String(at === this.#at));
      if (at === this.#at) option.scrollIntoView({ block: 'nearest' });
    });
    const active = this.#list.children[this.#at];
    if (active) this.#input.setAttribute('aria-activedescendant', active.id);
    else this.#input.removeAttribute('aria-activedescendant');
  }
}

function optionOf({ name, label, value, example, source, personal }: EditorField, at: number): HTMLElement {
  const option = document.createElement('li');
  option.id = `fact-${at}`;
  option.dataset['at'] = String(at);
  option.setAttribute('role', 'option');
  const says = value ?? (personal ? `per person, such as ${example}` : `missing; such as ${example}`);
  option.append(
    part('b', label),
    part('span', says, value === null && !personal ? 't-danger' : ''),
    part('span', `${name}, ${source}`, 'muted tiny'),
  );
  return option;
}

function part(tag: string, text: string, className = ''): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className !== '') element.className = className;
  return element;
}
