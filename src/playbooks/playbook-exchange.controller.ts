import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import type { Fault } from '../platform/errors.js';
import { ParseVersionPipe } from '../platform/http/parse-version.pipe.js';
import { PlaybookExchange } from './playbook-exchange.service.js';
import { ExportPlaybookQuery, ParsePlaybookIdPipe } from './playbooks.dto.js';
import { PlaybookNotFound } from './playbooks.errors.js';
import { toPlaybookAtView } from './playbooks.views.js';
import { uploadedCacao } from './uploaded-cacao.js';

/** Playbooks from other tools, and for them. */
@Controller('api/v1/playbooks')
export class PlaybookExchangeController {
  constructor(private readonly exchange: PlaybookExchange) {}

  /** A CACAO 2.0 file in parts, or `{cacao}` as JSON; `warnings` name what was understood only in part. */
  @Post('import')
  @Allow('playbooks:edit')
  async import(
    @Req() request: FastifyRequest,
    @CurrentActor() actor: Actor,
  ): Promise<ReturnType<typeof toPlaybookAtView> & { warnings: Fault[] }> {
    const { made, warnings } = await this.exchange.import(await uploadedCacao(request), actor);
    return { ...toPlaybookAtView(made), warnings };
  }

  /** The file itself: CACAO 2.0 JSON, or YAML for a house pack. */
  @Get(':playbookId/versions/:version/export')
  @Allow('knowledge:read')
  async export(
    @Param('playbookId', ParsePlaybookIdPipe) id: string,
    @Param('version', new ParseVersionPipe(PlaybookNotFound)) version: number,
    @Query() { format }: ExportPlaybookQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, type, text } = await this.exchange.export(id, version, format);
    void reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(text);
  }
}
