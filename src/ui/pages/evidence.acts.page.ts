import { Body, Controller, HttpCode, HttpStatus, Param, Post, Req, Res } from '@nestjs/common';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseSubject } from '../../evidence/domain/evidence-subject.js';
import type { EvidenceSubject } from '../../evidence/domain/evidence-subject.js';
import { sendEvidence } from '../../evidence/evidence-answer.js';
import { EvidenceVault } from '../../evidence/evidence-vault.js';
import { EvidenceFiles } from '../../evidence/evidence.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import type { Fault } from '../../platform/errors.js';
import { IsNotBlank } from '../../platform/http/one-line.js';
import { ParseIdPipe } from '../../platform/http/parse-id.pipe.js';
import { readForm, typed } from '../forms.js';
import { IncidentFrame } from '../incident-frame.js';
import type { FramedIncident } from '../incident-frame.js';
import { fieldErrorsOf } from '../views.js';
import { EvidenceScreen } from './evidence.screen.js';
import { EvidenceSubjects, offeredSubject } from './evidence.subjects.js';

class LinkForm {
  @IsString()
  @MaxLength(100)
  proves: string;
}

class UnlinkForm {
  @IsString()
  @MaxLength(100)
  noLonger: string;

  @IsString()
  @IsNotBlank()
  @MaxLength(2_000)
  reason: string;
}

/** What is done with one file, from its open row. Each leaves an entry, so each is a form, also the download. */
@Controller('incidents/:reference/evidence/:fileId')
export class EvidenceActsPage {
  constructor(
    private readonly screen: EvidenceScreen,
    private readonly frames: IncidentFrame,
    private readonly files: EvidenceFiles,
    private readonly vault: EvidenceVault,
    private readonly subjects: EvidenceSubjects,
  ) {}

  @Post('openings')
  @HttpCode(HttpStatus.OK)
  @Allow('evidence:read')
  async open(
    @Param('reference') reference: string,
    @Param('fileId', ParseIdPipe) fileId: string,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { incident } = await this.frames.of(reference, actor, 'evidence');
    sendEvidence(reply, await this.vault.open(incident.id, fileId, actor));
  }

  @Post('verifications')
  @Allow('evidence:read')
  async verify(
    @Param('reference') reference: string,
    @Param('fileId', ParseIdPipe) fileId: string,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.frames.of(reference, actor, 'evidence');
    const { matches } = await this.vault.verify(framed.incident.id, fileId, actor);
    goTo(reply, framed, fileId, matches ? 'verified' : 'damaged');
  }

  @Post('scans')
  @Allow('evidence:add')
  async scan(
    @Param('reference') reference: string,
    @Param('fileId', ParseIdPipe) fileId: string,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.frames.of(reference, actor, 'evidence');
    const { state } = await this.vault.scanAgain(framed.incident.id, fileId, actor);
    goTo(reply, framed, fileId, state === 'stored' ? 'released' : 'quarantined');
  }

  @Post('links')
  @Allow('evidence:add')
  async link(
    @Param('reference') reference: string,
    @Param('fileId', ParseIdPipe) fileId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.frames.of(reference, actor, 'evidence');
    const things = await this.subjects.of(framed, actor);
    const form = await readForm(LinkForm, body);
    const subject = parseSubject(form.value?.proves ?? '');
    const isOffered = subject !== null && offeredSubject(things, subject) !== '';
    if (!isOffered) {
      const faults = [{ path: '/proves', message: 'Choose what the file proves.' }];
      return this.#again(request, reply, framed, fileId, actor, faults, {});
    }
    await this.files.link(framed.incident.id, fileId, subject, actor);
    goTo(reply, framed, fileId, 'linked');
  }

  @Post('links/removal')
  @Allow('evidence:add')
  async unlink(
    @Param('reference') reference: string,
    @Param('fileId', ParseIdPipe) fileId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.frames.of(reference, actor, 'evidence');
    const form = await readForm(UnlinkForm, body);
    const subject = ownLink(typed(body, 'noLonger'));
    if (form.faults || !subject) {
      const missing = subject
        ? []
        : [{ path: '/noLonger', message: 'Choose what the file no longer proves.' }];
      const others = (form.faults ?? []).filter(({ path }) => path !== '/noLonger');
      const fields = { noLonger: typed(body, 'noLonger'), reason: typed(body, 'reason') };
      return this.#again(request, reply, framed, fileId, actor, [...missing, ...others], fields);
    }
    await this.files.unlink(framed.incident.id, fileId, subject, form.value.reason, actor);
    goTo(reply, framed, fileId, 'unlinked');
  }

  #again(
    request: FastifyRequest,
    reply: FastifyReply,
    { incident }: FramedIncident,
    fileId: string,
    actor: Actor,
    faults: readonly Fault[],
    fields: Readonly<Record<string, string>>,
  ): Promise<void> {
    return this.screen.send(request, reply, incident.reference, actor, {
      file: fileId,
      errors: fieldErrorsOf(faults),
      typed: fields,
      status: HttpStatus.UNPROCESSABLE_ENTITY,
    });
  }
}

/** Proofs of fix and filings take their files back themselves, by their own rules. */
function ownLink(text: string): EvidenceSubject | null {
  const subject = parseSubject(text);
  return subject?.kind === 'step' || subject?.kind === 'fact' ? subject : null;
}

function goTo(reply: FastifyReply, { incident }: FramedIncident, fileId: string, done: string): void {
  const address = `/incidents/${incident.reference}/evidence?file=${fileId}&done=${done}#file-${fileId}`;
  void reply.redirect(address, HttpStatus.SEE_OTHER);
}
