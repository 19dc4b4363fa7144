import { spawn } from 'node:child_process';
import { Injectable } from '@nestjs/common';
import { Turns } from '../identity/turns.js';
import { commandOf } from '../platform/config/command-setting.js';
import { Environment } from '../platform/config/environment.js';
import { EvidenceLimits } from './evidence-limits.js';

/** `none`: no scanner is set; `failed`: it could not be run or was ended; `timeout`: it took too long. */
export type ScanOutcome = 'none' | 'passed' | 'rejected' | 'failed' | 'timeout';

const MOST_AT_ONCE = 2;
const MOST_WAITING = 64;

/**
 * Asks the program of `ANTIVIRUS_COMMAND` about bytes. They go to its standard input, so that no plain copy of evidence
 * comes to lie on a disk; exit code 0 lets them pass. It is run without a shell and without our environment, which
 * holds secrets, and its output is not read, for it may name people.
 */
@Injectable()
export class EvidenceScanner {
  readonly #command: readonly [string, ...string[]] | null;
  readonly #turns = new Turns(MOST_AT_ONCE, MOST_WAITING);

  constructor(
    { ANTIVIRUS_COMMAND }: Environment,
    private readonly limits: EvidenceLimits,
  ) {
    this.#command = ANTIVIRUS_COMMAND === undefined ? null : commandOf(ANTIVIRUS_COMMAND);
  }

  get isSet(): boolean {
    return this.#command !== null;
  }

  async scan(bytes: Buffer): Promise<ScanOutcome> {
    const command = this.#command;
    return command === null ? 'none' : this.#turns.run(() => this.#ask(command, bytes));
  }

  #ask([program, ...values]: readonly [string, ...string[]], bytes: Buffer): Promise<ScanOutcome> {
    return new Promise((resolve) => {
      const child = spawn(program, values, {
        stdio: ['pipe', 'ignore', 'ignore'],
        env: { PATH: process.env['PATH'] },
        windowsHide: true,
      });
      const timer = setTimeout(() => {
        resolve('timeout');
        child.kill('SIGKILL');
      }, this.limits.scanMs);
      const end = (outcome: ScanOutcome) => {
        clearTimeout(timer);
        resolve(outcome);
      };
      child.on('error', () => end('failed'));
      child.on('exit', (code) => end(code === 0 ? 'passed' : code === null ? 'failed' : 'rejected'));
      child.stdin.on('error', () => undefined);
      child.stdin.end(bytes);
    });
  }
}
