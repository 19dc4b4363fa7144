import type { FastifyReply } from 'fastify';
import { TooManyPreviews } from '../../notices/preview-limit.js';
import type { PreviewLimit } from '../../notices/preview-limit.js';
import type { Actor } from '../../platform/access/actor.js';

/** What a page shows in place of preview and checks; the form stands as it was typed. */
export interface PreviewRest {
  status: 429;
  /** Why there is neither, and for how long. */
  rest: string;
}

/** Counts a preview; where its writer asked for too many, the answer says when to come back. @returns null: go on */
export function takePreview(
  limit: PreviewLimit,
  { actor, reply }: { actor: Actor; reply: FastifyReply },
): PreviewRest | null {
  try {
    limit.take(actor);
    return null;
  } catch (error) {
    if (!(error instanceof TooManyPreviews)) throw error;
    void reply.header('Retry-After', String(error.retryAfterSeconds));
    return { status: 429, rest: error.message };
  }
}
