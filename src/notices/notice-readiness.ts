import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ApprovalGates } from './approval-gates.js';
import type { GatedText } from './approval-gates.js';
import { ClaimedFixes } from './claimed-fixes.js';
import { NoticePress } from './notice-press.js';
import { FieldsMissing } from './notices.errors.js';
import type { CurrentNotice } from './notices.service.js';

/** Whether a text is fit to be read by reviewers, and to be approved. */
@Injectable()
export class NoticeReadiness {
  constructor(
    private readonly press: NoticePress,
    private readonly claims: ClaimedFixes,
    private readonly gates: ApprovalGates,
  ) {}

  /**
   * @throws FieldsMissing when something the text names has no value; FixNotProved; whatever a gate refuses with
   */
  async refuse(manager: EntityManager, text: GatedText): Promise<void> {
    this.#refuseGaps(text);
    await this.claims.refuseUnproved(manager, text.notice, text.current);
    await this.gates.pass(manager, text);
  }

  #refuseGaps({ notice, current }: CurrentNotice): void {
    const open = this.press.prepare(notice, current).unresolved;
    if (open.length === 0) return;
    const kind = this.press.kindOf(notice);
    const faults = open.map((name) => {
      const placeholder = kind.placeholders.get(name);
      const what = placeholder
        ? `${placeholder.label} is missing; ask: ${placeholder.ask.replaceAll('-', ' ')}.`
        : 'a mark of a missing value stands in the text.';
      return { path: `/details/${name}`, message: what };
    });
    throw new FieldsMissing(faults);
  }
}
