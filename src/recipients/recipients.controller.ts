import { Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { Reader } from '../platform/database/reader.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { RecipientImports } from './recipient-imports.service.js';
import { ListRecipientsQuery, toRecipientImportView } from './recipients.dto.js';
import type { RecipientImportView } from './recipients.dto.js';
import { Recipients } from './recipients.service.js';
import type { MaskedRecipient } from './recipients.service.js';
import { uploadedCsv } from './uploaded-csv.js';

@Controller('api/v1/incidents/:incidentId/recipients')
export class RecipientsController {
  constructor(
    private readonly recipients: Recipients,
    private readonly imports: RecipientImports,
    private readonly reader: Reader,
  ) {}

  @Post('import')
  @HttpCode(200)
  @Allow('recipients:import', { stepUp: true })
  async import(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Req() request: FastifyRequest,
    @CurrentActor() actor: Actor,
  ): Promise<RecipientImportView> {
    const csv = await uploadedCsv(request);
    return toRecipientImportView(await this.imports.import(incidentId, csv, actor));
  }

  @Get()
  @Allow('recipients:read')
  async list(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Query() query: ListRecipientsQuery,
    @CurrentActor() actor: Actor,
  ): Promise<{ recipients: MaskedRecipient[]; count: number; listHash: string; next: string | null }> {
    const page = await this.recipients.list(incidentId, query, actor);
    const { count, hash } = await this.recipients.listHash(this.reader.manager, incidentId);
    return { ...page, count, listHash: hash };
  }
}
