import { existsSync, readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../src/catalogue/catalogue.loader.js';
import { readVeris } from '../src/incidents/domain/read-veris.js';
import { importVeris } from '../src/incidents/domain/veris-import.js';
import { shippedFactsValidator } from '../src/incidents/facts-form.js';
import type { IncidentFacts } from '../src/incidents/domain/incident-facts.js';
import { prepareDutyKnowledge } from '../src/obligations/domain/duty-knowledge.js';
import { evaluateDuties } from '../src/obligations/domain/evaluate-duties.js';
import { buildPlan } from '../src/plans/domain/build-plan.js';
import { rankingFactsOf } from '../src/plans/domain/ranking-facts.js';

const SAMPLE = new URL('../../shared/data/incidents/vcdb-sample.jsonl', import.meta.url);
const AT = Temporal.Instant.from('2026-11-21T00:00:00Z');
const present = existsSync(SAMPLE) ? describe : describe.skip;

present('the 850 incidents of the VCDB sample (skipped where ../shared is absent)', () => {
  const catalogue = loadCatalogue();
  const knowledge = {
    varieties: catalogue.vocabulary.verisVarieties,
    validateFacts: shippedFactsValidator(),
  };
  let facts: IncidentFacts[];

  beforeAll(() => {
    facts = readVeris(readFileSync(SAMPLE, 'utf8')).flatMap((text) => {
      if ('errors' in text) return [];
      const taken = importVeris(text.record, knowledge, { by: 'test', at: AT.toString() });
      return 'facts' in taken ? [taken.facts] : [];
    });
  });

  it('all become facts', () => expect(facts).toHaveLength(850));

  it('all have a plan in which no apology stands above a step that delivers proof, compensation or identity help', () => {
    for (const one of facts) {
      const { steps } = buildPlan(rankingFactsOf(one, AT, catalogue), catalogue, { bands: false });
      expect(steps.length).toBeGreaterThan(10);
      const delivers = steps.filter(({ id }) => delivering(id)).map(({ rank }) => rank);
      const apology = steps.filter(({ mainPriority }) => mainPriority === 'apology').map(({ rank }) => rank);
      expect(Math.max(...delivers)).toBeLessThan(Math.min(...apology));
    }
  });

  it('all have duties computed for every rule, none lost', () => {
    const rules = prepareDutyKnowledge(catalogue);
    for (const one of facts) expect(evaluateDuties(one, AT, rules)).toHaveLength(catalogue.rules.size);
  });

  function delivering(id: string): boolean {
    const { serves } = catalogue.steps.get(id) ?? { serves: {} };
    return (['proof-of-fix', 'compensation', 'identity-help'] as const).some(
      (one) => ((serves as Record<string, number>)[one] ?? 0) >= 3,
    );
  }
});
