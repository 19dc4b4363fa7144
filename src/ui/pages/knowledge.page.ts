import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { Reevaluations } from '../../obligations/reevaluations.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { legalFoot } from '../legal-foot.js';
import type { LegalFoot } from '../legal-foot.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { formatNumber } from '../views.helpers.js';
import type { KeyValueView, PageView, TabView } from '../views.types.js';
import { sectionTabs } from './knowledge.words.js';
import { reevaluationView } from './reevaluation.view.js';
import type { ReevaluationView } from './reevaluation.view.js';

interface KnowledgePageView extends PageView {
  sections: TabView[];
  version: string;
  parts: { href: string; name: string; count: number; words: string }[];
  dates: KeyValueView[];
  packs: { file: string; own: boolean; sha256: string }[];
  own: number;
  /** How far registers of duties follow the rules that are loaded; null: all do. */
  reevaluation: ReevaluationView | null;
  foot: LegalFoot;
}

/** What the service knows, of which day it is, and which of it is the organisation's own. */
@Controller('knowledge')
export class KnowledgePage {
  constructor(
    private readonly shell: Shell,
    private readonly reevaluations: Reevaluations,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Allow('knowledge:read')
  async show(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const shell = await this.shell.of(request);
    const { version, packs } = this.catalogue;
    const view: KnowledgePageView = {
      title: 'Knowledge',
      shell,
      sections: sectionTabs('overview'),
      version,
      parts: partsOf(this.catalogue),
      dates: datesOf(this.catalogue),
      packs: packs.map(({ file, overlay, sha256 }) => ({ file, own: overlay, sha256 })),
      own: packs.filter(({ overlay }) => overlay).length,
      reevaluation: reevaluationView(await this.reevaluations.standing(), actor),
      foot: legalFoot(this.catalogue, shell.now),
    };
    sendPage(reply, 'knowledge/overview', view);
  }
}

function partsOf({ evidence, steps, industries }: Catalogue): KnowledgePageView['parts'] {
  return [
    {
      href: '/knowledge/evidence',
      name: 'Findings',
      count: evidence.size,
      words: 'What people want after a breach: figure, sample, source, and whether the figure was checked.',
    },
    {
      href: '/knowledge/steps',
      name: 'Steps',
      count: steps.size,
      words: 'What can be done, which wish it serves, when it applies, and what it rests on.',
    },
    {
      href: '/knowledge/industries',
      name: 'Industries',
      count: industries.size,
      words: 'Which data an industry holds, what its customers expect, what is known about leaving.',
    },
  ];
}

function datesOf({ weights, rules, comparables, evidence }: Catalogue): KeyValueView[] {
  const asOf = [...rules.values()].map((rule) => rule.asOf).sort();
  const checked = [...evidence.values()].filter(({ verified }) => verified).length;
  const { source } = comparables;
  return [
    { key: 'Weights of customers’ wishes', value: `as of ${weights.version}` },
    {
      key: 'Notification duties',
      value: `${formatNumber(rules.size)} duties, described as of ${asOf[0] ?? ''} to ${asOf.at(-1) ?? ''}`,
    },
    {
      key: 'Findings',
      value: `${formatNumber(checked)} of ${formatNumber(evidence.size)} figures seen on a public page`,
    },
    {
      key: 'Comparable incidents',
      value: `${source.name}, release of ${source.release}, ${source.licence}`,
    },
  ];
}
