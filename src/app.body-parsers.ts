import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyBodyParser } from 'fastify';
import { DEEPEST, WIDEST } from './incidents/domain/json-limits.js';
import { strictJsonFaults } from './incidents/domain/strict-json.js';
import { InvalidInput } from './platform/http/body-pipe.js';

/** Facts may be as deep as `DEEPEST`, stand in an envelope, and hold an imported record one level down. */
const LIMITS = { deepest: DEEPEST + 2, widest: WIDEST };

/** The body is not text in UTF-8, or no JSON. */
class UnreadableBody extends Error {
  readonly statusCode = 400;
}

/**
 * Reads JSON and forms in UTF-8 only. JSON with a key twice in one object, nested too deep or too wide is refused with
 * the place; `__proto__` and `constructor.prototype` make a body unreadable.
 */
export function addBodyParsers(app: NestFastifyApplication, bodyLimit: number): void {
  const server = app.getHttpAdapter().getInstance();
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  const readJson: FastifyBodyParser<Buffer> = (request, body, done) => {
    const text = textOf(body);
    if (text === null) return done(new UnreadableBody());
    void parse(request, text, (error, value) => {
      const faults = error ? [] : strictJsonFaults(text, value, LIMITS);
      done(faults.length > 0 ? new InvalidInput(faults) : error, value);
    });
  };
  app.useBodyParser('application/json', { bodyLimit }, readJson);
}

/** Null for bytes that are no UTF-8. A byte order mark is dropped. */
function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
