import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { Logger as Pino } from 'pino';

/** The only fields that reach the log; anything else might carry personal data. */
const FIELDS = [
  'request',
  'incident',
  'mailing',
  'error',
  'stack',
  'method',
  'route',
  'status',
  'code',
  'ms',
  'count',
  'size',
];

/** What the framework says of its own start: of use only to those who look for a fault in it. */
const FRAMEWORK = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

/** Nest's logger port over pino: JSON lines on standard error, named fields only. */
export class JsonLogger implements LoggerService {
  readonly #pino: Pino;

  constructor(level: string) {
    this.#pino = pino(
      { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
      pino.destination({ dest: 2, sync: true }),
    );
  }

  log(message: unknown, context?: string): void {
    this.#write(context !== undefined && FRAMEWORK.has(context) ? 'debug' : 'info', message, context);
  }

  warn(message: unknown, context?: string): void {
    this.#write('warn', message, context);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.#write('error', message, rest.at(-1));
  }

  debug(message: unknown, context?: string): void {
    this.#write('debug', message, context);
  }

  fatal(message: unknown, context?: string): void {
    this.#write('fatal', message, context);
  }

  #write(level: 'info' | 'warn' | 'error' | 'debug' | 'fatal', message: unknown, context: unknown): void {
    const module = typeof context === 'string' ? { module: context } : {};
    if (typeof message === 'object' && message !== null) this.#pino[level]({ ...module, ...named(message) });
    else this.#pino[level](module, String(message));
  }
}

function named(fields: object): Record<string, unknown> {
  const entries = Object.entries(fields).filter(([key]) => FIELDS.includes(key));
  return Object.fromEntries(entries);
}
