import type { Autosave } from './autosave.js';
import type { FieldWords } from './editor-data.js';
import type { FactDialog } from './fact-dialog.js';
import type { GeneratedTexts } from './generated-texts.js';
import type { LinkDialog } from './link-dialog.js';
import type { Refresh } from './refresh.js';
import { SectionEditor } from './section-editor.js';
import type { SectionHost } from './section-editor.js';

/** What the page of the editor is made of. */
export interface PageParts {
  words: FieldWords;
  autosave: Autosave;
  refresh: Refresh;
  facts: FactDialog;
  links: LinkDialog;
  generated: GeneratedTexts;
  toolbar: HTMLTemplateElement;
}

/** The sections in order, the keys that lead between them, and what happens when something is typed. */
export class NoticePage implements SectionHost {
  readonly words: FieldWords;
  readonly toolbar: HTMLTemplateElement;
  #sections: SectionEditor[] = [];
  #active: SectionEditor | null = null;
  #finding = -1;
  /** The press of a button that waits for the copy on its way; `posting`: its wait is over. */
  #press: 'none' | 'waiting' | 'posting' = 'none';

  constructor(
    private readonly form: HTMLFormElement,
    private readonly parts: PageParts,
  ) {
    this.words = parts.words;
    this.toolbar = parts.toolbar;
  }

  open(): void {
    this.#restore();
    this.#sections = [...this.form.querySelectorAll<HTMLElement>('.section[data-title]')].flatMap((root) => {
      const textarea = root.querySelector<HTMLTextAreaElement>('textarea[data-island]');
      return textarea ? [new SectionEditor(root, textarea, this)] : [];
    });
    this.form.classList.add('has-islands');
    // On a narrow screen the list would stand between the outline and the text.
    const facts = document.querySelector<HTMLDetailsElement>('#facts-in-use');
    if (facts && window.matchMedia('(max-width: 900px)').matches) facts.open = false;
    this.form.addEventListener('input', () => this.changed());
    this.form.addEventListener('focusout', (event) => this.#left(event));
    this.form.addEventListener('submit', (event) => this.#submitted(event));
    this.form.addEventListener('click', (event) => this.#goTo(event));
    this.form.addEventListener('click', (event) => this.#mend(event));
    this.form.addEventListener('click', (event) => this.#generate(event));
    document.addEventListener('keydown', (event) => this.#key(event));
  }

  changed(): void {
    this.parts.autosave.touched();
    this.parts.refresh.touched();
  }

  /** The tools stand at the section in use; its words stay where they are under the hand. */
  entered(section: SectionEditor): void {
    if (this.#active === section) return;
    const before = section.top;
    this.#active?.setActive(false);
    this.#active = section;
    section.setActive(true);
    window.scrollBy(0, section.top - before);
    this.#markOutline(section);
  }

  async askFact(section: SectionEditor): Promise<void> {
    const written = await this.parts.facts.open();
    if (written === null) section.focus();
    else section.insert(written);
  }

  async askLink(section: SectionEditor): Promise<void> {
    if (!section.isText) return;
    const answer = await this.parts.links.open(section.link);
    if (answer === null) section.focus();
    else section.setLink(answer.href, answer.words);
  }

  save(): void {
    const button = document.querySelector<HTMLButtonElement>('[data-save]');
    this.form.requestSubmit(button);
  }

  #key(event: KeyboardEvent): void {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      if (this.#move(event.key === 'ArrowDown' ? 1 : -1)) event.preventDefault();
    } else if (event.key === 'F8') {
      if (this.#nextFinding(event.shiftKey ? -1 : 1)) event.preventDefault();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.save();
    }
  }

  #move(by: 1 | -1): boolean {
    const visible = this.#sections.filter(({ root }) => root.checkVisibility());
    const inside = document.activeElement?.closest('.section');
    const here = visible.findIndex(({ root }) => root === inside);
    const next = here < 0 ? visible[by > 0 ? 0 : visible.length - 1] : visible[here + by];
    next?.focus();
    return next !== undefined;
  }

  #nextFinding(by: 1 | -1): boolean {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('#beside a[data-quote]')];
    if (links.length === 0) return false;
    this.#finding = (this.#finding + by + links.length) % links.length;
    return this.#showPlace(links[this.#finding]);
  }

  #goTo(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#section-"]');
    if (link && this.#showPlace(link)) event.preventDefault();
  }

  /** Makes the change that a finding proposes right in the text; where it cannot, the form is posted. */
  #mend(event: MouseEvent): void {
    const button = (event.target as Element).closest<HTMLButtonElement>('button[data-mend]');
    if (!button) return;
    const [id = '', from = '', to = ''] = JSON.parse(button.value) as string[];
    const section = this.#sections.find(({ root }) => root.id === `section-${id}`);
    if (!section?.replace(from, to)) return;
    event.preventDefault();
    button.disabled = true;
    section.focus();
  }

  /** Puts the generated text into its section, with the way back; where there is none to fetch, the form is posted. */
  #generate(event: MouseEvent): void {
    const button = (event.target as Element).closest<HTMLButtonElement>('button[data-generated]');
    const section = this.#sections.find(({ root }) => button && root.contains(button));
    if (!button || !section) return;
    event.preventDefault();
    void this.parts.generated.restore(section, button);
  }

  /** Leads into the section that a link names, to the words it quotes. */
  #showPlace(link: HTMLAnchorElement | undefined): boolean {
    const id = decodeURIComponent(link?.hash.slice(1) ?? '');
    const section = this.#sections.find(({ root }) => root.id === id);
    if (!section) return false;
    const folded = section.root.closest('details');
    if (folded) folded.open = true;
    section.root.scrollIntoView({ block: 'nearest' });
    section.select(link?.dataset['quote'] ?? '');
    return true;
  }

  #markOutline({ root }: SectionEditor): void {
    for (const link of document.querySelectorAll<HTMLAnchorElement>('.outline a')) {
      if (link.hash === `#${root.id}`) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  }

  /** Who goes to a button that posts the form has no use for a copy of it, nor for a line that says so. */
  #left({ relatedTarget }: FocusEvent): void {
    const posts = relatedTarget instanceof HTMLButtonElement && relatedTarget.type === 'submit';
    if (!posts) void this.parts.autosave.save();
  }

  /** Whatever button posts the whole form, the tab need not keep it. */
  #submitted(event: SubmitEvent): void {
    if (event.defaultPrevented) return;
    // A file comes down, and the page stays as it is.
    if (event.submitter?.hasAttribute('data-file')) void this.parts.autosave.save();
    else if (this.#press !== 'posting' && this.parts.autosave.settled) void this.#hold(event);
    else this.parts.autosave.stop();
  }

  /** Posts the form once the copy that is on its way is there; pressing again meanwhile changes nothing. */
  async #hold(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.#press === 'waiting') return;
    this.#press = 'waiting';
    await this.parts.autosave.settled;
    this.#press = 'posting';
    this.form.requestSubmit(event.submitter);
    this.#press = 'none';
  }

  /** Before the surfaces are laid: what the tab kept while there was no connection. */
  #restore(): void {
    const kept = this.parts.autosave.kept();
    if (!kept) return;
    for (const name of new Set(kept.keys())) {
      const field = this.form.elements.namedItem(name);
      if (
        name === 'formToken' ||
        !(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
      )
        continue;
      if (field.type === 'checkbox') (field as HTMLInputElement).checked = true;
      else field.value = kept.get(name) ?? '';
    }
    document.querySelector('#kept-here')?.removeAttribute('hidden');
    this.changed();
  }
}
