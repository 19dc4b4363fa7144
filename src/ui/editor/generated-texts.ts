import type { SectionEditor, SectionWords } from './section-editor.js';

/** Puts generated texts back into their sections, one step to be undone; nothing is saved. */
export class GeneratedTexts {
  /** @param note what stands in a section afterwards, with the button that undoes it */
  constructor(private readonly note: HTMLTemplateElement) {}

  /** Where the service does not give the text, the button posts the form, and the page says why. */
  async restore(section: SectionEditor, button: HTMLButtonElement): Promise<void> {
    const generated = await fetched(button.dataset['generated'] ?? '');
    if (generated === null) {
      button.removeAttribute('data-generated');
      button.click();
      return;
    }
    const before = section.wordsNow;
    section.write(generated);
    const isSame = before.heading === generated.heading && before.markdown === generated.markdown;
    this.#say(section, isSame ? null : before);
  }

  /** @param before what was replaced; null: nothing, the text is the generated one already */
  #say(section: SectionEditor, before: SectionWords | null): void {
    section.root.querySelector('.replaced')?.remove();
    const note = (this.note.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
    const words = note.querySelector<HTMLElement>('[role="status"]');
    const undo = note.querySelector<HTMLButtonElement>('button');
    section.root.querySelector('header')?.after(note);
    if (words && before === null) words.textContent = words.dataset['same'] ?? '';
    if (before === null) undo?.remove();
    undo?.setAttribute('aria-label', `${undo.textContent?.trim()} in ${section.title}`);
    undo?.addEventListener('click', () => {
      if (before) section.write(before);
      note.remove();
      section.focus();
    });
  }
}

async function fetched(href: string): Promise<SectionWords | null> {
  try {
    const answer = await fetch(href, { headers: { accept: 'application/json' }, redirect: 'error' });
    return answer.ok ? ((await answer.json()) as SectionWords) : null;
  } catch {
    return null;
  }
}
