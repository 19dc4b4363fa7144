import { Body, Controller, Get, HttpStatus, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MailingLedger } from '../../delivery/mailing-ledger.js';
import { RequestMailing } from '../../delivery/mailings.dto.js';
import { overtakenRefusal } from '../../delivery/mailings.errors.js';
import { Mailings } from '../../delivery/mailings.service.js';
import { Incidents } from '../../incidents/incidents.service.js';
import { ApprovedTexts } from '../../notices/approved-texts.js';
import { Notices } from '../../notices/notices.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { holds } from '../../platform/access/permissions.js';
import { Reader } from '../../platform/database/reader.js';
import { Conflict } from '../../platform/errors.js';
import { Recipients } from '../../recipients/recipients.service.js';
import { readForm } from '../forms.js';
import { IncidentFrame } from '../incident-frame.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import type { FieldError, OptionView } from '../views.types.js';
import { OpenedMailings } from './mailings.opened.js';
import { people, toMailingRow } from './mailings.view.js';
import type { MailingsPageView } from './mailings.view.js';

/** The mailings of an incident, and the request for another one. */
@Controller('incidents/:reference/mailings')
export class MailingsPage {
  constructor(
    private readonly shell: Shell,
    private readonly frames: IncidentFrame,
    private readonly opened: OpenedMailings,
    private readonly incidents: Incidents,
    private readonly mailings: Mailings,
    private readonly ledger: MailingLedger,
    private readonly notices: Notices,
    private readonly texts: ApprovedTexts,
    private readonly recipients: Recipients,
    private readonly reader: Reader,
  ) {}

  @Get()
  @Allow('deliveries:read')
  async show(
    @Param('reference') reference: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#draw(request, reply, reference, actor, []);
  }

  /** Asks for a mailing; someone else confirms it. */
  @Post()
  @Allow('mailings:request', { stepUp: true })
  async ask(
    @Param('reference') reference: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.incidents.byReference(reference, actor);
    const form = await readForm(RequestMailing, body);
    const again = (message: string, status: number) =>
      this.#draw(request, reply, reference, actor, [{ field: 'noticeId', message }], status);
    if (form.faults) return again('Choose the text to send.', HttpStatus.UNPROCESSABLE_ENTITY);
    try {
      const mailing = await this.mailings.request(form.value.noticeId, actor);
      void reply.redirect(`/mailings/${mailing.id}?done=requested`, HttpStatus.SEE_OTHER);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      await again(error.message, HttpStatus.CONFLICT);
    }
  }

  async #draw(
    request: FastifyRequest,
    reply: FastifyReply,
    reference: string,
    actor: Actor,
    errors: readonly FieldError[],
    status = 200,
  ): Promise<void> {
    const framed = await this.frames.of(reference, actor, 'mailings');
    const { id } = framed.incident;
    const found = await this.ledger.ofIncident(id, actor);
    const titles = await this.#titles(id, actor);
    const nameOf = await this.opened.names(found.map(({ mailing }) => mailing.requestedBy));
    const count = await this.recipients.count(this.reader.manager, id);
    const base = `/incidents/${framed.incident.reference}`;
    const view: MailingsPageView = {
      title: `Mailings · ${framed.incident.reference}`,
      shell: await this.shell.of(request, { exercise: framed.exercise }),
      errors,
      header: framed.header,
      rows: found.map((one) => toMailingRow(one, titles.get(one.mailing.noticeId)?.title ?? '', nameOf)),
      choices: choicesOf(titles),
      mayRequest: holds(actor.role, 'mailings:request'),
      action: `${base}/mailings`,
      recipientsHref: holds(actor.role, 'recipients:read') ? `${base}/recipients` : '',
      listed: people(count),
      nobody: count === 0,
      overtaken: await this.#overtaken(titles, `${base}/proof`, actor),
      way: this.opened.wayOf(framed.exercise),
    };
    sendPage(reply, 'mailings/list', view, status);
  }

  async #overtaken(
    titles: ReadonlyMap<string, { title: string; state: string }>,
    proofHref: string,
    actor: Actor,
  ): Promise<MailingsPageView['overtaken']> {
    const found: MailingsPageView['overtaken'][number][] = [];
    for (const { value } of choicesOf(titles)) {
      const overtaken = await this.texts.overtaken(this.reader.manager, value, actor);
      if (overtaken === null) continue;
      const mend =
        overtaken.by === 'fix_not_proved'
          ? { href: proofHref, label: 'Proof of fix' }
          : { href: `/notices/${value}`, label: 'Open the translation' };
      const title = titles.get(value)?.title ?? '';
      found.push({ title, words: overtakenRefusal(overtaken).message, ...mend });
    }
    return found;
  }

  /** Notices of the incident by id. */
  async #titles(incidentId: string, actor: Actor): Promise<Map<string, { title: string; state: string }>> {
    const notices = await this.notices.list(incidentId, actor);
    return new Map(
      notices.map((notice) => [notice.id, { title: this.opened.titleOf(notice), state: notice.state }]),
    );
  }
}

/** Texts that may go out: approved, or sent already and wanted for people who came later. */
function choicesOf(titles: ReadonlyMap<string, { title: string; state: string }>): OptionView[] {
  return [...titles]
    .filter(([, { state }]) => state === 'approved' || state === 'sent')
    .map(([value, { title, state }]) => ({
      value,
      label: state === 'sent' ? `${title}: to people who came later` : title,
    }));
}
