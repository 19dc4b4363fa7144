import type { PlanKnowledge } from './plan-knowledge.js';
import { CitedFindings } from './cited-findings.js';
import { drawWeights, posteriorOf, type PosteriorDraws } from './posterior-draws.js';
import { priorityGap, type PriorityGap } from './priority-gap.js';
import { termsOf, type StepTerms } from './score.js';

const drawsPerPosterior = 2_000;

/** What every plan of the same knowledge shares; each part is worked out once, when first asked for. */
export class StudiedKnowledge {
  private static readonly studied = new WeakMap<PlanKnowledge, StudiedKnowledge>();

  static of(knowledge: PlanKnowledge): StudiedKnowledge {
    let studied = this.studied.get(knowledge);
    if (!studied) this.studied.set(knowledge, (studied = new StudiedKnowledge(knowledge)));
    return studied;
  }

  readonly terms: readonly StepTerms[];
  readonly findings: CitedFindings;
  readonly gap: PriorityGap;
  private readonly drawsByPosterior = new Map<string, PosteriorDraws>();

  private constructor(private readonly knowledge: PlanKnowledge) {
    const { steps, evidence, weights } = knowledge;
    this.terms = [...steps.values()].map((step) => termsOf(step, weights.scoring));
    this.findings = new CitedFindings(evidence, weights);
    this.gap = priorityGap(this.findings);
  }

  draws(industry: string | undefined): PosteriorDraws {
    const { weights } = this.knowledge;
    const posterior = posteriorOf(industry, weights);
    let drawn = this.drawsByPosterior.get(posterior);
    if (!drawn)
      this.drawsByPosterior.set(posterior, (drawn = drawWeights(industry, weights, drawsPerPosterior)));
    return drawn;
  }
}
