import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from './problem.js';
import { securityHeaders } from './security-headers.js';

const TYPE = 'application/problem+json; charset=utf-8';

/**
 * Answers an address that the router itself refuses (broken escapes, a part far too long), before any hook runs.
 * The framework's own answer would repeat the address and name the framework.
 */
export function answerBrokenAddress(publicUrl: string) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const problem = problemOf(error, request.id);
    void reply
      .headers(securityHeaders('/api', publicUrl))
      .status(problem.status)
      .type(TYPE)
      .send(JSON.stringify(problem));
  };
}

/** Statuses by what Node's parser says of a request that is no HTTP; else 400. */
const STATUSES: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what Node's parser cannot read as HTTP, on the bare connection, and closes it. */
export function answerBrokenHttp(publicUrl: string, newId: () => string) {
  return (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const statusCode = STATUSES[error.code ?? ''] ?? 400;
    const body = JSON.stringify(problemOf({ statusCode }, newId()));
    const headers = {
      ...securityHeaders('/api', publicUrl),
      'Content-Type': TYPE,
      'Content-Length': Buffer.byteLength(body),
      Connection: 'close',
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    if (socket.writable)
      socket.write([`HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}`, ...lines, '', body].join('\r\n'));
    socket.destroy(error);
  };
}
