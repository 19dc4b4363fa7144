import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { Plan } from '../../plans/domain/plan.js';
import type { StepStanding } from '../../plans/plans.service.js';
import type { WantsCard } from './incident-overview.view.js';
import { stateChip, testWords } from './plan.words.js';

/** What customers want of this incident, heaviest first, with the best step for each and where it stands. */
export function wantsCard(
  plan: Plan,
  standings: ReadonlyMap<string, StepStanding>,
  catalogue: Catalogue,
  planHref: string | null,
): WantsCard {
  const titles = new Map(plan.steps.map(({ id, title }) => [id, title]));
  const rows = Object.entries(plan.weights)
    .sort(([, a], [, b]) => b - a)
    .map(([want, weight]) => {
      const id = plan.leadStep[want as keyof Plan['leadStep']];
      return {
        want,
        weight,
        step: id === undefined ? 'No step applies' : (titles.get(id) ?? id),
        href: id === undefined || planHref === null ? null : `${planHref}?step=${id}#${id}`,
        state: stateChip((id === undefined ? undefined : standings.get(id)?.state) ?? 'proposed'),
      };
    });
  return { rows, stepCount: plan.steps.length, footer: footerOf(plan, catalogue) };
}

function footerOf(plan: Plan, catalogue: Catalogue): string {
  const industry = catalogue.industries.get(plan.industry ?? '')?.name;
  const base = industry ?? 'all industries pooled';
  const held = new Set(plan.modulators);
  const because = catalogue.weights.modulators
    .filter(({ id }) => held.has(id))
    .map(({ when }) => testWords(when, (id) => catalogue.industries.get(id)?.name ?? id));
  const adjusted = because.length === 0 ? '' : `, adjusted for: ${because.join('; ')}`;
  return `Weights for this incident: ${base}${adjusted}.`;
}
