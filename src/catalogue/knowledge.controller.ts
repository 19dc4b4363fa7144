import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { Allow } from '../platform/access/allow.js';
import { CATALOGUE } from './catalogue.module.js';
import type { Catalogue } from './domain/catalogue.js';
import type { Comparables } from './domain/comparables.js';
import type { EvidenceUses } from './domain/evidence-uses.js';
import { evidencePage } from './domain/evidence-list.js';
import type { Industry } from './domain/industry.js';
import type { Step } from './domain/step.js';
import { ListEvidenceQuery, toEvidenceFilter } from './knowledge.dto.js';
import { KnowledgeEntryNotFound } from './knowledge.errors.js';
import { toEvidenceCardView, toEvidenceView, toKnowledgeView } from './knowledge.views.js';
import type { EvidenceView, KnowledgeView } from './knowledge.views.js';

/** What the field knows, as it was loaded; the same for every reader. */
@Controller('api/v1/knowledge')
export class KnowledgeController {
  constructor(@Inject(CATALOGUE) private readonly catalogue: Catalogue) {}

  @Get()
  @Allow('knowledge:read')
  about(): KnowledgeView {
    return toKnowledgeView(this.catalogue);
  }

  @Get('evidence')
  @Allow('knowledge:read')
  evidence(@Query() query: ListEvidenceQuery): {
    evidence: EvidenceView[];
    found: number;
    next: string | null;
  } {
    const page = evidencePage(this.catalogue.evidence.values(), toEvidenceFilter(query), query);
    return {
      evidence: page.findings.map(toEvidenceView),
      found: page.found,
      next: page.next ?? null,
    };
  }

  /** @throws KnowledgeEntryNotFound */
  @Get('evidence/:findingId')
  @Allow('knowledge:read')
  finding(@Param('findingId') id: string): EvidenceView & { citedBy: EvidenceUses } {
    return toEvidenceCardView(found(this.catalogue.evidence, id, 'finding'), this.catalogue);
  }

  @Get('steps')
  @Allow('knowledge:read')
  steps(): { steps: Pick<Step, 'id' | 'title' | 'phase'>[] } {
    const steps = [...this.catalogue.steps.values()];
    return { steps: steps.map(({ id, title, phase }) => ({ id, title, phase })) };
  }

  /** @throws KnowledgeEntryNotFound */
  @Get('steps/:catalogueStepId')
  @Allow('knowledge:read')
  step(@Param('catalogueStepId') id: string): Step {
    return found(this.catalogue.steps, id, 'step');
  }

  @Get('industries')
  @Allow('knowledge:read')
  industries(): { industries: Pick<Industry, 'id' | 'name'>[] } {
    const industries = [...this.catalogue.industries.values()];
    return { industries: industries.map(({ id, name }) => ({ id, name })) };
  }

  /** @throws KnowledgeEntryNotFound */
  @Get('industries/:industryId')
  @Allow('knowledge:read')
  industry(@Param('industryId') id: string): Industry {
    return found(this.catalogue.industries, id, 'industry');
  }

  /** Every cell, with source, licence and bias. */
  @Get('comparables')
  @Allow('knowledge:read')
  comparables(): Comparables {
    return this.catalogue.comparables;
  }
}

function found<T>(
  entries: ReadonlyMap<string, T>,
  id: string,
  kind: ConstructorParameters<typeof KnowledgeEntryNotFound>[0],
): T {
  const entry = entries.get(id);
  if (entry === undefined) throw new KnowledgeEntryNotFound(kind);
  return entry;
}
