const PAUSE = 1_200;
const NOT_SHOWN =
  'Preview and checks are older than your text: the service did not answer. Typing on asks again.';

const RESTS =
  'You asked for more previews within a minute than the service makes, so preview and checks rest. Your text is kept.';

/** What htmx says of an answer before it puts it in place. */
interface SwapDetail {
  ctx: { text: string; response?: { status: number; headers: Headers } };
}

/**
 * Asks for preview and checks of what is typed, after a pause. htmx fetches the part: it waits for the event
 * `notice:paused` of the form.
 */
export class Refresh {
  #timer = 0;
  #notBefore = 0;
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
    this.#after(PAUSE);
  }

  /** Never sooner than the service asked to wait. */
  #after(pause: number): void {
    window.clearTimeout(this.#timer);
    const now = Date.now();
    this.#notBefore = Math.max(this.#notBefore, pause > PAUSE ? now + pause : 0);
    this.#timer = window.setTimeout(() => this.#ask(), Math.max(pause, this.#notBefore - now));
  }

  /** Someone who writes a reason there must not lose it. */
  #ask(): void {
    const writing = document.activeElement?.closest('#beside textarea, #beside select') ?? null;
    if (writing) this.touched();
    else this.form.dispatchEvent(new CustomEvent('notice:paused'));
  }

  /** An answer without the part, such as the page of an error, must not empty it. */
  #swapping(event: CustomEvent<SwapDetail>): void {
    const { response } = event.detail.ctx;
    if (response?.status === 429) {
      event.preventDefault();
      const seconds = Number(response.headers.get('retry-after') ?? 60);
      this.#say(`${RESTS} It goes on by itself in ${seconds === 1 ? '1 second' : `${seconds} seconds`}.`);
      this.#after(seconds * 1_000);
      return;
    }
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
