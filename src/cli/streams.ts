import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { CommandRefused, DONE, REFUSED, UsageError } from './outcome.js';

const LARGEST_INPUT = 512 * 1024 * 1024;

/** Text of a file, or of standard input for `-`. @throws UsageError when it cannot be read, CommandRefused when it is no UTF-8 */
export function readInput(file: string): string {
  const bytes = readBytes(file);
  if (bytes.length > LARGEST_INPUT) throw new CommandRefused('The input is larger than 512 MiB; split it.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CommandRefused('The input is not UTF-8 text.');
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch {
    throw new UsageError(
      file === '-' ? 'Standard input cannot be read.' : `The file ${file} cannot be read.`,
    );
  }
}

/** Whoever comes next in the pipe may have seen enough (`| head`): then the command ends, without a word. */
export function mindClosedPipes(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') report(`The output cannot be written. (${error.code ?? error.name})`);
    process.exit(error.code === 'EPIPE' ? DONE : REFUSED);
  });
}

/** Data for whoever comes next in the pipe. Waits when the pipe is full. */
export async function print(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

/** A file for whoever comes next in the pipe. */
export async function printBytes(bytes: Buffer): Promise<void> {
  if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
}

/** Progress and faults. */
export function report(line: string): void {
  process.stderr.write(`${line}\n`);
}
