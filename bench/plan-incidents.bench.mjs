import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../dist/catalogue/catalogue.loader.js';
import { importVeris } from '../dist/incidents/domain/veris-import.js';
import { readVeris } from '../dist/incidents/domain/read-veris.js';
import { shippedFactsValidator } from '../dist/incidents/facts-form.js';
import { buildPlan } from '../dist/plans/domain/build-plan.js';
import { applies } from '../dist/plans/domain/conditions.js';
import { rankingFactsOf } from '../dist/plans/domain/ranking-facts.js';
import { against } from './measure.mjs';

const SAMPLE = new URL('../../shared/data/incidents/vcdb-sample.jsonl', import.meta.url);
const OWN = new URL('../knowledge/sample-incidents/', import.meta.url);

/** Plans of every imported incident, against a loop that only asks which steps apply. */
export async function benchmarks() {
  const catalogue = loadCatalogue();
  const facts = importedFacts(catalogue);
  const steps = [...catalogue.steps.values()];
  const bare = () => {
    let applied = 0;
    for (const one of facts) for (const step of steps) if (applies(step, one)) applied += 1;
    return applied > 0 ? facts.length : 0;
  };
  const plan = (bands) => () => {
    for (const one of facts) buildPlan(one, catalogue, { bands });
    return facts.length;
  };
  return [
    await against({ name: `plan (${facts.length} incidents)`, target: 0.015, bare, work: plan(false) }),
    await against({ name: 'plan with bands', target: 0.002, bare, work: plan(true) }),
  ];
}

function importedFacts(catalogue) {
  const at = Temporal.Instant.from('2026-11-21T00:00:00Z');
  const knowledge = {
    varieties: catalogue.vocabulary.verisVarieties,
    validateFacts: shippedFactsValidator(),
  };
  const records = texts().flatMap((text) => readVeris(text));
  const taken = records.map(({ record }) =>
    importVeris(record, knowledge, { by: 'bench', at: at.toString() }),
  );
  return taken.flatMap((one) => ('facts' in one ? [rankingFactsOf(one.facts, at, catalogue)] : []));
}

/** The VCDB sample where it stands beside the project, else our own samples. */
function texts() {
  if (existsSync(SAMPLE)) return [readFileSync(SAMPLE, 'utf8').split('\n').slice(0, 200).join('\n')];
  return readdirSync(OWN)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(new URL(name, OWN), 'utf8'));
}
