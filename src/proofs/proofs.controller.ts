import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { EvidenceUploads } from '../evidence/evidence-uploads.js';
import { Incidents } from '../incidents/incidents.service.js';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { Reader } from '../platform/database/reader.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { ConfirmProofBody, LinkProofFileBody, SaveProofBody, UnlinkProofFileBody } from './proofs.dto.js';
import { ProofFiles } from './proof-files.service.js';
import type { ProofReading } from './proof-readings.js';
import { ProofsOfFix } from './proofs.service.js';
import { toProofRevisionView, toProofView } from './proofs.views.js';
import type { ProofRevisionView, ProofView } from './proofs.views.js';

@Controller('api/v1/incidents/:incidentId/proof')
export class ProofsController {
  constructor(
    private readonly proofs: ProofsOfFix,
    private readonly files: ProofFiles,
    private readonly uploads: EvidenceUploads,
    private readonly incidents: Incidents,
    private readonly reader: Reader,
  ) {}

  @Get()
  @Allow('plans:read')
  async one(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ProofView> {
    return this.#view(await this.proofs.of(incidentId, actor), actor);
  }

  @Get('revisions')
  @Allow('plans:read')
  async revisions(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ revisions: ProofRevisionView[] }> {
    return { revisions: (await this.proofs.revisions(incidentId, actor)).map(toProofRevisionView) };
  }

  @Post('revisions')
  @HttpCode(200)
  @Allow('proofs:edit')
  async save(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Body() { revision, repair, check, openPoints, proofUrl }: SaveProofBody,
    @CurrentActor() actor: Actor,
  ): Promise<ProofView> {
    const parts = { repair, check, openPoints, proofUrl };
    return this.#view(await this.proofs.save(incidentId, revision, parts, actor), actor);
  }

  @Post('confirmation')
  @HttpCode(200)
  @Allow('proofs:confirm', { stepUp: true })
  async confirm(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Body() seen: ConfirmProofBody,
    @CurrentActor() actor: Actor,
  ): Promise<ProofView> {
    return this.#view(await this.proofs.confirm(incidentId, seen, actor), actor);
  }

  /** The report in parts, with `note`. */
  @Post('files')
  @HttpCode(200)
  @Allow('proofs:edit')
  async addFile(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<ProofView> {
    await this.uploads.take(request, ({ upload, about }) =>
      this.files.add(incidentId, upload, about.note, actor),
    );
    return this.#view(await this.proofs.of(incidentId, actor), actor);
  }

  @Post('files/links')
  @HttpCode(200)
  @Allow('proofs:edit')
  async linkFile(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Body() { fileId }: LinkProofFileBody,
    @CurrentActor() actor: Actor,
  ): Promise<ProofView> {
    await this.files.link(incidentId, fileId, actor);
    return this.#view(await this.proofs.of(incidentId, actor), actor);
  }

  @Post('files/links/removal')
  @HttpCode(200)
  @Allow('proofs:edit')
  async unlinkFile(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Body() { fileId, reason }: UnlinkProofFileBody,
    @CurrentActor() actor: Actor,
  ): Promise<ProofView> {
    await this.files.unlink(incidentId, fileId, reason, actor);
    return this.#view(await this.proofs.of(incidentId, actor), actor);
  }

  async #view(reading: ProofReading, actor: Actor): Promise<ProofView> {
    const { reference } = await this.incidents.visible(this.reader.manager, reading.incidentId, actor);
    return toProofView(reading, reference);
  }
}
