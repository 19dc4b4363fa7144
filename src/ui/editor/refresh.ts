const PAUSE = 1_200;
const NOT_SHOWN =
  'Preview and checks are older than your text: the service did not answer. Typing on asks again.';

const RESTS =
  'You asked for more previews within a minute than the service makes, so preview and checks rest. Your text is kept.';

/** What htmx says of a request, from its start to what is put in place of the part. */
interface RequestDetail {
  ctx: {
    sourceElement: Element;
    request: { abort(): void };
    text: string;
    response?: { status: number; headers: Headers };
  };
}
type Asked = RequestDetail['ctx'];

/**
 * Asks for preview and checks of what is typed, after a pause. htmx fetches the part: it waits for the event
 * `notice:paused` of the form.
 */
export class Refresh {
  #timer = 0;
  #notBefore = 0;
  #open: ReadonlySet<string> = new Set();
  /** The last request that followed typing by itself. */
  #unasked: Asked | null = null;
  /** What people asked for by a button or a list, and have not seen yet. */
  readonly #chosen = new Set<Asked>();

  constructor(
    private readonly form: HTMLFormElement,
    private beside: HTMLElement,
    /** Says that what is shown is older than what is typed. */
    private readonly line: HTMLElement,
  ) {
    form.addEventListener('htmx:before:request', (event) =>
      this.#asking((event as CustomEvent<RequestDetail>).detail.ctx),
    );
    form.addEventListener('htmx:before:swap', (event) => this.#swapping(event as CustomEvent<RequestDetail>));
    document.addEventListener('htmx:finally:request', (event) =>
      this.#chosen.delete((event as CustomEvent<RequestDetail>).detail.ctx),
    );
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

  /** Someone who writes a reason there must not lose it, nor the form of the message that they just chose. */
  #ask(): void {
    const writing = document.activeElement?.closest('#beside textarea, #beside select') ?? null;
    if (writing || this.#chosen.size > 0) this.touched();
    else this.form.dispatchEvent(new CustomEvent('notice:paused'));
  }

  /** What is chosen comes with all that is typed; an answer on its way would only take the place of it. */
  #asking(asked: Asked): void {
    if (asked.sourceElement === this.beside) {
      this.#unasked = asked;
      return;
    }
    window.clearTimeout(this.#timer);
    this.#unasked?.request.abort();
    this.#chosen.add(asked);
  }

  /** An answer without the part, such as the page of an error, must not empty it. */
  #swapping(event: CustomEvent<RequestDetail>): void {
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
