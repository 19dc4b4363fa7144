import { mayBeTarget } from './pasted.js';

/** What becomes of a link: another target, none, or nothing. */
export type LinkAnswer = { href: string | null; words: string } | null;

/** Asks where a link leads: an address, or a field that holds one. */
export class LinkDialog {
  readonly #form: HTMLFormElement;
  readonly #target: HTMLInputElement;
  readonly #words: HTMLInputElement;
  readonly #fault: HTMLElement;
  readonly #remove: HTMLButtonElement;
  #answered: (answer: LinkAnswer) => void = () => undefined;

  constructor(private readonly dialog: HTMLDialogElement) {
    const find = <Found extends Element>(selector: string) => dialog.querySelector<Found>(selector) as Found;
    this.#form = find('form');
    this.#target = find('#link-target');
    this.#words = find('#link-words');
    this.#fault = find('#link-target-error');
    this.#remove = find('[value="remove"]');
    this.#form.addEventListener('submit', (event) => this.#submit(event));
    dialog.addEventListener('close', () => this.#answer(null));
  }

  open({ href, words }: { href: string | null; words: string }): Promise<LinkAnswer> {
    this.#target.value = href ?? '';
    this.#words.value = words;
    this.#words.closest<HTMLElement>('.field')?.toggleAttribute('hidden', words !== '' || href !== null);
    this.#remove.hidden = href === null;
    this.#say('');
    this.dialog.showModal();
    this.#target.focus();
    return new Promise((resolve) => {
      this.#answered = resolve;
    });
  }

  #submit(event: SubmitEvent): void {
    const act = (event.submitter as HTMLButtonElement | null)?.value;
    if (act === 'cancel') return;
    if (act === 'remove') return this.#answer({ href: null, words: '' });
    const href = this.#target.value.trim();
    if (mayBeTarget(href)) return this.#answer({ href, words: this.#words.value.trim() || href });
    event.preventDefault();
    this.#say('Start with https://, mailto: or tel:, or choose a field.');
    this.#target.focus();
  }

  #say(fault: string): void {
    this.#fault.textContent = fault;
    this.#fault.hidden = fault === '';
    if (fault === '') this.#target.removeAttribute('aria-invalid');
    else this.#target.setAttribute('aria-invalid', 'true');
  }

  #answer(answer: LinkAnswer): void {
    const answered = this.#answered;
    this.#answered = () => undefined;
    answered(answer);
  }
}
