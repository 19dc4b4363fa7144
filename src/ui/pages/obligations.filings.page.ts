import { Body, Controller, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Temporal } from 'temporal-polyfill';
import { EvidenceIntake } from '../../evidence/evidence-intake.js';
import type { EvidenceUpload } from '../../evidence/evidence-intake.js';
import { EvidenceFiles } from '../../evidence/evidence.service.js';
import { Turns } from '../../identity/turns.js';
import { bytesOf, uploadParts } from '../../identity/upload-parts.js';
import { Incidents } from '../../incidents/incidents.service.js';
import { Filings } from '../../obligations/filings.js';
import { FilingRefused } from '../../obligations/obligations.errors.js';
import { RecordFilingBody, WithdrawFilingBody } from '../../obligations/obligations.dto.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { Reader } from '../../platform/database/reader.js';
import { Conflict } from '../../platform/errors.js';
import { ParseIdPipe } from '../../platform/http/parse-id.pipe.js';
import { FormFields } from '../form-fields.js';
import { opened } from './obligations.acts.page.js';
import { withdrawField } from './obligations.acts.view.js';
import { FormRefused, readBody, readMoment, refusalOf } from './obligations.forms.js';
import { ObligationsQuery, registerHref } from './obligations.query.js';
import type { Said } from './obligations.query.js';
import { DECIDE_STEP_UP } from './obligations.rights.js';
import { ObligationsScreen } from './obligations.screen.js';
import type { RegisterRefusal } from './obligations.screen.js';

/** Each holds a whole file in memory. */
const UPLOADS_AT_ONCE = 4;
const UPLOADS_WAITING = 20;

const FIELDS = {
  '/filedAt': 'filedAt',
  '/filedZone': 'filedZone',
  '/channel': 'channel',
  '/reference': 'authorityReference',
  '/text': 'text',
  '/file': 'file',
  '/fileId': 'fileId',
  '/lateReason': 'lateReason',
};

/** That a notice or report went out, with what was sent; and the withdrawal of what was recorded by mistake. */
@Controller('incidents/:reference/obligations/:ruleId/filings')
export class ObligationFilingsPage {
  readonly #turns = new Turns(UPLOADS_AT_ONCE, UPLOADS_WAITING);

  constructor(
    private readonly screen: ObligationsScreen,
    private readonly incidents: Incidents,
    private readonly filings: Filings,
    private readonly intake: EvidenceIntake,
    private readonly evidence: EvidenceFiles,
    private readonly reader: Reader,
  ) {}

  @Post()
  @Allow('obligations:decide', DECIDE_STEP_UP)
  async file(
    @Param('reference') reference: string,
    @Param('ruleId') ruleId: string,
    @Query() query: ObligationsQuery,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = { reference, query: opened(query, ruleId), actor, request, reply };
    const { id } = await this.incidents.byReference(reference, actor);
    const typed = new Map<string, string>();
    try {
      const done = await this.#turns.run(async () => {
        const upload = await readParts(request, typed);
        return this.#record(id, ruleId, fieldsOf(typed), upload, actor);
      });
      void reply.redirect(registerHref(reference, visit.query, done), 303);
    } catch (error) {
      const refusal =
        tooLarge(error, typed) ?? refusalOf(error, fieldsOf(typed), FIELDS, conflictField(error, typed));
      await this.screen.send(visit, refusal);
    }
  }

  @Post(':filingId/withdrawal')
  @Allow('obligations:decide', DECIDE_STEP_UP)
  async withdraw(
    @Param('reference') reference: string,
    @Param('ruleId') ruleId: string,
    @Param('filingId', ParseIdPipe) filingId: string,
    @Query() query: ObligationsQuery,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = { reference, query: opened(query, ruleId), actor, request, reply };
    const fields = new FormFields(body);
    const { id } = await this.incidents.byReference(reference, actor);
    try {
      const wanted = await readBody(WithdrawFilingBody, {
        reason: fields.typed(withdrawField(filingId)),
        revision: fields.revision(),
      });
      await this.filings.withdraw(id, ruleId, filingId, wanted, actor);
      void reply.redirect(registerHref(reference, visit.query, 'withdrawn'), 303);
    } catch (error) {
      await this.screen.send(visit, refusalOf(error, fields, { '/reason': withdrawField(filingId) }));
    }
  }

  /** Everything slow or outside the database happens before the filing is written. */
  async #record(
    incidentId: string,
    ruleId: string,
    fields: FormFields,
    upload: EvidenceUpload | null,
    actor: Actor,
  ): Promise<Said> {
    await this.incidents.workable(this.reader.manager, incidentId, actor);
    const fileId = fields.text('fileId');
    if (upload && fileId !== '')
      throw new FilingRefused([
        { path: '/fileId', message: 'Give one file: the one chosen here, or one that the incident has.' },
      ]);
    const filedAt = readMoment(fields, 'filedAt', 'filedZone');
    if (filedAt === null) throw new FormRefused([{ path: '/filedAt', message: 'Say when it went out.' }]);
    const body = await readBody(RecordFilingBody, {
      filedAt,
      channel: fields.text('channel'),
      reference: fields.text('authorityReference'),
      text: fields.typed('text'),
      lateReason: fields.typed('lateReason'),
      ...(fileId === '' ? {} : { fileId }),
      revision: fields.revision(),
    });
    const file = upload
      ? { received: await this.intake.receive(upload) }
      : body.fileId === undefined
        ? null
        : { id: body.fileId };
    const { channel, reference, text, lateReason, revision } = body;
    const at = Temporal.Instant.from(body.filedAt);
    const wanted = { filedAt: at, channel, reference, text, lateReason, file, revision };
    const filing = await this.filings.record(incidentId, ruleId, wanted, actor);
    if (filing.fileId === null) return 'filed';
    const kept = await this.evidence.one(incidentId, filing.fileId, actor);
    return kept.state === 'quarantined' ? 'quarantined' : 'filed';
  }
}

const TOO_LONG = 'This is over 64 KiB and was cut off; add what was sent as a file.';

/** Fields and the file, in whatever order they come; an empty part is what a browser sends without a file. @throws FormRefused for a field that was cut off */
async function readParts(
  request: FastifyRequest,
  typed: Map<string, string>,
): Promise<EvidenceUpload | null> {
  let upload: EvidenceUpload | null = null;
  let cut: string | null = null;
  for await (const part of uploadParts(request)) {
    if (part.type !== 'file') {
      if (typeof part.value === 'string') typed.set(part.fieldname, part.value);
      if (part.valueTruncated) cut = part.fieldname;
      continue;
    }
    const bytes = await bytesOf(part);
    if (part.filename !== '' || bytes.length > 0) upload = { name: part.filename, bytes };
  }
  if (cut !== null) throw new FormRefused([{ path: `/${cut}`, message: TOO_LONG }]);
  return upload;
}

function fieldsOf(typed: ReadonlyMap<string, string>): FormFields {
  return new FormFields(Object.fromEntries(typed));
}

/** What stands in the way of a file is said where the file was chosen. */
function conflictField(error: unknown, typed: ReadonlyMap<string, string>): string | null {
  const isOfFile = error instanceof Conflict && error.code.startsWith('evidence.');
  if (!isOfFile) return null;
  return typed.get('fileId') ? 'fileId' : 'file';
}

function tooLarge(error: unknown, typed: ReadonlyMap<string, string>): RegisterRefusal | null {
  const status = HttpStatus.PAYLOAD_TOO_LARGE;
  if ((error as { statusCode?: unknown } | null)?.statusCode !== status) return null;
  const message = 'The file is over 25 MiB; split or compress it.';
  return { status, errors: [{ field: 'file', message }], typed: fieldsOf(typed) };
}
