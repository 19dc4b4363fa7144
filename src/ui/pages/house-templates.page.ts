import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HouseTemplates } from '../../notices/house-templates.service.js';
import { Allow } from '../../platform/access/allow.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { templateRows } from './house-template.view.js';
import type { TemplateListView } from './house-template.view.js';

/** Every kind of notice in every language, and where the organisation has words of its own. */
@Controller('templates')
export class HouseTemplatesPage {
  constructor(
    private readonly shell: Shell,
    private readonly templates: HouseTemplates,
  ) {}

  @Get()
  @Allow('knowledge:read')
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const view: TemplateListView = {
      title: 'Notice templates',
      shell: await this.shell.of(request),
      rows: templateRows(await this.templates.list()),
    };
    sendPage(reply, 'templates/list', view);
  }
}
