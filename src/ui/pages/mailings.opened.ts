import { Inject, Injectable } from '@nestjs/common';
import { MailingLedger } from '../../delivery/mailing-ledger.js';
import type { MailingWithCounts } from '../../delivery/mailings.views.js';
import { Outbox } from '../../delivery/outbox.service.js';
import { Users } from '../../identity/users.service.js';
import { Incidents } from '../../incidents/incidents.service.js';
import { NOTICE_KINDS } from '../../notices/notice-kinds.js';
import type { NoticeKinds } from '../../notices/notice-kinds.js';
import { Notices } from '../../notices/notices.service.js';
import type { Actor } from '../../platform/access/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { IncidentFrame } from '../incident-frame.js';
import type { FramedIncident } from '../incident-frame.js';
import type { CrumbView } from '../views.types.js';
import type { NameOf } from './mailings.view.js';
import { languageWords } from './notice.words.js';

/** A mailing with what its pages share, read once per request. */
export interface OpenedMailing extends MailingWithCounts {
  framed: FramedIncident;
  /** `Full notice, English`. */
  name: string;
  /** Where its messages go. */
  way: string;
  nameOf: NameOf;
}

/** Opens mailings for their pages. */
@Injectable()
export class OpenedMailings {
  constructor(
    private readonly reader: Reader,
    private readonly incidents: Incidents,
    private readonly frames: IncidentFrame,
    private readonly ledger: MailingLedger,
    private readonly notices: Notices,
    private readonly outbox: Outbox,
    private readonly users: Users,
    @Inject(NOTICE_KINDS) private readonly kinds: NoticeKinds,
  ) {}

  /** @throws MailingNotFound missing or hidden */
  async of(mailingId: string, actor: Actor, below?: string): Promise<OpenedMailing> {
    const found = await this.ledger.one(mailingId, actor);
    const { mailing } = found;
    const { reference } = await this.incidents.visible(this.reader.manager, mailing.incidentId, actor);
    const name = await this.noticeName(mailing.noticeId, actor);
    const crumbs: CrumbView[] = [
      { label: 'Mailings', href: `/incidents/${reference}/mailings` },
      below === undefined ? { label: name } : { label: name, href: `/mailings/${mailingId}` },
      ...(below === undefined ? [] : [{ label: below }]),
    ];
    const framed = await this.frames.of(reference, actor, 'mailings', crumbs);
    const ids = [mailing.requestedBy, mailing.confirmedBy, mailing.secondConfirmedBy];
    return { ...found, framed, name, way: this.wayOf(framed.exercise), nameOf: await this.names(ids) };
  }

  /** `Full notice, English`. */
  async noticeName(noticeId: string, actor: Actor): Promise<string> {
    const { notice } = await this.notices.one(noticeId, actor);
    return this.titleOf(notice);
  }

  titleOf({ kind, locale }: { kind: string; locale: string }): string {
    return `${this.kinds.get(kind)?.title ?? kind}, ${languageWords(locale)}`;
  }

  async names(ids: readonly (string | null)[]): Promise<NameOf> {
    const names = await this.users.namesOf(ids.filter((id) => id !== null));
    return (id) => names.get(id ?? '') ?? 'a person who left';
  }

  /** Where messages go: said on every page from which something is sent. */
  wayOf(exercise: boolean): string {
    if (exercise) return 'An exercise: every message is kept as a file, nothing leaves this machine.';
    return this.outbox.isOpen
      ? 'No mail server is set: every message is kept as a file and shown in the outbox.'
      : '';
  }
}
