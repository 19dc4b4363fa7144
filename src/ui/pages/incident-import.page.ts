import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { uploadParts } from '../../identity/upload-parts.js';
import { IncidentImport } from '../../incidents/incident-import.service.js';
import type { ImportLine } from '../../incidents/incident-import.service.js';
import { ImportIncidentsBody, VISIBILITIES } from '../../incidents/incidents.dto.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { readForm } from '../forms.js';
import { VISIBILITY_WORDS, optionsOf } from '../incident-words.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import type { FieldError } from '../views.types.js';
import { toOutcome } from './incident-import.view.js';
import type { ImportOutcome, IncidentImportView } from './incident-import.view.js';

interface Sent {
  veris: string;
  visibility: string;
  errors: FieldError[];
}

/** Takes over VERIS records from a file or from pasted text. */
@Controller('incidents/import')
export class IncidentImportPage {
  constructor(
    private readonly shell: Shell,
    private readonly imports: IncidentImport,
  ) {}

  @Get()
  @Allow('incidents:open')
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#draw(request, reply, { veris: '', visibility: 'organisation', errors: [] }, null);
  }

  /** Answers with the outcome itself: sending the same again changes nothing. */
  @Post()
  @Allow('incidents:open')
  async take(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { file, ...sent } = await readUpload(request);
    if (sent.errors.length > 0) return this.#draw(request, reply, sent, null);
    const { value } = await readForm(ImportIncidentsBody, {
      veris: file.trim() === '' ? sent.veris : file,
      visibility: sent.visibility,
    });
    if (!value) {
      const errors = [{ field: 'file', message: 'Choose a file of VERIS records, or paste them below.' }];
      return this.#draw(request, reply, { ...sent, errors }, null);
    }
    const lines: ImportLine[] = [];
    for await (const line of this.imports.run(value.veris, value.visibility, actor)) lines.push(line);
    await this.#draw(request, reply, { ...sent, veris: '' }, toOutcome(lines));
  }

  async #draw(
    request: FastifyRequest,
    reply: FastifyReply,
    { veris, visibility, errors }: Sent,
    outcome: ImportOutcome | null,
  ): Promise<void> {
    const view: IncidentImportView = {
      title: 'Import incidents',
      shell: await this.shell.of(request),
      errors,
      crumbs: [{ label: 'Incidents', href: '/incidents' }, { label: 'Import' }],
      veris,
      visibilities: optionsOf(VISIBILITIES, VISIBILITY_WORDS).map((option) => ({
        ...option,
        checked: option.value === visibility,
      })),
      outcome,
    };
    sendPage(reply, 'incidents/import', view, errors.length > 0 ? 422 : 200);
  }
}

/** The fields of the form and the text of its file; what was cut off is an error. */
async function readUpload(request: FastifyRequest): Promise<Sent & { file: string }> {
  const sent = { file: '', veris: '', visibility: '', errors: [] as FieldError[] };
  for await (const part of uploadParts(request)) {
    if (part.type === 'file') {
      sent.file = await textOf(part, sent.errors);
      continue;
    }
    if (part.valueTruncated)
      sent.errors.push({ field: 'veris', message: 'The pasted text is over 64 KiB; send it as a file.' });
    const value = typeof part.value === 'string' ? part.value : '';
    if (part.fieldname === 'veris') sent.veris = value;
    if (part.fieldname === 'visibility') sent.visibility = value;
  }
  return sent;
}

async function textOf(
  part: { toBuffer(): Promise<Buffer>; file: { truncated: boolean } },
  errors: FieldError[],
): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await part.toBuffer());
  } catch {
    const message = part.file.truncated
      ? 'The file is over 20 MiB; split it.'
      : 'The file is not text in UTF-8; save it as JSON or JSON Lines in UTF-8.';
    errors.push({ field: 'file', message });
    return '';
  }
}
