import { Controller, Get, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EvidenceUploads } from '../../evidence/evidence-uploads.js';
import type { UploadedEvidence } from '../../evidence/evidence-uploads.js';
import {
  EvidenceAlreadyHere,
  EvidenceInQuarantine,
  EvidenceRefused,
} from '../../evidence/evidence.errors.js';
import { EvidenceFiles } from '../../evidence/evidence.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { Unprocessable } from '../../platform/errors.js';
import { IncidentFrame } from '../incident-frame.js';
import { fieldErrorsOf } from '../views.js';
import type { FieldError } from '../views.types.js';
import { EvidenceScreen, stateOf } from './evidence.screen.js';
import type { EvidenceScreenState } from './evidence.screen.js';
import { EvidenceSubjects, offeredSubject } from './evidence.subjects.js';

/** The evidence of an incident: what there is, and the form to add to it. */
@Controller('incidents/:reference/evidence')
export class EvidencePage {
  constructor(
    private readonly screen: EvidenceScreen,
    private readonly frames: IncidentFrame,
    private readonly uploads: EvidenceUploads,
    private readonly files: EvidenceFiles,
    private readonly subjects: EvidenceSubjects,
  ) {}

  @Get()
  @Allow('evidence:read')
  async show(
    @Param('reference') reference: string,
    @Query() query: Record<string, unknown>,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.screen.send(request, reply, reference, actor, stateOf(query));
  }

  @Post()
  @Allow('evidence:add')
  async add(
    @Param('reference') reference: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.frames.of(reference, actor, 'evidence');
    const things = await this.subjects.of(framed, actor);
    const add = ({ upload, about }: UploadedEvidence) => {
      if (about.subject && offeredSubject(things, about.subject) === '')
        throw new EvidenceRefused({ path: '/subject', message: 'Choose what the list offers.' });
      return this.files.add(framed.incident.id, upload, about, actor);
    };
    const typed = new Map<string, string>();
    try {
      const { file, isNew } = await this.uploads.take(request, add, typed);
      const done = isNew ? (file.state === 'quarantined' ? 'quarantined' : 'added') : 'known';
      const base = `/incidents/${framed.incident.reference}/evidence`;
      void reply.redirect(`${base}?file=${file.id}&done=${done}#file-${file.id}`, HttpStatus.SEE_OTHER);
    } catch (error) {
      const refused = refusalOf(error);
      if (!refused) throw error;
      await this.screen.send(request, reply, reference, actor, {
        ...refused,
        typed: Object.fromEntries(typed),
      });
    }
  }
}

/** What to show for a file that was not taken; null for what is no fault of the file. */
function refusalOf(error: unknown): EvidenceScreenState | null {
  const tooLarge = (error as { statusCode?: unknown } | null)?.statusCode === HttpStatus.PAYLOAD_TOO_LARGE;
  if (tooLarge) {
    const errors: FieldError[] = [
      { field: 'file', message: 'The file is over 25 MiB; split or compress it.' },
    ];
    return { errors, status: HttpStatus.PAYLOAD_TOO_LARGE };
  }
  if (error instanceof Unprocessable)
    return { errors: fieldErrorsOf(error.faults), status: HttpStatus.UNPROCESSABLE_ENTITY };
  if (!(error instanceof EvidenceAlreadyHere || error instanceof EvidenceInQuarantine)) return null;
  const { fileId } = error.details;
  return {
    file: String(fileId),
    errors: [{ field: 'file', message: `${error.message} It is open in the list.` }],
    status: HttpStatus.CONFLICT,
  };
}
