import { Body, Controller, Get, Header, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bytesOf, uploadParts } from '../../identity/upload-parts.js';
import { DUTY_COLUMNS } from '../../obligations/domain/manual-duties-file.js';
import type { DutyRowFault } from '../../obligations/domain/manual-duties-file.js';
import { ManualImports } from '../../obligations/manual-imports.js';
import type { ImportPlan } from '../../obligations/manual-imports.js';
import { DutiesFileMissing, ImportNotAsSeen, NoDraft } from '../../obligations/obligations.errors.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { csvText } from '../../platform/domain/csv-writer.js';
import { Unprocessable } from '../../platform/errors.js';
import { FormFields } from '../form-fields.js';
import { IncidentFrame, type FramedIncident } from '../incident-frame.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { formatNumber } from '../views.helpers.js';
import type { FieldError } from '../views.types.js';
import { manualDutyErrors } from './manual-duties.view.js';
import { COLUMN_ROWS, countChips, faultRows, inReadingOrder, previewRow } from './manual-imports.view.js';
import type { ManualPreviewPageView, ManualUploadPageView } from './manual-imports.view.js';
import { registerHref } from './obligations.query.js';

const STEP_UP = { stepUp: ['counsel'] } as const;
const ROWS_A_PAGE = 100;
const LONGEST_REASON = 4_000;

/** A line as the file wants it, to begin from. */
const EXAMPLE: Readonly<Record<(typeof DUTY_COLUMNS)[number], string>> = {
  counterparty: 'Northwind Retail Ltd',
  contract: 'Master services agreement, 14.2',
  title: 'Report security incidents',
  clock: 'awareAt',
  amount: '72',
  unit: 'hours',
  zone: 'Europe/London',
  calendar: '',
  cutoff: '',
  channels: 'email;phone',
  content: 'What happened, which services, what was done',
  keeper_email: '',
  note: 'Through the portal after hours',
};

/** Takes contracts of a file into the register in two steps: look, then say yes. */
@Controller('incidents/:reference/obligations/import')
export class ManualImportsPage {
  constructor(
    private readonly shell: Shell,
    private readonly frames: IncidentFrame,
    private readonly imports: ManualImports,
  ) {}

  @Get()
  @Allow('obligations:decide', STEP_UP)
  async choose(
    @Param('reference') reference: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.#opened(reference, actor);
    const open = framed.incident.status !== 'closed';
    const waits = open && (await this.imports.prepared(framed.incident.id, actor)) !== null;
    await this.#drawUpload(request, reply, framed, { waits, faults: [], errors: [] });
  }

  @Get('template.csv')
  @Allow('obligations:decide', STEP_UP)
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="contracts.csv"')
  async template(@Param('reference') reference: string, @CurrentActor() actor: Actor): Promise<string> {
    await this.#opened(reference, actor);
    return csvText([DUTY_COLUMNS, DUTY_COLUMNS.map((column) => EXAMPLE[column])]);
  }

  @Post()
  @Allow('obligations:decide', STEP_UP)
  async take(
    @Param('reference') reference: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.#opened(reference, actor);
    try {
      const plan = await this.imports.prepare(framed.incident.id, await fileOf(request), actor);
      if (plan.faults.length === 0)
        return void reply.redirect(`${baseOf(framed)}/import/preview`, HttpStatus.SEE_OTHER);
      const message = `Nothing was kept: ${formatNumber(plan.faults.length)} ${plan.faults.length === 1 ? 'place is' : 'places are'} wrong. Mend the file and choose it again.`;
      const errors = [{ field: 'file', message }];
      await this.#drawUpload(request, reply, framed, { waits: false, faults: plan.faults, errors });
    } catch (error) {
      const errors = fileErrors(error);
      if (!errors) throw error;
      await this.#drawUpload(request, reply, framed, { waits: false, faults: [], errors });
    }
  }

  @Get('preview')
  @Allow('obligations:decide', STEP_UP)
  async preview(
    @Param('reference') reference: string,
    @Query('page') page: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.#opened(reference, actor);
    const plan = await this.imports.prepared(framed.incident.id, actor);
    if (!plan) return void reply.redirect(`${baseOf(framed)}/import`, HttpStatus.SEE_OTHER);
    const wanted = typeof page === 'string' && /^\d{1,3}$/.test(page) ? Number(page) : 1;
    await this.#drawPreview(request, reply, framed, plan, {
      page: wanted,
      errors: [],
      reason: '',
      status: 200,
    });
  }

  @Post('confirmation')
  @Allow('obligations:decide', STEP_UP)
  async confirm(
    @Param('reference') reference: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.#opened(reference, actor);
    const form = new FormFields(body);
    const reason = form.text('reason').slice(0, LONGEST_REASON);
    try {
      await this.imports.confirm(framed.incident.id, { confirm: form.text('confirm'), reason }, actor);
      const href = registerHref(framed.incident.reference, { status: '', duty: '' }, 'imported');
      void reply.redirect(href, HttpStatus.SEE_OTHER);
    } catch (error) {
      const again = againOf(error);
      const plan = again && (await this.imports.prepared(framed.incident.id, actor));
      if (!again || !plan) throw error;
      await this.#drawPreview(request, reply, framed, plan, { page: 1, reason, ...again });
    }
  }

  @Post('discard')
  @Allow('obligations:decide', STEP_UP)
  async discard(
    @Param('reference') reference: string,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.#opened(reference, actor);
    try {
      await this.imports.discard(framed.incident.id, actor);
    } catch (error) {
      if (!(error instanceof NoDraft)) throw error;
    }
    void reply.redirect(`${baseOf(framed)}/import`, HttpStatus.SEE_OTHER);
  }

  #opened(reference: string, actor: Actor): Promise<FramedIncident> {
    return this.frames.of(reference, actor, 'obligations', [
      { label: 'Obligations', href: `/incidents/${reference}/obligations` },
      { label: 'Import contracts' },
    ]);
  }

  async #drawUpload(
    request: FastifyRequest,
    reply: FastifyReply,
    framed: FramedIncident,
    { waits, faults, errors }: { waits: boolean; faults: readonly DutyRowFault[]; errors: FieldError[] },
  ): Promise<void> {
    const base = baseOf(framed);
    const view: ManualUploadPageView = {
      title: `Import contracts · ${framed.incident.reference}`,
      shell: await this.shell.of(request, { exercise: framed.exercise }),
      errors,
      header: framed.header,
      action: `${base}/import`,
      cancelHref: base,
      templateHref: `${base}/import/template.csv`,
      waitingHref: waits ? `${base}/import/preview` : '',
      columns: COLUMN_ROWS,
      ...faultRows(faults),
    };
    sendPage(reply, 'manual-duties/import', view, errors.length > 0 ? 422 : 200);
  }

  async #drawPreview(
    request: FastifyRequest,
    reply: FastifyReply,
    framed: FramedIncident,
    plan: ImportPlan,
    { page, errors, reason, status }: { page: number; errors: FieldError[]; reason: string; status: number },
  ): Promise<void> {
    const shell = await this.shell.of(request, { exercise: framed.exercise });
    const base = `${baseOf(framed)}/import`;
    const pages = Math.max(1, Math.ceil(plan.rows.length / ROWS_A_PAGE));
    const at = Math.min(Math.max(page, 1), pages);
    const from = (at - 1) * ROWS_A_PAGE;
    const rows = inReadingOrder(plan.rows).slice(from, from + ROWS_A_PAGE);
    const { counts } = plan;
    const moving = counts.new + counts.changed + counts.later;
    const view: ManualPreviewPageView = {
      title: `Import contracts · ${framed.incident.reference}`,
      shell,
      errors,
      header: framed.header,
      counts: countChips(counts),
      rows: rows.map((row) => previewRow(row, shell.zone)),
      pager: {
        words: `${formatNumber(from + Math.min(1, rows.length))} to ${formatNumber(from + rows.length)} of ${formatNumber(plan.rows.length)}`,
        ...(at > 1 ? { previous: `${base}/preview?page=${at - 1}` } : {}),
        ...(at < pages ? { next: `${base}/preview?page=${at + 1}` } : {}),
      },
      confirm: plan.confirm,
      confirmWords: `Import ${formatNumber(moving)} ${moving === 1 ? 'duty' : 'duties'}`,
      needsReason: counts.later > 0,
      nothing: moving === 0,
      reason,
      action: `${base}/confirmation`,
      discardAction: `${base}/discard`,
      fileSha256: plan.fileSha256,
    };
    sendPage(reply, 'manual-duties/preview', view, status);
  }
}

function baseOf({ incident }: FramedIncident): string {
  return `/incidents/${incident.reference}/obligations`;
}

/** The file of the form. @throws DutiesFileMissing */
async function fileOf(request: FastifyRequest): Promise<Buffer> {
  for await (const part of uploadParts(request)) {
    if (part.type !== 'file') continue;
    const bytes = await bytesOf(part);
    if (bytes.length > 0) return bytes;
  }
  throw new DutiesFileMissing();
}

/** What is wrong with the file, for the field; null for what is no fault of the file. */
function fileErrors(error: unknown): FieldError[] | null {
  const tooLarge = (error as { statusCode?: unknown } | null)?.statusCode === HttpStatus.PAYLOAD_TOO_LARGE;
  if (tooLarge) return [{ field: 'file', message: 'The file is over 1 MiB; split it.' }];
  if (!(error instanceof Unprocessable)) return null;
  return error.faults.map(({ path, message }) => ({
    field: 'file',
    message: path.startsWith('/') ? message : `${path[0]?.toUpperCase()}${path.slice(1)}: ${message}`,
  }));
}

/** A yes that must be given again, or with a reason; null for any other refusal. */
function againOf(error: unknown): { errors: FieldError[]; status: number } | null {
  if (error instanceof ImportNotAsSeen)
    return { errors: [{ field: null, message: error.message }], status: 409 };
  if (error instanceof Unprocessable) return { errors: manualDutyErrors(error.faults), status: 422 };
  return null;
}
