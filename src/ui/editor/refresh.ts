const PAUSE = 1_200;
const NOT_SHOWN =
  'Preview and checks are older than your text: the service did not answer. Typing on asks again.';

/** What htmx says of an answer before it puts it in place. */
interface SwapDetail {
  ctx: { text: string };
}

/**
 * Asks for preview and checks of what is typed, after a pause. htmx fetches the part: it waits for the event
 * `notice:paused` of the form.
 */
export class Refresh {
  #timer = 0;
  #open: ReadonlySet<string> = new Set();

  constructor(
    private readonly form: HTMLFormElement,
    private beside: HTMLElement,
    /** Says that what is shown is older than what is typed. */
    private readonly line: HTMLElement,
  ) {
    form.addEventListener('htmx:before:swap', (event) => this.#swapping(event as CustomEvent<SwapDetail>));
    form.addEventListener('htmx:error', () => this.#say(NOT_SHOWN));
    document.addEventListener('htmx:after:swap', () => this.#restore());
  }

  touched(): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#ask(), PAUSE);
  }

  /** Someone who writes a reason there must not lose it. */
  #ask(): void {
    const writing = document.activeElement?.closest('#beside textarea, #beside select') ?? null;
    if (writing) this.touched();
    else this.form.dispatchEvent(new CustomEvent('notice:paused'));
  }

  /** An answer without the part, such as the page of an error, must not empty it. */
  #swapping(event: CustomEvent<SwapDetail>): void {
    if (!event.detail.ctx.text.includes('id="beside"')) {
      event.preventDefault();
      this.#say(NOT_SHOWN);
      return;
    }
    this.#say('');
    const open = this.beside.querySelectorAll<HTMLElement>('details[open]');
    this.#open = new Set([...open].map(nameOf));
  }

  #say(words: string): void {
    if (this.line.textContent !== words) this.line.textContent = words;
  }

  #restore(): void {
    const beside = document.querySelector<HTMLElement>('#beside');
    if (!beside || beside === this.beside) return;
    this.beside = beside;
    for (const one of beside.querySelectorAll('details')) if (this.#open.has(nameOf(one))) one.open = true;
  }
}

/** Which of the folded parts it is: its id, or the words on it without their figures. */
function nameOf(details: HTMLElement): string {
  return details.id || (details.querySelector('summary')?.textContent ?? '').replace(/\d+/g, '#');
}
