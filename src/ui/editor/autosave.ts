const PAUSE = 2_000;
const TICK = 10_000;
/** A copy that hangs holds no saving up for longer. */
const LONGEST_WAIT = 5_000;

/** Keeps what is typed: with the service 2 s after the last key, in this tab while there is no connection. */
export class Autosave {
  #timer = 0;
  #savedAt: number | null = null;
  #posted = '';
  #underWay: Promise<void> | null = null;

  /**
   * @param line what it says: a live part for news, a quiet one for the time that passes
   * @param key  under which the tab keeps the text
   */
  constructor(
    private readonly form: HTMLFormElement,
    private readonly url: string,
    private readonly line: { news: HTMLElement; since: HTMLElement },
    private readonly key: string,
  ) {
    this.#posted = this.#body().toString();
    window.setInterval(() => this.#tick(), TICK);
    window.addEventListener('online', () => this.touched());
    window.addEventListener('pagehide', () => this.#keepHere());
  }

  touched(): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.save(), PAUSE);
  }

  /** The form is posted whole: nothing is kept any more. */
  stop(): void {
    window.clearTimeout(this.#timer);
    this.#posted = this.#body().toString();
    sessionStorage.removeItem(this.key);
  }

  async save(): Promise<void> {
    window.clearTimeout(this.#timer);
    const body = this.#body();
    if (body.toString() === this.#posted) return;
    if (this.#underWay) return this.touched();
    this.#underWay = this.#keep(body);
    await this.#underWay;
    this.#underWay = null;
  }

  /**
   * Null: nothing is on its way to the service. Else it ends when the copy is there: one that came in after the whole
   * form would stand as unsaved text beside the revision that was just made of it.
   */
  get settled(): Promise<unknown> | null {
    const longest = () => new Promise((resolve) => window.setTimeout(resolve, LONGEST_WAIT));
    return this.#underWay && Promise.race([this.#underWay, longest()]);
  }

  async #keep(body: URLSearchParams): Promise<void> {
    this.#say('Saving');
    const fault = await this.#send(body);
    if (fault === null) {
      this.#posted = body.toString();
      this.#savedAt = Date.now();
      sessionStorage.removeItem(this.key);
      this.#say('Saved');
      this.#tick();
    } else {
      this.#keepHere();
      this.#say(fault);
    }
  }

  /** What the tab kept of the same revision, by field; null when there is nothing. */
  kept(): URLSearchParams | null {
    const kept = sessionStorage.getItem(this.key);
    if (kept === null) return null;
    const fields = new URLSearchParams(kept);
    return fields.get('revision') === this.#body().get('revision') ? fields : null;
  }

  /** @returns null: it is kept; else why not, in words */
  async #send(body: URLSearchParams): Promise<string | null> {
    try {
      const answer = await fetch(this.url, { method: 'POST', body, redirect: 'manual' });
      if (answer.ok) return null;
      if (answer.type === 'opaqueredirect' || answer.status === 401)
        return 'Not saved: you are signed out. Sign in in another tab; the text is kept in this one';
      const told = (await answer.json().catch(() => null)) as { detail?: string } | null;
      return `Not saved: ${told?.detail ?? `the service answered ${answer.status}`}`;
    } catch {
      return 'Not saved: no connection, kept in this tab';
    }
  }

  #keepHere(): void {
    const body = this.#body().toString();
    if (body === this.#posted) return;
    try {
      sessionStorage.setItem(this.key, body);
    } catch {
      this.#say('Not saved: no connection, and this tab has no room. Copy the text before you leave');
    }
  }

  #body(): URLSearchParams {
    const fields = [...new FormData(this.form)].filter(
      (field): field is [string, string] => typeof field[1] === 'string',
    );
    return new URLSearchParams(fields);
  }

  #say(news: string): void {
    this.line.news.textContent = news;
    this.line.since.textContent = '';
  }

  #tick(): void {
    if (this.#savedAt === null || this.line.news.textContent !== 'Saved') return;
    const seconds = Math.round((Date.now() - this.#savedAt) / 1_000);
    this.line.since.textContent = ` ${sinceWords(seconds)}`;
  }
}

/** `8 seconds ago`, `3 minutes ago`. */
export function sinceWords(seconds: number): string {
  if (seconds < 5) return 'just now';
  if (seconds < 60) return `${seconds} seconds ago`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`;
  const hours = Math.floor(minutes / 60);
  return hours === 1 ? '1 hour ago' : `${hours} hours ago`;
}
