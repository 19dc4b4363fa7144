import type { WeightResult } from '../../catalogue/domain/weights.js';
import type { PlanContext } from './plan.context.js';

/** The one decision of the product in the ranking, in words that nobody takes for a finding. */
export const RULE_WORDS =
  'Product rule, see evidence: no apology ranks above a step that delivers proof of fix, compensation or identity help. The rule never delays or deletes an apology.';

/** How well the evidence by itself puts the three before an apology, for the industry of the plan. */
export function supportWords(context: PlanContext): string[] {
  const { plan, catalogue } = context;
  const { results } = catalogue.weights;
  const own = plan.industry === null ? undefined : results[plan.industry];
  const support = (own ?? results['all'])?.support;
  if (!support) return [];
  const whose = own && plan.industry !== null ? context.industryName(plan.industry) : 'all industries pooled';
  return [
    `The rule is a decision the evidence leans to, no theorem. By the evidence alone, for ${whose}, ${[
      `proof of fix weighs more than an apology in ${share(support.proofOfFix)} of draws (${leaning(support.proofOfFix)})`,
      `compensation in ${share(support.compensation)} (${leaning(support.compensation)})`,
      `identity help in ${share(support.identityHelp)} (${leaning(support.identityHelp)})`,
    ].join(', ')}; all three together in ${share(support.allThreeAboveApology)}.`,
  ];
}

function share(part: WeightResult['support']['proofOfFix']): string {
  return `${Math.round(part * 100)} %`;
}

function leaning(part: number): string {
  if (part >= 0.7) return 'well supported';
  if (part >= 0.55) return 'more likely than not';
  return part >= 0.45 ? 'close to even' : 'less likely than not';
}
