import { Body, Controller, Get, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MailingLedger } from '../../delivery/mailing-ledger.js';
import { MailingReason } from '../../delivery/mailings.dto.js';
import { Mailings } from '../../delivery/mailings.service.js';
import { Retries } from '../../delivery/retries.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { Conflict } from '../../platform/errors.js';
import { ParseIdPipe } from '../../platform/http/parse-id.pipe.js';
import { ID_PATTERN } from '../../platform/ids.js';
import { readForm, typed } from '../forms.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { formatNumber } from '../views.helpers.js';
import type { FieldError, FlashView } from '../views.types.js';
import { actsOf } from './mailings.acts.js';
import { OpenedMailings } from './mailings.opened.js';
import type { OpenedMailing } from './mailings.opened.js';
import {
  decisionsOf,
  holdOf,
  isDeliveryState,
  people,
  progressOf,
  stateOptions,
  toLedgerRow,
  toReplies,
} from './mailings.view.js';
import type { MailingPageView } from './mailings.view.js';
import { mailingChip } from './mailings.words.js';

const PAGE = 50;

const DONE: Readonly<Record<string, string>> = {
  requested: 'Asked for. Someone else has to confirm it before anything is sent.',
  confirmed: 'Confirmed.',
  paused: 'Paused. Copies on their way still end.',
  resumed: 'It goes on.',
  stopped: 'Stopped. Nobody else gets a copy from it.',
  retried: 'Failed and deferred copies are queued again.',
};

interface Shown {
  state?: unknown;
  after?: unknown;
  errors?: readonly FieldError[];
  status?: number;
  flash?: FlashView;
}

/** One mailing: how far it is, what became of each copy, and what can be done. */
@Controller('mailings/:mailingId')
export class MailingPage {
  constructor(
    private readonly shell: Shell,
    private readonly opened: OpenedMailings,
    private readonly ledger: MailingLedger,
    private readonly mailings: Mailings,
    private readonly retries: Retries,
  ) {}

  @Get()
  @Allow('deliveries:read')
  async show(
    @Param('mailingId', ParseIdPipe) mailingId: string,
    @Query() query: Record<string, unknown>,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { state, after, done } = query;
    const text = typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : undefined;
    const flash = text === undefined ? undefined : ({ tone: 'ok', text } as const);
    await this.#draw(request, reply, mailingId, actor, { state, after, flash });
  }

  @Post('pause')
  @Allow('mailings:stop')
  async pause(
    @Param('mailingId', ParseIdPipe) mailingId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#act(request, reply, mailingId, actor, body, 'paused', (reason) =>
      this.mailings.pause(mailingId, reason, actor),
    );
  }

  @Post('resumption')
  @Allow('mailings:confirm', { stepUp: true })
  async resume(
    @Param('mailingId', ParseIdPipe) mailingId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#act(request, reply, mailingId, actor, body, 'resumed', (reason) =>
      this.mailings.resume(mailingId, reason, actor),
    );
  }

  @Post('stop')
  @Allow('mailings:stop')
  async stop(
    @Param('mailingId', ParseIdPipe) mailingId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#act(request, reply, mailingId, actor, body, 'stopped', (reason) =>
      this.mailings.stop(mailingId, reason, actor),
    );
  }

  @Post('retry')
  @Allow('deliveries:retry')
  async retry(
    @Param('mailingId', ParseIdPipe) mailingId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const unconfirmedToo = typed(body, 'unconfirmedToo') === 'yes';
    await this.#act(request, reply, mailingId, actor, body, 'retried', (reason) =>
      this.retries.retryFailed(mailingId, { unconfirmedToo, reason }, actor),
    );
  }

  /** Does it and shows the mailing; a refusal by its state is shown on the same page. */
  async #act(
    request: FastifyRequest,
    reply: FastifyReply,
    mailingId: string,
    actor: Actor,
    body: unknown,
    done: string,
    act: (reason: string) => Promise<unknown>,
  ): Promise<void> {
    const form = await readForm(MailingReason, { reason: typed(body, 'reason') });
    const again = (message: string, status: number) =>
      this.#draw(request, reply, mailingId, actor, { errors: [{ field: null, message }], status });
    if (form.faults)
      return again('Write the reason in at most 2,000 characters.', HttpStatus.UNPROCESSABLE_ENTITY);
    try {
      await act(form.value.reason);
      void reply.redirect(`/mailings/${mailingId}?done=${done}`, HttpStatus.SEE_OTHER);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      await again(error.message, HttpStatus.CONFLICT);
    }
  }

  async #draw(
    request: FastifyRequest,
    reply: FastifyReply,
    mailingId: string,
    actor: Actor,
    { state, after, errors = [], status = 200, flash }: Shown,
  ): Promise<void> {
    const found = await this.opened.of(mailingId, actor);
    const { mailing, counts, framed, nameOf } = found;
    const shell = await this.shell.of(request, { exercise: framed.exercise, flash });
    const wanted = isDeliveryState(state) ? state : undefined;
    const from = typeof after === 'string' && ID_PATTERN.test(after) ? after : undefined;
    const page = await this.ledger.deliveries(mailingId, { state: wanted, after: from, limit: PAGE }, actor);
    const href = `/mailings/${mailingId}`;
    const query = wanted === undefined ? '' : `state=${wanted}`;
    const total = mailing.recipientCount + mailing.toldCount;
    const view: MailingPageView = {
      title: `Mailing: ${found.name} · ${framed.incident.reference}`,
      shell,
      errors,
      header: framed.header,
      name: found.name,
      line: lineOf(found),
      chip: mailingChip(mailing.state),
      contentHash: mailing.contentHash,
      ...holdOf(mailing),
      way: found.way,
      asOf: framed.at.toString(),
      href,
      ...progressOf(mailing, counts),
      startsAt: mailing.state === 'confirmed' ? mailing.startsAt : null,
      rows: page.deliveries.map(toLedgerRow),
      ledgerAside: people(total),
      filter: { value: wanted ?? '', options: stateOptions(counts) },
      pager: {
        words: `${formatNumber(page.deliveries.length)} of ${formatNumber(wanted ? counts[wanted] : total)}`,
        ...(from === undefined ? {} : { previous: `${href}?${query}` }),
        ...(page.next === null ? {} : { next: `${href}?${query}&after=${page.next}` }),
      },
      replies: toReplies(await this.ledger.replies(mailingId, actor)),
      acts: actsOf(mailing, counts, actor),
      before: decisionsOf(mailing, nameOf),
    };
    sendPage(reply, 'mailings/mailing', view, status);
  }
}

function lineOf({ mailing, nameOf }: OpenedMailing): string {
  const confirmers = [mailing.confirmedBy, mailing.secondConfirmedBy].filter((id) => id !== null).map(nameOf);
  const confirmed = confirmers.length > 0 ? `, confirmed by ${confirmers.join(' and ')}` : '';
  return `Asked for by ${nameOf(mailing.requestedBy)}${confirmed}.`;
}
