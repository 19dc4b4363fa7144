import type { Industry } from './industry.js';
import type { Priority } from './priorities.js';
import type { Step } from './step.js';
import type { Weights } from './weights.js';

/** Where the knowledge rests on a finding. */
export interface EvidenceUses {
  /** Ids of steps that cite it. */
  steps: string[];
  /** How it enters the weights of customers' wishes. */
  weights: WeightUse[];
  /** Ids of modulators: facts of an incident that shift the weights. */
  modulators: string[];
  industries: IndustryUse[];
}

export interface WeightUse {
  /** A share of a survey, an order of two wishes, or a lean of one industry. */
  as: 'share' | 'order' | 'lean';
  priorities: Priority[];
  /** Null: all industries. */
  industry: string | null;
}

export interface IndustryUse {
  industry: string;
  as: 'expectation' | 'concern' | 'leaving';
  /** The sentence of the profile; empty for a figure on leaving. */
  words: string;
}

export interface CitingKnowledge {
  steps: ReadonlyMap<string, Step>;
  industries: ReadonlyMap<string, Industry>;
  weights: Weights;
}

/** No duty rests on a finding: duties rest on law, and name it themselves. */
export function usesOfEvidence(id: string, { steps, industries, weights }: CitingKnowledge): EvidenceUses {
  const cites = ({ evidence }: { evidence: readonly string[] }) => evidence.includes(id);
  return {
    steps: [...steps.values()].filter(cites).map((step) => step.id),
    weights: usesInWeights(id, weights),
    modulators: weights.modulators.filter(cites).map((modulator) => modulator.id),
    industries: [...industries.values()].flatMap((profile) => [
      ...profile.expectations
        .filter(cites)
        .map(({ expectation }) => use(profile, 'expectation', expectation)),
      ...profile.specificConcerns.filter(cites).map(({ concern }) => use(profile, 'concern', concern)),
      ...profile.churnFigures
        .filter(({ evidence }) => evidence === id)
        .map(() => use(profile, 'leaving', '')),
    ]),
  };
}

function usesInWeights(id: string, { observations, directions, tilts }: Weights): WeightUse[] {
  const cited = ({ evidence }: { evidence: string }) => evidence === id;
  return [
    ...observations
      .flatMap(({ items }) => items)
      .filter(cited)
      .map(({ priority, industry }) => ({ as: 'share' as const, priorities: [priority], industry })),
    ...directions.filter(cited).map(({ higher, lower, industry }) => ({
      as: 'order' as const,
      priorities: [higher, lower],
      industry,
    })),
    ...tilts
      .filter(cited)
      .map(({ priority, industry }) => ({ as: 'lean' as const, priorities: [priority], industry })),
  ];
}

function use({ id }: Industry, as: IndustryUse['as'], words: string): IndustryUse {
  return { industry: id, as, words };
}
