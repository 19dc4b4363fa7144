import type { FastifyReply } from 'fastify';
import { attachmentHeader } from './domain/content-disposition.js';
import type { EvidenceView } from './evidence.views.js';

/** Were a browser to show the file after all, it would stand alone: no script, no form, no origin, nothing loaded. */
const POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

/**
 * Sends the bytes of a file as something to be stored, never to be shown: the type is from our table, the browser does
 * not guess another (`nosniff` is on every answer), and the name cannot leave its header.
 */
export function sendEvidence(
  reply: FastifyReply,
  { file, bytes }: { file: EvidenceView; bytes: Buffer },
): void {
  void reply
    .header('Content-Type', file.mediaType)
    .header('Content-Disposition', attachmentHeader(file.name ?? 'file'))
    .header('Content-Security-Policy', POLICY)
    .send(bytes);
}
