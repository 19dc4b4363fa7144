import { Worker } from 'node:worker_threads';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { TooMany } from '../errors.js';

/** A document without functions: it goes to another thread. */
export type PlainDefinition = Omit<TDocumentDefinitions, 'header' | 'footer' | 'background'> & {
  lang: string;
};

/** One line below every page, with its number and their count. */
export interface PageFoot {
  text: string;
  fontSize: number;
  /** Left, top, right, bottom; in points. */
  margin: [number, number, number, number];
}

/** Long files wait for each other here rather than for memory (`security.md` 2.5). */
const MOST_AT_ONCE = 2;
const LONGEST_MS = 120_000;
const MOST_MEMORY_MB = 2_048;

/** Two files are being laid out already. */
export class TooManyPdfs extends TooMany {
  readonly code = 'pdf.too_many_at_once';

  constructor() {
    super('Two PDF files are being made already; try again in half a minute.', 30);
  }
}

let running = 0;

/**
 * A PDF file, laid out in a thread of its own. Text of people goes into `text` members only: nothing in them is read
 * as mark-up.
 *
 * @throws TooManyPdfs when two are on their way
 * @throws Error when the layout takes over two minutes or two gigabytes
 */
export async function makePdf(definition: PlainDefinition, foot: PageFoot): Promise<Buffer> {
  if (running >= MOST_AT_ONCE) throw new TooManyPdfs();
  running += 1;
  try {
    return await layOut(definition, foot);
  } finally {
    running -= 1;
  }
}

function layOut(definition: PlainDefinition, foot: PageFoot): Promise<Buffer> {
  const worker = new Worker(new URL('./pdf-worker.mjs', import.meta.url), {
    workerData: { definition, foot },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    execArgv: [],
  });
  return new Promise<Buffer>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('A PDF took too long to lay out.'));
      void worker.terminate();
    }, LONGEST_MS);
    worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)));
    worker.once('error', reject);
    worker.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The layout of a PDF ended with code ${code}.`));
    });
  });
}
