import { Injectable } from '@nestjs/common';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Turns } from '../identity/turns.js';
import { bytesOf, uploadParts } from '../identity/upload-parts.js';
import { bodyPipe } from '../platform/http/body-pipe.js';
import { parseSubject } from './domain/evidence-subject.js';
import type { EvidenceUpload } from './evidence-intake.js';
import { AddEvidence } from './evidence.dto.js';
import { EvidenceRefused } from './evidence.errors.js';
import type { AboutEvidence } from './evidence.service.js';

/** A file of a request and what was said about it. */
export interface UploadedEvidence {
  upload: EvidenceUpload;
  about: AboutEvidence;
}

/** Each holds a whole file in memory. */
const MOST_AT_ONCE = 6;
const MOST_WAITING = 30;

/** Reads evidence out of requests, a few at once. */
@Injectable()
export class EvidenceUploads {
  readonly #turns = new Turns(MOST_AT_ONCE, MOST_WAITING);

  /**
   * Reads file and fields, in whatever order they come, and hands them to `work`.
   *
   * @param typed is filled with the fields as they come, for a form that has to be shown again
   * @throws EvidenceRefused without a file; InvalidInput; BrokenUpload; 413 for a file over the limit of the route;
   *         NoTurnLeft when too many are on their way
   */
  take<T>(
    request: FastifyRequest,
    work: (uploaded: UploadedEvidence) => Promise<T>,
    typed: Map<string, string> = new Map(),
  ): Promise<T> {
    return this.#turns.run(async () => work(await read(request, typed)));
  }
}

async function read(request: FastifyRequest, typed: Map<string, string>): Promise<UploadedEvidence> {
  let upload: EvidenceUpload | null = null;
  for await (const part of uploadParts(request)) {
    if (part.type === 'file') upload = (await fileOf(part)) ?? upload;
    else if (typeof part.value === 'string' && part.value !== '') typed.set(part.fieldname, part.value);
  }
  const about: unknown = await bodyPipe().transform(Object.fromEntries(typed), {
    type: 'body',
    metatype: AddEvidence,
  });
  const { note, subject } = about as AddEvidence;
  if (upload === null) throw new EvidenceRefused({ path: '/file', message: 'Choose a file.' });
  const proved = subject === undefined ? null : parseSubject(subject);
  return { upload, about: { note, ...(proved ? { subject: proved } : {}) } };
}

/** Null for the empty part that a browser sends where no file was chosen. */
async function fileOf(part: MultipartFile): Promise<EvidenceUpload | null> {
  const bytes = await bytesOf(part);
  return part.filename === '' && bytes.length === 0 ? null : { name: part.filename, bytes };
}
