import { Inject, Injectable } from '@nestjs/common';
import { NOTICE_KINDS } from '../../notices/notice-kinds.js';
import type { NoticeKinds } from '../../notices/notice-kinds.js';
import { Notices } from '../../notices/notices.service.js';
import { toNoticeSummaryView } from '../../notices/notices.views.js';
import type { NoticeSummaryView } from '../../notices/notices.views.js';
import type { Actor } from '../../platform/access/actor.js';
import { holds } from '../../platform/access/permissions.js';
import type { ChipView } from '../views.types.js';
import type { NoticeRow } from './incident-overview.view.js';

const STATES: Readonly<Record<string, ChipView>> = {
  draft: { text: 'Draft', icon: 'pencil' },
  in_review: { text: 'In review', tone: 'warn', icon: 'eye' },
  changes_requested: { text: 'Changes asked for', tone: 'danger', icon: 'pencil' },
  approved: { text: 'Approved', tone: 'ok', icon: 'check' },
  sent: { text: 'Sent', tone: 'ok', icon: 'send' },
  withdrawn: { text: 'Withdrawn', tone: 'line', icon: 'ban' },
};
const languages = new Intl.DisplayNames('en', { type: 'language' });

/** The notices of an incident, for its overview. */
@Injectable()
export class NoticesCards {
  constructor(
    private readonly notices: Notices,
    @Inject(NOTICE_KINDS) private readonly kinds: NoticeKinds,
  ) {}

  /** Null for a role that may not read notices. */
  async of(incidentId: string, actor: Actor): Promise<NoticeRow[] | null> {
    if (!holds(actor.role, 'notices:read')) return null;
    const notices = await this.notices.list(incidentId, actor);
    return notices.map((notice) => this.#row(toNoticeSummaryView(notice)));
  }

  #row({ id, kind, locale, state, revision, contentHash }: NoticeSummaryView): NoticeRow {
    return {
      name: `${this.kinds.get(kind)?.title ?? kind}, ${languages.of(locale) ?? locale}`,
      detail: `Revision ${revision}`,
      href: `/notices/${id}`,
      state: STATES[state] ?? { text: state },
      contentHash,
      sealed: state === 'approved' || state === 'sent',
    };
  }
}
