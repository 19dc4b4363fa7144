import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { NoticeTextRefused } from '../../notices/domain/render-notice.js';
import type { CheckReport, Finding } from '../../notices/domain/checks/finding.js';
import { editedText } from '../../notices/domain/edited-text.js';
import type { ReviseNotice } from '../../notices/notice-drafts.js';
import { NoticeChecks } from '../../notices/notice-checks.service.js';
import type { NoticeReport } from '../../notices/notice-checks.service.js';
import type { Actor } from '../../platform/access/actor.js';
import { holds } from '../../platform/access/permissions.js';
import { checksView, findingKey, openFindings } from './notice-checks.view.js';
import type { ChecksView, FindingState } from './notice-checks.view.js';
import type { OpenedNotice } from './notice.opened.js';

/** The checks of a text, as a card and as findings by section. */
export interface CheckedText {
  view: ChecksView;
  open: readonly Finding[];
}

/** Puts what the checks say beside a text: as saved, or as it stands in the form. */
@Injectable()
export class ChecksCards {
  constructor(
    private readonly checks: NoticeChecks,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /**
   * @param typed null: the text as it is saved
   * @returns null where nothing can be checked: the stored text does not pass its own check
   */
  async of(opened: OpenedNotice, typed: ReviseNotice | null, actor: Actor): Promise<CheckedText | null> {
    const { notice } = opened.found;
    const saved = await this.#orNull(() => this.checks.of(notice.id, actor));
    const report = (typed && (await this.#ofTyped(opened, typed, actor))) ?? saved;
    if (!report) return null;
    const states = saved ? statesOf(saved, opened.nameOf) : new Map<string, FindingState>();
    const stateOf = (finding: Finding) => states.get(findingKey(finding)) ?? null;
    const place = {
      noticeId: notice.id,
      titles: opened.titles,
      mayEdit: holds(actor.role, 'notices:edit'),
      mayLift: holds(actor.role, 'notices:approve'),
    };
    return {
      view: checksView(report, stateOf, place, this.catalogue),
      open: openFindings(report, stateOf),
    };
  }

  #ofTyped({ found }: OpenedNotice, typed: ReviseNotice, actor: Actor): Promise<CheckReport | null> {
    const { notice, current } = found;
    const text = editedText(current.text, typed.text);
    return this.#orNull(() => this.checks.ofText(notice.id, { text }, actor));
  }

  async #orNull<Found>(check: () => Promise<Found>): Promise<Found | null> {
    try {
      return await check();
    } catch (error) {
      if (error instanceof NoticeTextRefused) return null;
      throw error;
    }
  }
}

function statesOf({ findings }: NoticeReport, nameOf: OpenedNotice['nameOf']): Map<string, FindingState> {
  return new Map(
    findings.map((finding) => {
      const { fingerprint, dismissal } = finding;
      const kept = dismissal && {
        reason: dismissal.reason,
        by: nameOf(dismissal.by),
        at: dismissal.at.toString(),
      };
      return [findingKey(finding), { fingerprint, dismissal: kept }] as const;
    }),
  );
}
