import { Controller, Get, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Users } from '../../identity/users.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { holds } from '../../platform/access/permissions.js';
import { Reader } from '../../platform/database/reader.js';
import { Unprocessable } from '../../platform/errors.js';
import { ID_PATTERN } from '../../platform/ids.js';
import { RecipientImports } from '../../recipients/recipient-imports.service.js';
import { toRecipientImportView } from '../../recipients/recipients.dto.js';
import { Recipients } from '../../recipients/recipients.service.js';
import { uploadedCsv } from '../../recipients/uploaded-csv.js';
import { IncidentFrame } from '../incident-frame.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { formatNumber } from '../views.helpers.js';
import type { FieldError } from '../views.types.js';
import { toImportOutcome, toRecipientRow } from './recipients.view.js';
import type { ImportOutcomeView, ImportPageView, RecipientsPageView } from './recipients.view.js';

const PAGE = 50;

/** The people an incident's notices go to, masked; and the file they come from. */
@Controller('incidents/:reference/recipients')
export class RecipientsPage {
  constructor(
    private readonly shell: Shell,
    private readonly frames: IncidentFrame,
    private readonly reader: Reader,
    private readonly recipients: Recipients,
    private readonly imports: RecipientImports,
    private readonly users: Users,
  ) {}

  @Get()
  @Allow('recipients:read')
  async show(
    @Param('reference') reference: string,
    @Query('after') after: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.frames.of(reference, actor, 'mailings', [{ label: 'Recipients' }]);
    const { id } = framed.incident;
    const base = `/incidents/${framed.incident.reference}`;
    const from = typeof after === 'string' && ID_PATTERN.test(after) ? after : undefined;
    const page = await this.recipients.list(id, { after: from, limit: PAGE }, actor);
    const count = await this.recipients.count(this.reader.manager, id);
    const view: RecipientsPageView = {
      title: `Recipients · ${framed.incident.reference}`,
      shell: await this.shell.of(request, { exercise: framed.exercise }),
      header: framed.header,
      counted: `${formatNumber(count)} ${count === 1 ? 'person' : 'people'}`,
      rows: page.recipients.map(toRecipientRow),
      pager: {
        words: `${formatNumber(page.recipients.length)} of ${formatNumber(count)}`,
        ...(from === undefined ? {} : { previous: `${base}/recipients` }),
        ...(page.next === null ? {} : { next: `${base}/recipients?after=${page.next}` }),
      },
      importHref: holds(actor.role, 'recipients:import') ? `${base}/recipients/import` : '',
      mailingsHref: `${base}/mailings`,
      last: await this.#last(id),
    };
    sendPage(reply, 'recipients/list', view);
  }

  /** The proof of who one is comes first, so that no chosen file is lost to it. */
  @Get('import')
  @Allow('recipients:import', { stepUp: true })
  async choose(
    @Param('reference') reference: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#drawImport(request, reply, reference, actor, []);
  }

  @Post('import')
  @Allow('recipients:import', { stepUp: true })
  async take(
    @Param('reference') reference: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.frames.of(reference, actor, 'mailings');
    try {
      await this.imports.import(framed.incident.id, await uploadedCsv(request), actor);
      void reply.redirect(`/incidents/${framed.incident.reference}/recipients`, HttpStatus.SEE_OTHER);
    } catch (error) {
      const errors = errorsOf(error);
      if (!errors) throw error;
      await this.#drawImport(request, reply, reference, actor, errors);
    }
  }

  async #drawImport(
    request: FastifyRequest,
    reply: FastifyReply,
    reference: string,
    actor: Actor,
    errors: readonly FieldError[],
  ): Promise<void> {
    const base = `/incidents/${reference}/recipients`;
    const below = [{ label: 'Recipients', href: base }, { label: 'Import' }];
    const framed = await this.frames.of(reference, actor, 'mailings', below);
    const view: ImportPageView = {
      title: `Import recipients · ${framed.incident.reference}`,
      shell: await this.shell.of(request, { exercise: framed.exercise }),
      errors,
      header: framed.header,
      action: `${base}/import`,
      cancelHref: base,
      remark: framed.exercise
        ? 'This is an exercise: only addresses under example.org, .example, .test or .invalid are taken.'
        : '',
    };
    sendPage(
      reply,
      'recipients/import',
      view,
      errors.length > 0 ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK,
    );
  }

  async #last(incidentId: string): Promise<ImportOutcomeView | null> {
    const latest = await this.imports.latest(incidentId);
    if (!latest) return null;
    const names = await this.users.namesOf([latest.importedBy]);
    return toImportOutcome(
      toRecipientImportView(latest),
      names.get(latest.importedBy) ?? 'a person who left',
    );
  }
}

/** What is wrong with the file, for the field; null for what is no fault of the file. */
function errorsOf(error: unknown): FieldError[] | null {
  const tooLarge = (error as { statusCode?: unknown } | null)?.statusCode === HttpStatus.PAYLOAD_TOO_LARGE;
  if (tooLarge) return [{ field: 'file', message: 'The file is over 20 MiB; split it.' }];
  if (!(error instanceof Unprocessable)) return null;
  return error.faults.map(({ path, message }) => ({
    field: 'file',
    message: path.startsWith('/') ? message : `${path[0]?.toUpperCase()}${path.slice(1)}: ${message}`,
  }));
}
