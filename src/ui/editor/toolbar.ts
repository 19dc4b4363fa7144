import type { Command, EditorState } from 'prosemirror-state';
import { toggleBullets, toggleEmphasis, toggleNumbers, toggleStrong, toolsOn } from './commands.js';

const COMMANDS: Readonly<Record<string, Command>> = {
  strong: toggleStrong,
  em: toggleEmphasis,
  bullet_list: toggleBullets,
  ordered_list: toggleNumbers,
};
/** Tools that work on Markdown as well. */
const ALWAYS = new Set(['fact', 'markdown']);

/** The buttons of one section: one stop of the Tab key, arrows lead from one to the next. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #buttons: HTMLButtonElement[];

  constructor(template: HTMLTemplateElement, acts: Readonly<Record<string, () => void>>, label: string) {
    this.element = (template.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
    this.element.setAttribute('aria-label', label);
    this.#buttons = [...this.element.querySelectorAll<HTMLButtonElement>('[data-tool]')];
    this.#stopAt(0);
    for (const button of this.#buttons) {
      // The selection in the text stays where it is.
      button.addEventListener('mousedown', (event) => event.preventDefault());
      button.addEventListener('click', () => acts[button.dataset['tool'] ?? '']?.());
    }
    this.element.addEventListener('keydown', (event) => this.#key(event));
  }

  static commands(run: (command: Command) => void): Record<string, () => void> {
    return Object.fromEntries(Object.entries(COMMANDS).map(([tool, command]) => [tool, () => run(command)]));
  }

  /** @param state null: the section is shown as Markdown */
  show(state: EditorState | null, mode: 'text' | 'markdown'): void {
    const on = state ? toolsOn(state) : new Set(['markdown']);
    for (const button of this.#buttons) {
      const tool = button.dataset['tool'] ?? '';
      if (button.hasAttribute('aria-pressed')) button.setAttribute('aria-pressed', String(on.has(tool)));
      button.disabled = mode === 'markdown' && !ALWAYS.has(tool);
    }
    this.#stopAt(this.#buttons.findIndex((button) => !button.disabled));
  }

  #key(event: KeyboardEvent): void {
    const enabled = this.#buttons.filter((button) => !button.disabled);
    const here = enabled.indexOf(event.target as HTMLButtonElement);
    const to: Record<string, number> = {
      ArrowRight: (here + 1) % enabled.length,
      ArrowLeft: (here - 1 + enabled.length) % enabled.length,
      Home: 0,
      End: enabled.length - 1,
    };
    const next = enabled[to[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    this.#stopAt(this.#buttons.indexOf(next));
    next.focus();
  }

  #stopAt(index: number): void {
    this.#buttons.forEach((button, at) => {
      button.tabIndex = at === index ? 0 : -1;
    });
  }
}
