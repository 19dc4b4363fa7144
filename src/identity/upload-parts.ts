import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { FORM_TOKEN_FIELD } from './form-token.js';

const BEGUN = Symbol('parts begun');

interface WithParts {
  [BEGUN]?: AsyncIterator<Multipart>;
}

/** The value of the first part when that is the form token; the rest waits for {@link uploadParts}. */
export async function leadingFormToken(request: FastifyRequest): Promise<unknown> {
  const parts = request.parts()[Symbol.asyncIterator]();
  (request as WithParts)[BEGUN] = parts;
  const { value, done } = await parts.next();
  return !done && value.type === 'field' && value.fieldname === FORM_TOKEN_FIELD ? value.value : undefined;
}

/**
 * Fields and files of an upload, in order, without the form token that the access guard has checked. Every upload
 * handler reads its parts here; a file must be read to its end before the next part comes.
 */
export async function* uploadParts(request: FastifyRequest): AsyncGenerator<Multipart> {
  const parts = (request as WithParts)[BEGUN] ?? request.parts()[Symbol.asyncIterator]();
  for (let next = await parts.next(); !next.done; next = await parts.next()) {
    if (next.value.fieldname !== FORM_TOKEN_FIELD) yield next.value;
  }
}
