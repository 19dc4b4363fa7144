import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EntrustBody } from '../../commitments/commitments.dto.js';
import { Commitments } from '../../commitments/commitments.service.js';
import { toCommitmentView } from '../../commitments/commitments.views.js';
import { Users } from '../../identity/users.service.js';
import { Incidents } from '../../incidents/incidents.service.js';
import { NOTICE_KINDS } from '../../notices/notice-kinds.js';
import type { NoticeKinds } from '../../notices/notice-kinds.js';
import { Notices } from '../../notices/notices.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { holds } from '../../platform/access/permissions.js';
import { ParseIdPipe } from '../../platform/http/parse-id.pipe.js';
import { FormFields } from '../form-fields.js';
import { readForm } from '../forms.js';
import { IncidentFrame } from '../incident-frame.js';
import { onTop, refusalShown } from '../refusals.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import type { FieldError } from '../views.types.js';
import { commitmentWords, keeperWords } from './commitments.view.js';
import type { CommitmentRow, CommitmentsPageView } from './commitments.view.js';
import { languageWords } from './notice.words.js';

interface CommitmentsVisit {
  reference: string;
  actor: Actor;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** What was promised to people in an incident, who keeps it and by when. */
@Controller('incidents/:reference/follow-up/commitments')
export class CommitmentsPage {
  constructor(
    private readonly shell: Shell,
    private readonly frames: IncidentFrame,
    private readonly incidents: Incidents,
    private readonly commitments: Commitments,
    private readonly notices: Notices,
    private readonly users: Users,
    @Inject(NOTICE_KINDS) private readonly kinds: NoticeKinds,
  ) {}

  @Get()
  @Allow('commitments:read')
  async show(
    @Param('reference') reference: string,
    @Query('done') done: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#draw({ reference, actor, request, reply }, { isDone: done === 'entrusted' });
  }

  /** Gives a commitment to a person, or to nobody. */
  @Post(':commitmentId/keeper')
  @Allow('commitments:edit')
  async entrust(
    @Param('reference') reference: string,
    @Param('commitmentId', ParseIdPipe) commitmentId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = { reference, actor, request, reply };
    const incident = await this.incidents.byReference(reference, actor);
    const form = await readForm(EntrustBody, { keeperId: new FormFields(body).text('keeperId') || null });
    if (form.faults) return this.#draw(visit, { status: 422, errors: [NOBODY] });
    try {
      await this.commitments.entrust(
        { id: commitmentId, incidentId: incident.id },
        form.value.keeperId,
        actor,
      );
    } catch (error) {
      return this.#draw(visit, refusalShown(error, onTop));
    }
    void reply.redirect(`/incidents/${reference}/follow-up/commitments?done=entrusted`, 303);
  }

  async #draw(
    { reference, actor, request, reply }: CommitmentsVisit,
    shown: { status?: number; errors?: readonly FieldError[]; isDone?: boolean },
  ): Promise<void> {
    const { status = 200, errors = [], isDone = false } = shown;
    const framed = await this.frames.of(reference, actor, 'follow-up');
    const rows = await this.#rows(framed.incident, framed.at.toString().slice(0, 10), actor);
    const people = (await this.users.list()).filter(({ disabled }) => !disabled);
    const flash = isDone ? { flash: { tone: 'ok' as const, text: 'Kept: the keeper is changed.' } } : {};
    const view: CommitmentsPageView = {
      title: `Follow-up · ${framed.incident.reference}`,
      shell: await this.shell.of(request, { exercise: framed.exercise, ...flash }),
      errors,
      header: framed.header,
      words: commitmentWords(rows),
      rows,
      people: people.map(({ id, name }) => ({ value: id, label: name })),
      noticesHref: holds(actor.role, 'notices:read') ? `/incidents/${framed.incident.reference}/notices` : '',
    };
    sendPage(reply, 'commitments/list', view, status);
  }

  /** @param today YYYY-MM-DD */
  async #rows(
    incident: { id: string; reference: string },
    today: string,
    actor: Actor,
  ): Promise<CommitmentRow[]> {
    const standing = (await this.commitments.list(incident.id, actor)).map(toCommitmentView);
    const names = await this.users.namesOf(standing.flatMap(({ keeperId }) => keeperId ?? []));
    const readsNotices = holds(actor.role, 'notices:read');
    const notices = readsNotices ? await this.notices.list(incident.id, actor) : [];
    const labels = new Map(
      notices.map(({ id, kind, locale }) => [
        id,
        `${this.kinds.get(kind)?.title ?? kind}, ${languageWords(locale)}`,
      ]),
    );
    const mayEntrust = holds(actor.role, 'commitments:edit');
    return standing.map(({ id, noticeId, words, rule, keeper, keeperId, dueOn }) => ({
      text: words,
      keeper: keeperWords({ rule, keeper }),
      person: keeperId === null ? '' : (names.get(keeperId) ?? 'a person who left'),
      personId: keeperId ?? '',
      dueOn,
      isLate: dueOn !== null && dueOn < today,
      notice: {
        href: labels.has(noticeId) ? `/notices/${noticeId}/reviews#commitments` : '',
        label: labels.get(noticeId) ?? 'A notice',
      },
      entrustAction: mayEntrust ? `/incidents/${incident.reference}/follow-up/commitments/${id}/keeper` : '',
      selectId: `keeper-${id}`,
    }));
  }
}

const NOBODY: FieldError = { field: null, message: 'Choose a person who can sign in.' };
