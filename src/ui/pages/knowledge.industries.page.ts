import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { KnowledgeEntryNotFound } from '../../catalogue/knowledge.errors.js';
import { Allow } from '../../platform/access/allow.js';
import { Clock } from '../../platform/clock.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { industryRows, industryView } from './knowledge.industries.view.js';
import type { IndustryListView, IndustryView } from './knowledge.industries.view.js';
import { sectionTabs } from './knowledge.words.js';

/** The profile of each industry: which data it holds, what its customers expect, what is known about leaving. */
@Controller('knowledge/industries')
export class IndustriesPage {
  constructor(
    private readonly shell: Shell,
    private readonly clock: Clock,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Allow('knowledge:read')
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const view: IndustryListView = {
      title: 'Industries',
      shell: await this.shell.of(request),
      sections: sectionTabs('industries'),
      lead: `${this.catalogue.industries.size} profiles. Each is read alone: the findings are too few to set industries against each other.`,
      industries: industryRows(this.catalogue),
    };
    sendPage(reply, 'knowledge/industries', view);
  }

  /** @throws KnowledgeEntryNotFound */
  @Get(':industryId')
  @Allow('knowledge:read')
  async one(
    @Param('industryId') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const profile = this.catalogue.industries.get(id);
    if (!profile) throw new KnowledgeEntryNotFound('industry');
    const shell = await this.shell.of(request);
    const { year } = this.clock.now().toZonedDateTimeISO('UTC');
    const view: IndustryView = {
      title: profile.name,
      shell,
      crumbs: [{ label: 'Industries', href: '/knowledge/industries' }, { label: profile.name }],
      ...industryView(profile, this.catalogue, year),
    };
    sendPage(reply, 'knowledge/industry', view);
  }
}
