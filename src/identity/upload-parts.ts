import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { FORM_TOKEN_FIELD } from './form-token.js';

const BEGUN = Symbol('parts begun');

/** What a route that takes a file may say about it. */
export interface UploadConfig {
  /** Bytes; absent: the limit of all uploads. */
  largestFile?: number;
}

interface WithParts {
  [BEGUN]?: AsyncIterator<Multipart>;
}

/** The body ends too early, or its parts cannot be told from each other. */
export class BrokenUpload extends Error {
  override readonly name = 'BrokenUpload';
  readonly statusCode = 400;
}

/** The address takes a file in parts, and something else came. */
class NotInParts extends Error {
  override readonly name = 'NotInParts';
  readonly statusCode = 415;
}

/** The value of the first part when that is the form token; the rest waits for {@link uploadParts}. */
export async function leadingFormToken(request: FastifyRequest): Promise<unknown> {
  const parts = partsOf(request);
  (request as WithParts)[BEGUN] = parts;
  const { value, done } = await nextOf(parts);
  return !done && value.type === 'field' && value.fieldname === FORM_TOKEN_FIELD ? value.value : undefined;
}

/**
 * Fields and files of an upload, in order, without the form token that the access guard has checked. Every upload
 * handler reads its parts here; a file must be read to its end, by {@link bytesOf}, before the next part comes.
 */
export async function* uploadParts(request: FastifyRequest): AsyncGenerator<Multipart> {
  const parts = (request as WithParts)[BEGUN] ?? partsOf(request);
  for (let next = await nextOf(parts); !next.done; next = await nextOf(parts)) {
    if (next.value.fieldname !== FORM_TOKEN_FIELD) yield next.value;
  }
}

/** The whole content of a file. @throws BrokenUpload; 413 for a file over the limit of uploads */
export async function bytesOf(part: { toBuffer(): Promise<Buffer> }): Promise<Buffer> {
  try {
    return await part.toBuffer();
  } catch (error) {
    throw readable(error);
  }
}

function partsOf(request: FastifyRequest): AsyncIterator<Multipart> {
  if (!request.isMultipart()) throw new NotInParts();
  const { largestFile } = request.routeOptions.config as UploadConfig;
  const own = largestFile === undefined ? {} : { limits: { fileSize: largestFile } };
  return request.parts(own)[Symbol.asyncIterator]();
}

async function nextOf(parts: AsyncIterator<Multipart>): Promise<IteratorResult<Multipart>> {
  try {
    return await parts.next();
  } catch (error) {
    throw readable(error);
  }
}

/** Only a limit that was passed says more than that the body is broken. */
function readable(error: unknown): unknown {
  return (error as { statusCode?: unknown } | null)?.statusCode === 413 ? error : new BrokenUpload();
}
