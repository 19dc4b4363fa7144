import { Temporal } from 'temporal-polyfill';
import type { WorkedAnswers } from '../catalogue/check-knowledge.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import { prepareDutyKnowledge } from '../obligations/domain/duty-knowledge.js';
import type { DutyKnowledge } from '../obligations/domain/duty-knowledge.js';
import { evaluateDuties } from '../obligations/domain/evaluate-duties.js';
import { deviationsFrom } from '../obligations/domain/worked-case.js';
import { buildPlan } from '../plans/domain/build-plan.js';
import { deviationsFromRanking } from '../plans/domain/golden-ranking.js';
import { validateRankingFacts } from '../plans/domain/validate-ranking-facts.js';

/** Puts the worked cases of the packs to the evaluators that the service uses. */
export const workedAnswers: WorkedAnswers = {
  ofCase(worked, catalogue, only) {
    const at = Temporal.Instant.from(worked.at);
    // The schema of the cases holds their facts to the form of facts.
    const duties = evaluateDuties(worked.facts as IncidentFacts, at, preparedOf(catalogue));
    return deviationsFrom(worked, only ? duties.filter(({ ruleId }) => only.has(ruleId)) : duties);
  },
  ofRanking(worked, catalogue) {
    const answer = validateRankingFacts(worked.facts, catalogue);
    if ('faults' in answer) return answer.faults.map(({ path, message }) => `facts${path}: ${message}`);
    return deviationsFromRanking(worked, buildPlan(answer.facts, catalogue, { bands: false }));
  },
};

const prepared = new WeakMap<Catalogue, DutyKnowledge>();

function preparedOf(catalogue: Catalogue): DutyKnowledge {
  const known = prepared.get(catalogue) ?? prepareDutyKnowledge(catalogue);
  prepared.set(catalogue, known);
  return known;
}
