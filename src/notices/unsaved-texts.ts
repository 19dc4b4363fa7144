import { Injectable } from '@nestjs/common';
import type { Incident } from '../incidents/incident.entity.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Reader } from '../platform/database/reader.js';
import type { Fault } from '../platform/errors.js';
import { editedText } from './domain/edited-text.js';
import type { NoticeText } from './domain/notice-text.js';
import { NoticeDesk } from './notice-desk.js';
import type { DeskView } from './notice-desk.js';
import type { ReviseNotice } from './notice-drafts.js';
import { NoticePress } from './notice-press.js';
import type { Notice } from './notice.entity.js';
import { Notices } from './notices.service.js';

/** A text that nobody saved, with what it would be saved with now. */
export interface UnsavedText {
  notice: Notice;
  incident: Incident;
  text: NoticeText;
  view: DeskView;
  /** Answers that cannot be taken. */
  faults: Fault[];
}

/** Lays out texts as people type them; nothing of them is kept. */
@Injectable()
export class UnsavedTexts {
  constructor(
    private readonly notices: Notices,
    private readonly incidents: Incidents,
    private readonly desk: NoticeDesk,
    private readonly press: NoticePress,
    private readonly reader: Reader,
  ) {}

  /** @throws NoticeNotFound, RevisionUnknown, SectionsDiffer */
  async of(noticeId: string, typed: ReviseNotice, actor: Actor): Promise<UnsavedText> {
    const { manager } = this.reader;
    const { notice } = await this.notices.one(noticeId, actor);
    const base = await this.notices.revision(manager, noticeId, typed.revision);
    const text = editedText(base.text, typed.text);
    const incident = await this.incidents.visible(manager, notice.incidentId, actor);
    const kind = this.press.kindOf(notice);
    const { view, faults } = await this.desk.layOutWhatFits(manager, incident, kind, typed.details);
    return { notice, incident, text, view, faults };
  }
}
