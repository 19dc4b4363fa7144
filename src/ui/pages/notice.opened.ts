import { Inject, Injectable } from '@nestjs/common';
import { Users } from '../../identity/users.service.js';
import { Incidents } from '../../incidents/incidents.service.js';
import type { NoticeKind } from '../../notices/domain/notice-kind.js';
import { titleOfPart } from '../../notices/domain/part-title.js';
import { NoticeTextRefused } from '../../notices/domain/render-notice.js';
import { NOTICE_KINDS, kindIn } from '../../notices/notice-kinds.js';
import type { NoticeKinds } from '../../notices/notice-kinds.js';
import { ClaimedFixes } from '../../notices/claimed-fixes.js';
import type { UnprovedClaim } from '../../notices/claimed-fixes.js';
import { NoticeHistory } from '../../notices/notice-history.js';
import type { NoticeEvent } from '../../notices/notice-history.js';
import { NoticePreview } from '../../notices/notice-preview.js';
import { NoticeWording } from '../../notices/notice-wording.js';
import { Notices } from '../../notices/notices.service.js';
import type { CurrentNotice } from '../../notices/notices.service.js';
import type { Actor } from '../../platform/access/actor.js';
import { Environment } from '../../platform/config/environment.js';
import { Reader } from '../../platform/database/reader.js';
import { IncidentFrame } from '../incident-frame.js';
import type { FramedIncident } from '../incident-frame.js';
import type { CrumbView } from '../views.types.js';
import { messageView } from './notice-message.view.js';
import type { MessageView } from './notice-message.view.js';
import { languageWords } from './notice.words.js';

/** A notice with what its pages share, read once per request. */
export interface OpenedNotice {
  found: CurrentNotice;
  kind: NoticeKind;
  framed: FramedIncident;
  language: string;
  /** Words of each section's heading, by its id. */
  titles: ReadonlyMap<string, string>;
  /** As it would be sent; null when the stored text does not pass its check, so that nothing can be sent. */
  message: MessageView | null;
  /** Sentences that say the weakness is closed while nothing proves it. */
  claims: readonly UnprovedClaim[];
  /** What was decided about it, newest first. */
  events: readonly NoticeEvent[];
  nameOf(userId: string): string;
}

/** Opens notices for their pages. */
@Injectable()
export class OpenedNotices {
  constructor(
    private readonly reader: Reader,
    private readonly incidents: Incidents,
    private readonly frames: IncidentFrame,
    private readonly notices: Notices,
    private readonly previews: NoticePreview,
    private readonly wording: NoticeWording,
    private readonly history: NoticeHistory,
    private readonly claimed: ClaimedFixes,
    private readonly users: Users,
    private readonly environment: Environment,
    @Inject(NOTICE_KINDS) private readonly kinds: NoticeKinds,
  ) {}

  /**
   * @param people more ids of people whose names the page prints
   * @throws NoticeNotFound missing or hidden
   */
  async of(noticeId: string, actor: Actor, people: readonly string[] = []): Promise<OpenedNotice> {
    const found = await this.notices.one(noticeId, actor);
    const { notice, current } = found;
    const incident = await this.incidents.visible(this.reader.manager, notice.incidentId, actor);
    const framed = await this.frames.of(incident.reference, actor, 'notices');
    const kind = kindIn(this.kinds, notice.kind, notice.locale);
    const events = await this.history.of(notice);
    const named = [current.savedBy, notice.approvedBy ?? '', ...events.map(({ by }) => by), ...people];
    const names = await this.users.namesOf(named);
    return {
      found,
      kind,
      framed,
      language: languageWords(notice.locale),
      ...(await this.#readable(found, kind, framed)),
      claims: await this.#claims(found),
      events,
      nameOf: (userId) => (userId === 'system' ? 'Redress' : (names.get(userId) ?? 'a person who left')),
    };
  }

  /** What went out, or never will, is not held against the proof any more. */
  async #claims({ notice, current }: CurrentNotice): Promise<readonly UnprovedClaim[]> {
    if (notice.state === 'sent' || notice.state === 'withdrawn') return [];
    return this.claimed.unproved(this.reader.manager, notice, current);
  }

  async #readable(
    found: CurrentNotice,
    kind: NoticeKind,
    { facts }: FramedIncident,
  ): Promise<Pick<OpenedNotice, 'titles' | 'message'>> {
    const { notice, current } = found;
    try {
      const sections = this.wording.sections(notice, current, facts.facts);
      const html = await this.previews.render(found, 'html');
      const text = await this.previews.render(found, 'text');
      const sender = {
        name: String(current.values['organisation.name'] ?? ''),
        address: this.environment.MAIL_FROM,
      };
      return {
        titles: new Map(sections.map((section) => [section.id, titleOfPart(section)])),
        message: messageView(html, text, sender, kind),
      };
    } catch (error) {
      if (!(error instanceof NoticeTextRefused)) throw error;
      return {
        titles: new Map(current.text.sections.map((section) => [section.id, titleOfPart(section)])),
        message: null,
      };
    }
  }
}

/** Where the proof of fix of the notice's incident is written. */
export function proofHref({ framed }: Pick<OpenedNotice, 'framed'>): string {
  return `/incidents/${framed.incident.reference}/proof`;
}

/** `Incidents / INC-2026-00042 / Notices / Full notice, English`, and the page below where there is one. */
export function noticeCrumbs({ framed, found, kind, language }: OpenedNotice, below?: string): CrumbView[] {
  const { reference } = framed.incident;
  const label = `${kind.title}, ${language}`;
  const own = below === undefined ? { label } : { label, href: `/notices/${found.notice.id}` };
  return [
    { label: 'Incidents', href: '/incidents' },
    { label: reference, href: `/incidents/${reference}` },
    { label: 'Notices', href: `/incidents/${reference}/notices` },
    own,
    ...(below === undefined ? [] : [{ label: below }]),
  ];
}
