import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './port.js';

export const PROGRAM = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

type Settings = Record<string, string>;

/** Runs one `redress` command to its end. */
export function redress(words: string[], settings: Settings = {}, input = ''): Promise<Ran> {
  return new Promise((resolve) => {
    const child = start(words, settings);
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('close', (status) => resolve({ status, stdout, stderr }));
    // A command that refuses its words ends without reading; what was written to it is then lost, and no fault.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

/** An empty data folder. */
export function freshFolder(): string {
  return join(mkdtempSync(join(tmpdir(), 'redress-built-')), 'data');
}

export interface Served {
  url: string;
  child: ChildProcess;
  /** Everything printed so far. */
  output(): string;
  /** Waits until it has printed something of this form. @returns the first such piece */
  said(form: RegExp): Promise<string>;
  /** Ends it with the signal and waits until it is gone. */
  end(signal?: NodeJS.Signals): Promise<void>;
}

/** Ends a wait for what never comes, before the test itself is ended; a busy machine may take long over what does. */
const LONGEST_WAIT_MS = 500_000;

/** Starts `redress serve` (or `demo`) and waits until it answers. */
export async function serve(settings: Settings, words: string[] = ['serve']): Promise<Served> {
  const port = settings.PORT ?? String(await freePort());
  const url = `http://localhost:${port}`;
  const child = start(words, { PORT: port, MAILING_WAIT_SECONDS: '0', LOG_LEVEL: 'error', ...settings });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  const said = async (form: RegExp) => {
    await until(
      child,
      () => output,
      () => Promise.resolve(form.test(output)),
    );
    return form.exec(output)?.[0] ?? '';
  };
  await said(/Redress answers at/);
  await until(
    child,
    () => output,
    () => answers(url),
  );
  const end = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    await gone;
  };
  return { url, child, output: () => output, said, end };
}

function start(words: string[], settings: Settings): ChildProcess {
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...settings };
  return spawn(process.execPath, [PROGRAM, ...words], { env, stdio: 'pipe' });
}

function answers(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`).then(
    (answer) => answer.ok,
    () => false,
  );
}

async function until(
  child: ChildProcess,
  output: () => string,
  holds: () => Promise<boolean>,
): Promise<void> {
  const last = performance.now() + LONGEST_WAIT_MS;
  while (!(await holds())) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The program ended instead of serving:\n${output()}`);
    if (performance.now() > last) throw new Error(`The program did not get so far:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
