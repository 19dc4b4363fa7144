import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { KnowledgeEntryNotFound } from '../../catalogue/knowledge.errors.js';
import { Allow } from '../../platform/access/allow.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { stepPhases, stepView } from './knowledge.steps.view.js';
import type { StepListView, StepView } from './knowledge.steps.view.js';
import { sectionTabs } from './knowledge.words.js';

/** Every step of the catalogue: what it serves, when it applies, what it rests on. */
@Controller('knowledge/steps')
export class CatalogueStepsPage {
  constructor(
    private readonly shell: Shell,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Allow('knowledge:read')
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const view: StepListView = {
      title: 'Steps of the catalogue',
      shell: await this.shell.of(request),
      sections: sectionTabs('steps'),
      lead: `${this.catalogue.steps.size} response steps, from which each plan is ranked. They stand here by phase, in no order of weight.`,
      phases: stepPhases(this.catalogue),
    };
    sendPage(reply, 'knowledge/steps', view);
  }

  /** @throws KnowledgeEntryNotFound */
  @Get(':catalogueStepId')
  @Allow('knowledge:read')
  async one(
    @Param('catalogueStepId') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const step = this.catalogue.steps.get(id);
    if (!step) throw new KnowledgeEntryNotFound('step');
    const view: StepView = {
      title: step.title,
      shell: await this.shell.of(request),
      crumbs: [{ label: 'Steps of the catalogue', href: '/knowledge/steps' }, { label: step.id }],
      ...stepView(step, this.catalogue),
    };
    sendPage(reply, 'knowledge/step', view);
  }
}
