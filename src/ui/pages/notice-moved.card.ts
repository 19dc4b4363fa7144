import { Injectable } from '@nestjs/common';
import { DraftOfNow } from '../../notices/draft-of-now.js';
import { isEnded } from '../../notices/domain/notice-state.js';
import { NoticeFields } from '../../notices/notice-fields.js';
import type { MovedField } from '../../notices/notice-fields.js';
import type { Actor } from '../../platform/access/actor.js';
import { PROOF_FIELDS } from '../../proofs/domain/proof-values.js';
import type { OpenedNotice } from './notice.opened.js';

/** What a text was written from, and is otherwise by now. */
export interface NoticeMovedView {
  facts: boolean;
  /** Parts that would be drafted differently by now. */
  parts: number;
  /** Where they are shown, to be taken. */
  href: string;
  moved: readonly MovedField[];
  /** The section about the fix as it would be drafted now; null where its proof did not move. */
  redrafted: { heading: string; markdown: string } | null;
}

/** Tells everyone who writes, reviews or approves a text that the record has moved since it was saved. */
@Injectable()
export class MovedCards {
  constructor(
    private readonly fields: NoticeFields,
    private readonly drafts: DraftOfNow,
  ) {}

  /** @returns null where nothing moved, nothing can be compared, or nothing can be changed any more */
  async of({ found, framed, message }: OpenedNotice, actor: Actor): Promise<NoticeMovedView | null> {
    const { notice, current } = found;
    if (message === null || isEnded(notice.state)) return null;
    const facts = framed.facts.revision > current.factsRevision;
    const moved = await this.fields.moved(found, actor);
    const parts = (await this.drafts.movedParts(found, actor)).length;
    if (!facts && moved.length + parts === 0) return null;
    const proofMoved = moved.some(({ name }) => PROOF_FIELDS.has(name));
    const redrafted = proofMoved ? await this.fields.fixSection(found, actor) : null;
    return { facts, parts, href: `/notices/${notice.id}/redraft`, moved, redrafted };
  }
}
