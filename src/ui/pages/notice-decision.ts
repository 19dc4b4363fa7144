import { isFreshProof } from '../../identity/domain/session-life.js';
import type { NoticeState } from '../../notices/domain/notice-state.js';
import type { NoticeSummaryView } from '../../notices/notices.views.js';
import type { Actor } from '../../platform/access/actor.js';
import { PERMISSIONS, holds } from '../../platform/access/permissions.js';
import type { Temporal } from 'temporal-polyfill';
import { holdersWords } from '../role-words.js';
import type { DecisionView } from './notice-review.view.js';
import { namesInWords } from './notice.words.js';

/** What a decision about a notice rests on. */
export interface DecisionGround {
  notice: NoticeSummaryView;
  /** Everyone who saved a revision, by id. */
  authors: readonly string[];
  /** The stored text is the one its hash was made of, and passes its check. */
  intact: boolean;
  /** Sentences that claim a fix while nothing proves it. */
  claims: number;
  actor: Actor;
  now: Temporal.Instant;
  nameOf(userId: string): string;
  /** Empty when there is no such page for this reader. */
  mailingsHref: string;
  /** As typed into forms that are shown again. */
  typed: { comment: string; reason: string };
}

/** Who may decide what about the text as it stands, and in words why not. */
export function decisionView(ground: DecisionGround): DecisionView {
  const { notice, actor, intact, now, typed } = ground;
  const { id, state, revision, contentHash } = notice;
  const refusal = refusalOf(ground);
  const ready = refusal === '' && isFreshProof(actor.provedAt, now);
  const fields = { revision: String(revision) };
  const givesBack = holds(actor.role, 'notices:review') && (state === 'in_review' || state === 'approved');
  return {
    seal: { sha256: contentHash, void: !intact },
    words: refusal,
    approve: ready
      ? {
          action: `/notices/${id}/approval`,
          fields: { ...fields, contentHash },
          revision,
          comment: typed.comment,
        }
      : null,
    stepUpHref:
      refusal === '' && !ready
        ? `/step-up?${new URLSearchParams({ next: `/notices/${id}/reviews` }).toString()}`
        : '',
    giveBack: givesBack
      ? { action: `/notices/${id}/return`, fields, reason: typed.reason, hint: givingBack(state) }
      : null,
    mailingsHref:
      intact && ground.claims === 0 && (state === 'approved' || state === 'sent') ? ground.mailingsHref : '',
  };
}

/** Why this reader cannot approve; empty when nothing but a fresh proof may lack. */
function refusalOf({ notice, authors, intact, claims, actor, nameOf }: DecisionGround): string {
  const { state, revision, approvedBy } = notice;
  if (!intact)
    return 'The stored text is not the one that was saved: something outside this program changed it. It cannot be approved or sent. Open it, read every section and save it anew.';
  if (state !== 'in_review')
    return stateWords(state, revision, approvedBy === null ? '' : nameOf(approvedBy));
  if (claims > 0)
    return 'It says that the weakness is closed, and nothing proves it yet. It can be approved once the proof of fix is complete, or once the text says what is done and what is still open.';
  if (authors.includes(actor.id)) {
    const others = authors.filter((author) => author !== actor.id).map(nameOf);
    const also = others.length > 0 ? ` So did ${namesInWords(others)}.` : '';
    return `You saved a revision of this notice, so someone else has to approve it.${also} ${holdersWords(PERMISSIONS['notices:approve'])} who wrote none of it may.`;
  }
  if (!holds(actor.role, 'notices:approve'))
    return `${holdersWords(PERMISSIONS['notices:approve'])} who wrote none of it may approve it.`;
  return '';
}

function stateWords(state: Exclude<NoticeState, 'in_review'>, revision: number, approver: string): string {
  switch (state) {
    case 'draft':
      return 'It is a draft. It can be approved once it is submitted for review.';
    case 'changes_requested':
      return 'Changes are asked for. It can be approved once it is submitted for review again.';
    case 'approved':
      return `${approver} approved revision ${revision}. Any change, even a comma, voids the approval.`;
    case 'sent':
      return `${approver} approved revision ${revision}, and it was sent.`;
    case 'withdrawn':
      return 'It is withdrawn.';
  }
}

function givingBack(state: NoticeState): string {
  const after = state === 'approved' ? 'It takes the approval back' : 'The review ends';
  return `${after}. The writers see your words in the editor, and the audit trail keeps them.`;
}
