import { NOTICE_RULES, afterAct } from './notice-state.js';
import type { NoticeAct, NoticeState } from './notice-state.js';

/** What decides whether a notice may be approved or sent. */
export interface NoticeStanding {
  state: NoticeState;
  /** SHA-256 over everything that would be sent. */
  contentHash: string;
  /** Ids of everyone who saved a revision; a working copy makes nobody an author. */
  authors: ReadonlySet<string>;
  /** The approval in force. */
  approval: { by: string; contentHash: string } | null;
}

/**
 * One act on a notice. `contentHash` is of `save` the new text's, of `approve` that of the text which was read, and of
 * `send` that of what is stored at this moment.
 */
export type NoticeMove =
  | { act: 'save' | 'approve' | 'send'; by: string; contentHash: string }
  | { act: Exclude<NoticeAct, 'save' | 'approve' | 'send'>; by: string };

/** `state`: not possible from here. `author`: someone else has to. `other_text`: not the text that stands. */
export type MoveRefusal = 'state' | 'author' | 'other_text';

/** Why the act is not possible; null when it is. Roles are not asked: the route has. */
export function refusalOf(standing: NoticeStanding, move: NoticeMove): MoveRefusal | null {
  if (afterAct(standing.state, move.act) === null) return 'state';
  if (NOTICE_RULES[move.act].byNonAuthor && standing.authors.has(move.by)) return 'author';
  if (move.act === 'approve' && move.contentHash !== standing.contentHash) return 'other_text';
  if (move.act === 'send' && move.contentHash !== standing.approval?.contentHash) return 'other_text';
  return null;
}

/** The standing after an act that {@link refusalOf} lets pass. A save and a request for changes end an approval. */
export function afterMove(standing: NoticeStanding, move: NoticeMove): NoticeStanding {
  const state = afterAct(standing.state, move.act) ?? standing.state;
  switch (move.act) {
    case 'save':
      return {
        state,
        contentHash: move.contentHash,
        authors: new Set([...standing.authors, move.by]),
        approval: null,
      };
    case 'approve':
      return { ...standing, state, approval: { by: move.by, contentHash: move.contentHash } };
    case 'request_changes':
      return { ...standing, state, approval: null };
    default:
      return { ...standing, state };
  }
}
