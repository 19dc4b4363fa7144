import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Users } from '../../identity/users.service.js';
import { Incidents } from '../../incidents/incidents.service.js';
import { NOTICE_KINDS } from '../../notices/notice-kinds.js';
import type { NoticeKinds } from '../../notices/notice-kinds.js';
import { NoticeExists } from '../../notices/notices.errors.js';
import { NoticeDrafts } from '../../notices/notice-drafts.js';
import { Notices } from '../../notices/notices.service.js';
import { Translations } from '../../notices/translations.js';
import { toNoticeSummaryView } from '../../notices/notices.views.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { holds } from '../../platform/access/permissions.js';
import { readForm } from '../forms.js';
import { IncidentFrame } from '../incident-frame.js';
import { onTop, refusalShown } from '../refusals.js';
import type { ShownRefusal } from '../refusals.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { fieldErrorsOf } from '../views.js';
import { draftChoices, toNoticeRow } from './notices.view.js';
import type { NoticesPageView } from './notices.view.js';

/** Which text to draft. */
export class DraftNoticeForm {
  /** Kind and language: `individuals-email/en`. */
  @Matches(/^[\w-]{1,40}\/[\w-]{1,20}$/, { message: 'Choose one of the texts listed.' })
  text: string;
}

/** The notices of an incident. */
@Controller('incidents/:reference/notices')
export class NoticesPage {
  constructor(
    private readonly shell: Shell,
    private readonly frames: IncidentFrame,
    private readonly incidents: Incidents,
    private readonly notices: Notices,
    private readonly drafts: NoticeDrafts,
    private readonly translations: Translations,
    private readonly users: Users,
    @Inject(NOTICE_KINDS) private readonly kinds: NoticeKinds,
  ) {}

  @Get()
  @Allow('notices:read')
  async show(
    @Param('reference') reference: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#draw(request, reply, reference, actor, {});
  }

  /** Drafts the text; where someone was faster, theirs is opened. */
  @Post()
  @Allow('notices:edit')
  async draft(
    @Param('reference') reference: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = await readForm(DraftNoticeForm, body);
    if (form.faults) {
      const errors = fieldErrorsOf(form.faults);
      return this.#draw(request, reply, reference, actor, { status: 422, errors });
    }
    const [kind = '', locale = ''] = form.value.text.split('/');
    try {
      const { id } = await this.incidents.byReference(reference, actor);
      const { notice, fallback } = await this.drafts.draft(id, { kind, locale }, actor);
      void reply.redirect(`/notices/${notice.id}?done=drafted${wantedIn(fallback?.wanted)}`, 303);
    } catch (error) {
      if (error instanceof NoticeExists) return void reply.redirect(existingHref(error), 303);
      await this.#draw(request, reply, reference, actor, refusalShown(error, onTop));
    }
  }

  async #draw(
    request: FastifyRequest,
    reply: FastifyReply,
    reference: string,
    actor: Actor,
    { status, errors = [] }: Partial<ShownRefusal>,
  ): Promise<void> {
    const framed = await this.frames.of(reference, actor, 'notices');
    const notices = await this.notices.list(framed.incident.id, actor);
    const standings = await this.translations.ofAll(notices);
    const found = notices.map(toNoticeSummaryView);
    const names = await this.users.namesOf(found.flatMap(({ approvedBy }) => approvedBy ?? []));
    const mayDraft = holds(actor.role, 'notices:edit');
    const base = `/incidents/${framed.incident.reference}`;
    const view: NoticesPageView = {
      title: `Notices · ${framed.incident.reference}`,
      shell: await this.shell.of(request, { exercise: framed.exercise }),
      errors,
      header: framed.header,
      rows: found.map((notice) => toNoticeRow(notice, this.kinds, names, standings.get(notice.id) ?? null)),
      choices: mayDraft ? draftChoices(this.kinds, found) : [],
      draftTitle: found.length > 0 ? 'Another text' : 'No notice yet',
      draftAction: `${base}/notices`,
      mailingsHref: framed.header.tabs.find(({ href }) => href === `${base}/mailings`)?.href ?? '',
    };
    sendPage(reply, 'notices/list', view, status);
  }
}

/** The text that exists, and the language that was asked for where another stands in for it. */
function existingHref({ details }: NoticeExists): string {
  const wanted = wantedIn(details['wanted']).replace('&', '?');
  return `/notices/${String(details['noticeId'])}${wanted}`;
}

function wantedIn(wanted: unknown): string {
  return typeof wanted === 'string' ? `&wanted=${encodeURIComponent(wanted)}` : '';
}
