import type { FastifyRequest } from 'fastify';
import { bytesOf, uploadParts } from '../identity/upload-parts.js';
import { bodyPipe } from '../platform/http/body-pipe.js';
import { ImportRecipientsBody } from './recipients.dto.js';
import { RecipientsFileMissing } from './recipients.errors.js';

/**
 * The CSV of a request: the file of a form, or `{csv}` as JSON.
 *
 * @throws RecipientsFileMissing, InvalidInput; 413 for a file over the limit of uploads
 */
export async function uploadedCsv(request: FastifyRequest): Promise<Buffer> {
  if (!request.isMultipart()) {
    const body: unknown = await bodyPipe().transform(request.body, {
      type: 'body',
      metatype: ImportRecipientsBody,
    });
    return Buffer.from((body as ImportRecipientsBody).csv, 'utf8');
  }
  for await (const part of uploadParts(request)) {
    if (part.type !== 'file') continue;
    const bytes = await bytesOf(part);
    if (bytes.length > 0) return bytes;
  }
  throw new RecipientsFileMissing();
}
