import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { NoticeCoverage } from '../../reports/notice-coverage.js';
import { coverageView } from './notice-coverage.view.js';
import type { CoverageView } from './notice-coverage.view.js';
import type { OpenedNotice } from './notice.opened.js';

/** Puts what the laws of the readers ask beside the text of a notice. */
@Injectable()
export class CoverageCards {
  constructor(
    private readonly coverage: NoticeCoverage,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** Null: nothing can be said, or no duty to the readers is owed. */
  of({ found, framed, titles }: OpenedNotice): CoverageView | null {
    const covered = this.coverage.of(found, framed.facts.facts, framed.register);
    return coverageView(covered, this.catalogue, framed.incident.reference, titles);
  }
}
