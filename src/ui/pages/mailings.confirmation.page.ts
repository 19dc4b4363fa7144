import { Body, Controller, Get, HttpStatus, Param, Post, Req, Res } from '@nestjs/common';
import { Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { WrongCount, overtakenRefusal } from '../../delivery/mailings.errors.js';
import { MOST_FOR_ONE_CONFIRMER, Mailings } from '../../delivery/mailings.service.js';
import { ApprovedTexts } from '../../notices/approved-texts.js';
import { NoticePreview } from '../../notices/notice-preview.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { Environment } from '../../platform/config/environment.js';
import { Reader } from '../../platform/database/reader.js';
import { Conflict, Unprocessable } from '../../platform/errors.js';
import { ParseIdPipe } from '../../platform/http/parse-id.pipe.js';
import { readForm, typed } from '../forms.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { sealOf } from '../views.helpers.js';
import type { FieldError, KeyValueView } from '../views.types.js';
import { OpenedMailings } from './mailings.opened.js';
import type { OpenedMailing } from './mailings.opened.js';
import { people } from './mailings.view.js';
import type { ConfirmationPageView } from './mailings.view.js';

/** The number of people, as a person types it: `1,000`, `1 000` or `1000`. */
export class ConfirmationForm {
  @Matches(/^\s*\d[\d\s.,'’\u00a0\u202f]{0,15}$/, { message: 'Type the number of people in figures.' })
  count: string;
}

/** The last question before people are written to; the proof of who one is comes first. */
@Controller('mailings/:mailingId/confirmation')
export class MailingConfirmationPage {
  constructor(
    private readonly shell: Shell,
    private readonly opened: OpenedMailings,
    private readonly mailings: Mailings,
    private readonly previews: NoticePreview,
    private readonly texts: ApprovedTexts,
    private readonly reader: Reader,
    private readonly environment: Environment,
  ) {}

  @Get()
  @Allow('mailings:confirm', { stepUp: true })
  async show(
    @Param('mailingId', ParseIdPipe) mailingId: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#draw(request, reply, mailingId, actor, '', []);
  }

  @Post()
  @Allow('mailings:confirm', { stepUp: true })
  async confirm(
    @Param('mailingId', ParseIdPipe) mailingId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = await readForm(ConfirmationForm, body);
    const again = (message: string, status: number) =>
      this.#draw(
        request,
        reply,
        mailingId,
        actor,
        typed(body, 'count'),
        [{ field: 'count', message }],
        status,
      );
    if (form.faults) return again('Type the number of people in figures.', HttpStatus.UNPROCESSABLE_ENTITY);
    try {
      await this.mailings.confirm(mailingId, Number(form.value.count.replace(/\D/g, '')), actor);
      void reply.redirect(`/mailings/${mailingId}?done=confirmed`, HttpStatus.SEE_OTHER);
    } catch (error) {
      if (error instanceof WrongCount) return again(error.message, HttpStatus.UNPROCESSABLE_ENTITY);
      if (!(error instanceof Conflict)) throw error;
      await again(error.message, HttpStatus.CONFLICT);
    }
  }

  async #draw(
    request: FastifyRequest,
    reply: FastifyReply,
    mailingId: string,
    actor: Actor,
    count: string,
    errors: readonly FieldError[],
    status = 200,
  ): Promise<void> {
    const found = await this.opened.of(mailingId, actor, 'Confirmation');
    const { mailing, framed } = found;
    const copies = people(mailing.recipientCount);
    const view: ConfirmationPageView = {
      title: `Confirm the mailing · ${framed.incident.reference}`,
      shell: await this.shell.of(request, { exercise: framed.exercise }),
      errors,
      header: framed.header,
      question: framed.exercise
        ? `Record this notice as sent to ${copies} (exercise)?`
        : `Send this notice to ${copies}?`,
      items: this.#items(found),
      action: `/mailings/${mailingId}/confirmation`,
      confirm: framed.exercise ? `Record as sent to ${copies}` : `Send to ${copies}`,
      cancelHref: `/mailings/${mailingId}`,
      count,
      refusal: refusalOf(found, actor) || (await this.#overtaken(mailing, actor)),
      sample: await this.#sample(mailing.noticeId, actor),
      wait: waitWords(this.environment.MAILING_WAIT_SECONDS),
    };
    sendPage(reply, 'mailings/confirmation', view, status);
  }

  #items({ mailing, name, way, nameOf }: OpenedMailing): KeyValueView[] {
    const { recipientCount, toldCount } = mailing;
    return [
      { key: 'People', value: people(recipientCount), origin: `list ${sealOf(mailing.listHash)}` },
      ...(toldCount > 0 ? [{ key: 'Left out', value: `${people(toldCount)} who were told before` }] : []),
      {
        key: 'Text',
        value: name,
        origin: `revision ${mailing.revision}, seal ${sealOf(mailing.contentHash)}`,
      },
      { key: 'Channel', value: 'E-mail', origin: way },
      { key: 'Sender', value: mailing.sender },
      { key: 'Asked for by', value: nameOf(mailing.requestedBy) },
      ...(recipientCount > MOST_FOR_ONE_CONFIRMER
        ? [
            {
              key: 'Confirmations',
              value: `Two people; ${mailing.confirmedBy === null ? 'none yet' : nameOf(mailing.confirmedBy)}`,
            },
          ]
        : []),
      { key: 'Starts', value: waitWords(this.environment.MAILING_WAIT_SECONDS) },
    ];
  }

  async #overtaken({ noticeId }: OpenedMailing['mailing'], actor: Actor): Promise<string> {
    const overtaken = await this.texts.overtaken(this.reader.manager, noticeId, actor);
    return overtaken === null ? '' : overtakenRefusal(overtaken).message;
  }

  /** The text as one person gets it; null when it is not the approved one any more. */
  async #sample(noticeId: string, actor: Actor): Promise<ConfirmationPageView['sample']> {
    try {
      const { subject, body } = await this.previews.of(noticeId, 'text', actor);
      return { subject, text: body };
    } catch (error) {
      if (error instanceof Unprocessable || error instanceof Conflict) return null;
      throw error;
    }
  }
}

function refusalOf({ mailing }: OpenedMailing, { id }: Actor): string {
  if (mailing.state !== 'requested') return 'This mailing waits for no confirmation.';
  if (mailing.requestedBy === id) return 'You asked for this mailing, so someone else has to confirm it.';
  return mailing.confirmedBy === id ? 'You confirmed it; a further person has to confirm it too.' : '';
}

function waitWords(seconds: number): string {
  if (seconds === 0) return 'At once';
  const minutes = Math.round(seconds / 60);
  const wait = seconds < 120 ? `${seconds} seconds` : `${minutes} minutes`;
  return `${wait} after the confirmation; until then it can be stopped and nobody gets anything`;
}
