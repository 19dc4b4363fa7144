import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { parseSubject } from './domain/evidence-subject.js';
import type { EvidenceSubject } from './domain/evidence-subject.js';
import { sendEvidence } from './evidence-answer.js';
import { EvidenceCustody } from './evidence-custody.js';
import type { CustodyEntry } from './evidence-custody.js';
import { EvidenceUploads } from './evidence-uploads.js';
import { EvidenceVault } from './evidence-vault.js';
import { LinkEvidence, ListEvidenceQuery, UnlinkEvidence } from './evidence.dto.js';
import { EvidenceNotLinked } from './evidence.errors.js';
import { EvidenceFiles } from './evidence.service.js';
import type { EvidenceView } from './evidence.views.js';

/**
 * The evidence of an incident. Its content is asked for by POST: handing it out goes on record, and a GET, which
 * browsers, previews and scanners send by themselves, changes nothing (`security.md` 2.1, row 39).
 */
@Controller('api/v1/incidents/:incidentId/evidence')
export class EvidenceController {
  constructor(
    private readonly files: EvidenceFiles,
    private readonly vault: EvidenceVault,
    private readonly custody: EvidenceCustody,
    private readonly uploads: EvidenceUploads,
  ) {}

  @Get()
  @Allow('evidence:read')
  list(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Query() query: ListEvidenceQuery,
    @CurrentActor() actor: Actor,
  ): Promise<{ files: EvidenceView[]; next: string | null }> {
    return this.files.list(incidentId, query, actor);
  }

  /** A file in parts, with `note` and `subject`; 200 instead of 201 when the incident held the same bytes. */
  @Post()
  @Allow('evidence:add')
  async add(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceView> {
    const { file, isNew } = await this.uploads.take(request, ({ upload, about }) =>
      this.files.add(incidentId, upload, about, actor),
    );
    void reply.status(isNew ? HttpStatus.CREATED : HttpStatus.OK);
    return file;
  }

  /** One file with its chain of custody, oldest act first. */
  @Get(':fileId')
  @Allow('evidence:read')
  async one(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('fileId', ParseIdPipe) fileId: string,
    @CurrentActor() actor: Actor,
  ): Promise<EvidenceView & { custody: CustodyEntry[] }> {
    const file = await this.files.one(incidentId, fileId, actor);
    return { ...file, custody: await this.custody.of(file) };
  }

  /** The content, as an attachment. */
  @Post(':fileId/openings')
  @HttpCode(HttpStatus.OK)
  @Allow('evidence:read')
  async open(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('fileId', ParseIdPipe) fileId: string,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendEvidence(reply, await this.vault.open(incidentId, fileId, actor));
  }

  /** Hashes the stored bytes again. */
  @Post(':fileId/verifications')
  @HttpCode(HttpStatus.OK)
  @Allow('evidence:read')
  verify(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('fileId', ParseIdPipe) fileId: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ matches: boolean }> {
    return this.vault.verify(incidentId, fileId, actor);
  }

  /** Has the virus scanner look again at a file in quarantine. */
  @Post(':fileId/scans')
  @HttpCode(HttpStatus.OK)
  @Allow('evidence:add')
  scan(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('fileId', ParseIdPipe) fileId: string,
    @CurrentActor() actor: Actor,
  ): Promise<EvidenceView> {
    return this.vault.scanAgain(incidentId, fileId, actor);
  }

  @Post(':fileId/links')
  @HttpCode(HttpStatus.OK)
  @Allow('evidence:add')
  link(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('fileId', ParseIdPipe) fileId: string,
    @Body() body: LinkEvidence,
    @CurrentActor() actor: Actor,
  ): Promise<EvidenceView> {
    return this.files.link(incidentId, fileId, subjectOf(body), actor);
  }

  @Post(':fileId/links/removal')
  @HttpCode(HttpStatus.OK)
  @Allow('evidence:add')
  unlink(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('fileId', ParseIdPipe) fileId: string,
    @Body() body: UnlinkEvidence,
    @CurrentActor() actor: Actor,
  ): Promise<EvidenceView> {
    return this.files.unlink(incidentId, fileId, subjectOf(body), body.reason, actor);
  }
}

function subjectOf({ subject }: LinkEvidence): EvidenceSubject {
  const parsed = parseSubject(subject);
  if (!parsed) throw new EvidenceNotLinked();
  return parsed;
}
