import { IsString, IsNotEmpty } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { bytesOf, uploadParts } from '../identity/upload-parts.js';
import { bodyPipe } from '../platform/http/body-pipe.js';
import { TakesAnyText } from '../platform/http/plain-text.js';
import { CacaoRefused } from './playbooks.errors.js';

/** A CACAO file as text inside JSON; larger ones come in parts. */
export class ImportPlaybookBody {
  @IsString()
  @IsNotEmpty()
  @TakesAnyText()
  cacao: string;
}

/**
 * The CACAO text of a request: the file of a form, or `{cacao}` as JSON.
 *
 * @throws CacaoRefused without a file, or when it is not UTF-8; InvalidInput; 413 for a file over the limit of uploads
 */
export async function uploadedCacao(request: FastifyRequest): Promise<string> {
  if (!request.isMultipart()) {
    const metatype = ImportPlaybookBody;
    const body: unknown = await bodyPipe().transform(request.body ?? {}, { type: 'body', metatype });
    return (body as ImportPlaybookBody).cacao;
  }
  for await (const part of uploadParts(request)) {
    if (part.type !== 'file') continue;
    const bytes = await bytesOf(part);
    if (bytes.length > 0) return textOf(bytes);
  }
  throw refused('Choose a playbook in CACAO 2.0: a JSON file of at most 20 MiB.');
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused('The file is not text in UTF-8; save it as JSON in UTF-8.');
  }
}

function refused(message: string): CacaoRefused {
  return new CacaoRefused([{ path: '/file', message }]);
}
