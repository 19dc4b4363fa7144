import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { IncidentsCompared } from '../../comparables/comparables.service.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { comparablesView } from './comparables.view.js';
import type { ComparablesView, QuestionView, SideView } from './comparables.view.js';

/** For `{{> comparables-card card}}`: what organisations did in comparable incidents, in short. */
export interface ComparablesCardView {
  href: string;
  /** Credit monitoring, abuse of the data. */
  questions: QuestionView[];
  /** Public breaches, then own incidents. */
  days: SideView[];
  bias: readonly string[];
  /** Source, licence and what the counts are not. */
  footer: string;
}

/** Makes the views of comparable incidents, for the card and for the page. */
@Injectable()
export class ComparablesCards {
  constructor(
    private readonly compared: IncidentsCompared,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** The whole of it. @param incident whose facts the caller has read, so that the actor may see it */
  async whole(
    incident: { id: string; industry: string | null },
    facts: IncidentFacts,
  ): Promise<ComparablesView> {
    const found = await this.compared.with(incident, facts);
    return comparablesView(found, (id) => this.catalogue.industries.get(id)?.name ?? 'Other industries');
  }

  async of(
    incident: { id: string; reference: string; industry: string | null },
    facts: IncidentFacts,
  ): Promise<ComparablesCardView> {
    const { questions, days, about } = await this.whole(incident, facts);
    return {
      href: `/incidents/${incident.reference}/comparables`,
      questions,
      days: days.sides,
      bias: about.bias,
      footer: `Counts, not advice. Public breaches: ${about.source}, ${about.licence}.`,
    };
  }
}
