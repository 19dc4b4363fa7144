import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { bodyPipe } from '../platform/http/body-pipe.js';
import { ImportRecipientsBody } from './recipients.dto.js';
import { RecipientsFileMissing } from './recipients.errors.js';

interface Multipart {
  isMultipart(): boolean;
  file(): Promise<MultipartFile | undefined>;
}

/**
 * The CSV of a request: the file of a form, or `{csv}` as JSON.
 *
 * @throws RecipientsFileMissing, InvalidInput; 413 for a file over the limit of uploads
 */
export async function uploadedCsv(request: FastifyRequest): Promise<Buffer> {
  const upload = request as FastifyRequest & Multipart;
  if (!upload.isMultipart()) {
    const body: unknown = await bodyPipe().transform(request.body, {
      type: 'body',
      metatype: ImportRecipientsBody,
    });
    return Buffer.from((body as ImportRecipientsBody).csv, 'utf8');
  }
  const bytes = await (await upload.file())?.toBuffer();
  if (!bytes || bytes.length === 0) throw new RecipientsFileMissing();
  return bytes;
}
