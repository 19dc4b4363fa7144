import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { evidenceKinds, evidencePage, stances } from '../../catalogue/domain/evidence-list.js';
import type { EvidencePage as FoundFindings } from '../../catalogue/domain/evidence-list.js';
import { priorities } from '../../catalogue/domain/priorities.js';
import { ListEvidenceQuery, toEvidenceFilter } from '../../catalogue/knowledge.dto.js';
import { KnowledgeEntryNotFound } from '../../catalogue/knowledge.errors.js';
import { Allow } from '../../platform/access/allow.js';
import { FormFields } from '../form-fields.js';
import { readForm } from '../forms.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { fieldErrorsOf } from '../views.js';
import { formatNumber } from '../views.helpers.js';
import type { OptionView, PagerView } from '../views.types.js';
import { capital } from './comparables.words.js';
import { findingRow, findingView } from './knowledge.evidence.view.js';
import type { EvidenceListView, EvidenceSelect, FindingView } from './knowledge.evidence.view.js';
import { optionsFrom, regionWords, sectionTabs, STANCE_WORDS, wantWords } from './knowledge.words.js';
import { KIND_WORDS } from './plan.words.js';

const ROWS = 50;
const SELECTS = ['priority', 'stance', 'kind', 'industry', 'region', 'year', 'verified'] as const;

/** Every finding the plans rest on, and those that speak against them. */
@Controller('knowledge/evidence')
export class EvidenceBasePage {
  readonly #options: Record<EvidenceSelect, OptionView[]>;

  constructor(
    private readonly shell: Shell,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {
    this.#options = optionsOf(catalogue);
  }

  @Get()
  @Allow('knowledge:read')
  async list(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = new FormFields(query);
    const asked = Object.fromEntries(
      ['text', ...SELECTS, 'after']
        .map((name) => [name, form.text(name)])
        .filter(([, value]) => value !== ''),
    ) as Record<string, string>;
    const { value, faults } = await readForm(ListEvidenceQuery, { ...asked, limit: ROWS });
    const nothing: FoundFindings = { findings: [], found: 0, from: 0 };
    const page = value
      ? evidencePage(this.catalogue.evidence.values(), toEvidenceFilter(value), value)
      : nothing;
    const view: EvidenceListView = {
      title: 'Evidence base',
      shell: await this.shell.of(request),
      errors: fieldErrorsOf(faults ?? []),
      sections: sectionTabs('evidence'),
      lead: `${formatNumber(this.catalogue.evidence.size)} findings on what people want after a breach, for and against the order of remedies. The order of the list ranks nothing.`,
      filters: {
        text: form.text('text'),
        chosen: Object.fromEntries(SELECTS.map((name) => [name, form.text(name)])) as Record<
          EvidenceSelect,
          string
        >,
        options: this.#options,
      },
      rows: page.findings.map(findingRow),
      pager: pagerOf(page, asked),
    };
    sendPage(reply, 'knowledge/evidence', view, faults ? 422 : 200);
  }

  /** @throws KnowledgeEntryNotFound */
  @Get(':findingId')
  @Allow('knowledge:read')
  async one(
    @Param('findingId') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const finding = this.catalogue.evidence.get(id);
    if (!finding) throw new KnowledgeEntryNotFound('finding');
    const view: FindingView = {
      title: `Finding ${finding.id}`,
      shell: await this.shell.of(request),
      crumbs: [{ label: 'Evidence base', href: '/knowledge/evidence' }, { label: finding.id }],
      ...findingView(finding, this.catalogue),
    };
    sendPage(reply, 'knowledge/finding', view);
  }
}

function optionsOf({ evidence, industries }: Catalogue): Record<EvidenceSelect, OptionView[]> {
  const findings = [...evidence.values()];
  const regions = [...new Set(findings.map(({ region }) => region))].sort();
  const years = [...new Set(findings.flatMap(({ year }) => year ?? []))].sort((a, b) => b - a);
  return {
    priority: optionsFrom(priorities, wantWords),
    stance: optionsFrom(stances, (code) => STANCE_WORDS[code]),
    kind: optionsFrom(evidenceKinds, (code) => KIND_WORDS[code]),
    industry: [
      { value: 'all', label: 'None in particular' },
      ...[...industries.values()].map(({ id, name }) => ({ value: id, label: name })),
    ],
    region: optionsFrom(regions, (region) => capital(regionWords(region))),
    year: [...optionsFrom(years.map(String), (year) => year), { value: 'unknown', label: 'Not known' }],
    verified: [
      { value: 'yes', label: 'Figure checked' },
      { value: 'no', label: 'Not verified' },
    ],
  };
}

function pagerOf(
  { findings, found, from, previous, next }: FoundFindings,
  asked: Record<string, string>,
): PagerView {
  if (found === 0) return { words: 'None fits' };
  const words = `${from + 1} to ${from + findings.length} of ${formatNumber(found)}`;
  const { after: _, ...filter } = asked;
  const href = (after: string) => {
    const search = new URLSearchParams({ ...filter, ...(after === '' ? {} : { after }) }).toString();
    return `/knowledge/evidence${search === '' ? '' : `?${search}`}`;
  };
  return {
    words,
    ...(previous === undefined ? {} : { previous: href(previous) }),
    ...(next === undefined ? {} : { next: href(next) }),
  };
}
