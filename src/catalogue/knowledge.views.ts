import type { Catalogue, Pack } from './domain/catalogue.js';
import type { Evidence } from './domain/evidence.js';
import { usesOfEvidence } from './domain/evidence-uses.js';
import type { EvidenceUses } from './domain/evidence-uses.js';

/** A finding as the API gives it, with all that lets a reader judge it. */
export type EvidenceView = Omit<Evidence, 'seed' | 'seedFile'> & {
  /** A founding document of the project gave the figure. */
  seed: boolean;
};

export interface KnowledgeView {
  version: string;
  counts: { evidence: number; steps: number; industries: number; duties: number; comparables: number };
  packs: readonly Pack[];
}

export function toEvidenceView(finding: Evidence): EvidenceView {
  const { id, statement, figure, industry, year, region, source } = finding;
  const { seed, verified, kind, stance, bearsOn, checkedAt, note } = finding;
  return {
    id,
    statement,
    figure,
    industry,
    year,
    region,
    source,
    seed,
    verified,
    kind,
    stance,
    bearsOn,
    ...(checkedAt === undefined ? {} : { checkedAt }),
    ...(note === undefined ? {} : { note }),
  };
}

export function toEvidenceCardView(
  finding: Evidence,
  catalogue: Catalogue,
): EvidenceView & { citedBy: EvidenceUses } {
  return { ...toEvidenceView(finding), citedBy: usesOfEvidence(finding.id, catalogue) };
}

export function toKnowledgeView(catalogue: Catalogue): KnowledgeView {
  return {
    version: catalogue.version,
    counts: {
      evidence: catalogue.evidence.size,
      steps: catalogue.steps.size,
      industries: catalogue.industries.size,
      duties: catalogue.rules.size,
      comparables: catalogue.comparables.cells.length,
    },
    packs: catalogue.packs,
  };
}
