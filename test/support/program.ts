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
    child.stdin?.end(input);
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
  /** Ends it with the signal and waits until it is gone. */
  end(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts `redress serve` (or `demo`) and waits until it answers. */
export async function serve(settings: Settings, words: string[] = ['serve']): Promise<Served> {
  const port = settings.PORT ?? String(await freePort());
  const url = `http://localhost:${port}`;
  const child = start(words, { PORT: port, MAILING_WAIT_SECONDS: '0', LOG_LEVEL: 'error', ...settings });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  await untilReady(url, child, () => output);
  const end = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    await gone;
  };
  return { url, child, output: () => output, end };
}

function start(words: string[], settings: Settings): ChildProcess {
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...settings };
  return spawn(process.execPath, [PROGRAM, ...words], { env, stdio: 'pipe' });
}

async function untilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`The program ended instead of serving:\n${output()}`);
    const ready = await fetch(`${url}/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready && output().includes('Redress answers at')) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The program did not get ready:\n${output()}`);
}
