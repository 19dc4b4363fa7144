import { Worker } from 'node:worker_threads';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { TooMany, Unprocessable } from '../errors.js';

/** A document without functions: it goes to another thread. */
export type PlainDefinition = Omit<TDocumentDefinitions, 'header' | 'footer' | 'background'> & {
  /** BCP 47; chooses the face, and the file states it. */
  lang: string;
};

/** One line below every page, with its number and their count. */
export interface PageFoot {
  text: string;
  fontSize: number;
  /** Left, top, right, bottom; in points. */
  margin: [number, number, number, number];
  /** Number and count of pages, as `{page}` and `{pages}` in words; absent: `1 / 2`. */
  pageWords?: string;
  /** Stands above the line on page 1. */
  first?: string;
  /** Stands on top of every page after the first. */
  head?: Pick<PageFoot, 'text' | 'fontSize' | 'margin'>;
  /** A node with the id `not-on-first-page` begins page 2 where it would stand on page 1. */
  notOnFirstPage?: boolean;
}

/** Part of the structure that a screen reader finds: `H1`, `P`, `L`; `parent` is the place in the list of all. */
export interface PdfElement {
  type: string;
  parent: number;
  /** BCP 47, of it and all in it, where that is not the language of the file. */
  lang?: string;
}

export interface PdfLayout {
  /**
   * Makes a tagged file (PDF/UA): the first is the whole document, and each text of the definition names its own as
   * `element`. What names none is furniture of the page.
   */
  elements?: readonly PdfElement[];
  /** A letter that no face has: the file is refused, or shows a square. */
  onMissing?: 'refuse' | 'square';
  longestMs?: number;
}

/** Long files wait for each other here rather than for memory (`security.md` 2.5). */
const MOST_AT_ONCE = 2;
const LONGEST_MS = 120_000;
const MOST_MEMORY_MB = 2_048;
/** A thread that nobody needs for so long is ended. */
const KEPT_MS = 60_000;

/** Two files are being laid out already. */
export class TooManyPdfs extends TooMany {
  readonly code = 'pdf.too_many_at_once';

  constructor() {
    super('Two PDF files are being made already; try again in half a minute.', 30);
  }
}

/** The text holds letters that no face of our PDFs has; it names them by their code points. */
export class LettersMissing extends Unprocessable {
  readonly code = 'pdf.letters_missing';

  constructor(letters: readonly string[]) {
    const names = letters
      .slice(0, 10)
      .map((letter) => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
    const message = `No face of our PDFs has these letters: ${names.join(', ')}. Write them in Latin, Greek, Cyrillic, Chinese or Japanese letters, or take another format.`;
    super('The text cannot be printed as PDF.', [{ path: '/text', message }]);
  }
}

/** The file is too long for the time it may take, or the machine too busy for it. */
export class PdfTookTooLong extends Unprocessable {
  readonly code = 'pdf.took_too_long';

  constructor(longestMs: number) {
    const seconds = Math.ceil(longestMs / 1_000);
    const message = `To lay it out took more than ${seconds} s. Shorten it, try again when the service is less busy, or take another format.`;
    super('The text cannot be printed as PDF in the time that it may take.', [{ path: '/text', message }]);
  }
}

interface Thread {
  worker: Worker;
  /** Libraries and faces are loaded. */
  ready: Promise<unknown>;
  ending?: NodeJS.Timeout;
}

/** So much of a limit is used up at once: of a pause in which the whole machine stands still, no more counts. */
const TICK_MS = 1_000;

type Answer = { bytes: Uint8Array } | { missing: string[] } | { fault: string };

const resting: Thread[] = [];
let running = 0;

/**
 * A PDF file, laid out in a thread of its own. Text of people goes into `text` members only: nothing in them is read
 * as mark-up.
 *
 * @throws TooManyPdfs when two are on their way
 * @throws LettersMissing where the layout refuses letters without a face
 * @throws PdfTookTooLong; Error when the layout fails or takes over two gigabytes
 */
export async function makePdf(
  definition: PlainDefinition,
  foot: PageFoot,
  layout: PdfLayout = {},
): Promise<Buffer> {
  if (running >= MOST_AT_ONCE) throw new TooManyPdfs();
  running += 1;
  try {
    const { longestMs = LONGEST_MS, ...rest } = layout;
    return await layOut({ definition, foot, ...rest }, longestMs);
  } finally {
    running -= 1;
  }
}

async function layOut(job: object, longestMs: number): Promise<Buffer> {
  const thread = takeThread();
  await thread.ready;
  const answer = await answerOf<Answer>(thread.worker, longestMs, job);
  rest(thread);
  if ('bytes' in answer) return Buffer.from(answer.bytes);
  if ('missing' in answer) throw new LettersMissing(answer.missing);
  throw new Error(`The layout of a PDF failed: ${answer.fault}`);
}

function takeThread(): Thread {
  const thread = resting.pop() ?? newThread();
  clearTimeout(thread.ending);
  thread.worker.ref();
  return thread;
}

/** A slow machine takes long to load libraries and faces: that does not count against the file. */
function newThread(): Thread {
  const worker = new Worker(new URL('./pdf-worker.mjs', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    execArgv: [],
  });
  return { worker, ready: answerOf(worker, LONGEST_MS) };
}

/** Loading libraries and faces takes longer than a letter, so the thread waits for the next one; no exit waits for it. */
function rest(thread: Thread): void {
  thread.worker.unref();
  thread.ending = setTimeout(() => {
    resting.splice(resting.indexOf(thread), 1);
    void thread.worker.terminate();
  }, KEPT_MS).unref();
  resting.push(thread);
}

/** What the thread says next, to the job if there is one; a thread that takes longer is ended. */
function answerOf<Message>(worker: Worker, longestMs: number, job?: object): Promise<Message> {
  return new Promise<Message>((resolve, reject) => {
    const answered = (message: Message) => end(() => resolve(message));
    const broken = (error: Error) => end(() => reject(error));
    const ended = () => end(() => reject(new Error('The layout of a PDF ended before its file was there.')));
    const end = (settle: () => void) => {
      clearInterval(timer);
      worker.off('message', answered).off('error', broken).off('exit', ended);
      settle();
    };
    const tick = Math.min(longestMs, TICK_MS);
    let left = longestMs;
    const timer = setInterval(() => {
      left -= tick;
      if (left > 0) return;
      end(() => reject(new PdfTookTooLong(longestMs)));
      void worker.terminate();
    }, tick);
    worker.on('message', answered).on('error', broken).on('exit', ended);
    if (job) worker.postMessage(job, []);
  });
}
