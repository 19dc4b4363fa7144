import { Injectable } from '@nestjs/common';
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
   * @throws EvidenceRefused without a file; InvalidInput; BrokenUpload; 413 for a file over the limit of the route;
   *         NoTurnLeft when too many are on their way
   */
  take<T>(request: FastifyRequest, work: (uploaded: UploadedEvidence) => Promise<T>): Promise<T> {
    return this.#turns.run(async () => work(await read(request)));
  }
}

async function read(request: FastifyRequest): Promise<UploadedEvidence> {
  const fields: Record<string, unknown> = {};
  let upload: EvidenceUpload | null = null;
  for await (const part of uploadParts(request)) {
    if (part.type === 'file') {
      const bytes = await bytesOf(part);
      const isChosen = part.filename !== '' || bytes.length > 0;
      if (isChosen) upload = { name: part.filename ?? '', bytes };
    } else if (part.value !== '') fields[part.fieldname] = part.value;
  }
  const about: unknown = await bodyPipe().transform(fields, { type: 'body', metatype: AddEvidence });
  const { note, subject } = about as AddEvidence;
  if (upload === null) throw new EvidenceRefused({ path: '/file', message: 'Choose a file.' });
  const proved = subject === undefined ? null : parseSubject(subject);
  return { upload, about: { note, ...(proved ? { subject: proved } : {}) } };
}
