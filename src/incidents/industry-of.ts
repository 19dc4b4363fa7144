import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { IncidentFacts } from './domain/incident-facts.js';
import { industryOfFacts } from './domain/industry-of-facts.js';

/** The industry profile that the facts name, by the profiles that were loaded. */
@Injectable()
export class IndustryOf {
  constructor(@Inject(CATALOGUE) private readonly catalogue: Catalogue) {}

  of(facts: IncidentFacts): string | null {
    return industryOfFacts(facts, [...this.catalogue.industries.values()]);
  }
}
