import type { RankingFactName } from '../../catalogue/domain/step.js';
import { rankingFactNames } from '../../catalogue/domain/step.js';
import type { RankingFacts } from '../../plans/domain/ranking-facts.js';
import type { FactOrigins } from './fact-origins.js';
import type { PlanContext } from './plan.context.js';
import { factName, factValueWords } from './plan.moves.words.js';

/** One fact that the ranking reads. */
export interface ReportFactView {
  name: string;
  value: string;
  /** The facts of the incident it is read from, as JSON pointers. */
  from: string;
  /** Who recorded it and when; empty where nobody did. */
  origin: string;
}

const POINTERS: Readonly<Partial<Record<RankingFactName, readonly string[]>>> = {
  industry: ['/industry', '/organisation/naics', '/organisation/sectors'],
  cause: ['/incident/types', '/veris'],
  dataClasses: ['/data/classes'],
  scale: ['/affected'],
  hoursSinceDiscovery: ['/discoveredAt'],
  encrypted: ['/data/classes'],
  regions: ['/affected/byJurisdiction'],
};

/** Every fact the ranking can read; an absent one is not known and meets no condition. */
export function reportFacts(
  facts: RankingFacts,
  origins: FactOrigins,
  context: PlanContext,
): ReportFactView[] {
  return rankingFactNames.map((name) => {
    const pointers = POINTERS[name] ?? [`/${name}`];
    const known = facts[name] !== undefined;
    return {
      name: factName(name),
      value: factValueWords(name, facts[name] ?? null, context),
      from: pointers.join(', '),
      origin: known ? (origins.of(...pointers) ?? '') : '',
    };
  });
}
