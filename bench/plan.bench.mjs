import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../dist/catalogue/catalogue.loader.js';
import { priorities } from '../dist/catalogue/domain/priorities.js';
import { importVeris } from '../dist/incidents/domain/veris-import.js';
import { readVeris } from '../dist/incidents/domain/read-veris.js';
import { shippedFactsValidator } from '../dist/incidents/facts-form.js';
import { buildPlan } from '../dist/plans/domain/build-plan.js';
import { applies } from '../dist/plans/domain/conditions.js';
import { drawWeights } from '../dist/plans/domain/posterior-draws.js';
import { rankingFactsOf } from '../dist/plans/domain/ranking-facts.js';
import { termsOf } from '../dist/plans/domain/score.js';
import { weigh } from '../dist/plans/domain/weighing.js';
import { against } from './measure.mjs';

const SAMPLE = new URL('../../shared/data/incidents/vcdb-sample.jsonl', import.meta.url);
const OWN = new URL('../knowledge/sample-incidents/', import.meta.url);
const INCIDENTS = 8_000;
const DRAWS = 2_000;
const SIZE = priorities.length;
const APOLOGY = priorities.indexOf('apology');

const BANK = {
  mode: 'incident',
  industry: 'financial-services',
  cause: 'external-attack',
  dataClasses: ['bank-account', 'contact', 'government-id'],
  lossesIncurred: 'confirmed',
  vulnerableGroups: true,
  scale: '10k-1m',
  hoursSinceDiscovery: 40,
  regions: ['eu', 'us'],
};

/**
 * `plan`: the whole plan of one incident (score, reasons, evidence, schedule) against nothing but its numbers on
 * typed arrays. `plan-bands`: the same with its 2,000 draws. `replan-8000`: the plans of 8,000 incidents' facts
 * against the numbers of each.
 */
export async function benchmarks() {
  const catalogue = loadCatalogue();
  const facts = importedFacts(catalogue);
  const bank = scoringOf(BANK, catalogue);
  const many = facts.map((one) => scoringOf(one, catalogue));
  const draws = drawWeights(BANK.industry, catalogue.weights, DRAWS);
  const plan = (options) => () => buildPlan(BANK, catalogue, options).steps.length > 0 && 1;
  return [
    await against({
      name: 'plan',
      target: 0.009,
      bare: times(200, () => rankBare(bank, bank.base)),
      work: times(20, plan({ bands: false })),
    }),
    await against({ name: 'plan-bands', target: 0.65, bare: () => bandsBare(bank, draws), work: plan({}) }),
    await against({
      name: 'replan-8000',
      target: 0.011,
      bare: () => many.reduce((done, one) => done + (rankBare(one, one.base), 1), 0),
      work: () => {
        for (const one of facts) buildPlan(one, catalogue, { bands: false });
        return facts.length;
      },
    }),
  ];
}

const times = (count, step) => () => {
  for (let n = 0; n < count; n++) step();
  return count;
};

/** The numbers of one incident's steps side by side: what a plan is before anybody may read it. */
function scoringOf(facts, { steps, weights }) {
  const weighing = weigh(facts, weights);
  const terms = [...steps.values()]
    .filter((step) => applies(step, facts))
    .map((step) => termsOf(step, weights.scoring));
  const shares = new Float64Array(terms.length * SIZE);
  terms.forEach(({ serves }, step) => {
    for (const { index, share } of serves) shares[step * SIZE + index] = share;
  });
  return {
    count: terms.length,
    shares,
    reach: Float64Array.from(terms, ({ timeliness, feasibility }) => timeliness * feasibility),
    delivers: Uint8Array.from(terms, ({ delivers }) => (delivers ? 1 : 0)),
    factors: Float64Array.from(weighing.factors),
    base: Float64Array.from(priorities, (priority) => weighing.byPriority[priority].before),
    breadth: weights.scoring.breadthFactor,
    margin: weights.scoring.capMargin,
    weights: new Float64Array(SIZE),
    scores: new Float64Array(terms.length),
    sorry: new Uint8Array(terms.length),
    order: new Uint16Array(terms.length),
  };
}

/** Weighs, scores, holds the apology down and sorts, on arrays that are there already. */
function rankBare(incident, base) {
  const { count, shares, reach, delivers, weights, scores, sorry, order, breadth, margin } = incident;
  weighBare(incident, base);
  let limit = Infinity;
  for (let step = 0; step < count; step++) {
    let main = -1;
    let sum = 0;
    for (let k = 0, at = step * SIZE; k < SIZE; k++, at++) {
      sum += weights[k] * shares[at];
      const best = main < 0 ? -1 : shares[step * SIZE + main];
      if (shares[at] > best || (shares[at] === best && weights[k] > weights[main])) main = k;
    }
    const whole = weights[main] * shares[step * SIZE + main];
    scores[step] = 100 * (whole + (sum - whole) * breadth) * reach[step];
    sorry[step] = main === APOLOGY ? 1 : 0;
    if (delivers[step] && !sorry[step] && scores[step] - margin < limit) limit = scores[step] - margin;
  }
  for (let step = 0; step < count; step++) if (sorry[step] && scores[step] > limit) scores[step] = limit;
  for (let place = 0; place < count; place++) {
    let at = place;
    for (; at > 0 && scores[place] > scores[order[at - 1]]; at--) order[at] = order[at - 1];
    order[at] = place;
  }
  return order;
}

function weighBare({ weights, factors }, base) {
  let sum = 0;
  for (let k = 0; k < SIZE; k++) sum += weights[k] = base[k] * factors[k];
  const limit = 0.999 * Math.min(weights[0], weights[1], weights[2]);
  if (weights[APOLOGY] > limit) {
    sum += limit - weights[APOLOGY];
    weights[APOLOGY] = limit;
  }
  for (let k = 0; k < SIZE; k++) weights[k] /= sum;
}

function bandsBare(incident, draws) {
  const { count } = incident;
  const ranks = new Uint32Array(count * count);
  for (let draw = 0; draw < draws.kept; draw++) {
    const order = rankBare(incident, draws.weights.subarray(draw * SIZE, (draw + 1) * SIZE));
    for (let place = 0; place < count; place++) ranks[order[place] * count + place]++;
  }
  return ranks[0] >= 0 ? 1 : 0;
}

/** Facts of 8,000 incidents: the VCDB sample where it stands beside the project, else our own samples, in turn. */
function importedFacts(catalogue) {
  const at = Temporal.Instant.from('2026-11-21T00:00:00Z');
  const knowledge = {
    varieties: catalogue.vocabulary.verisVarieties,
    validateFacts: shippedFactsValidator(),
  };
  const records = texts().flatMap((text) => readVeris(text));
  const taken = records.flatMap(({ record }) => {
    const one = importVeris(record, knowledge, { by: 'bench', at: at.toString() });
    return 'facts' in one ? [rankingFactsOf(one.facts, at, catalogue)] : [];
  });
  return Array.from({ length: INCIDENTS }, (_, n) => taken[n % taken.length]);
}

function texts() {
  if (existsSync(SAMPLE)) return [readFileSync(SAMPLE, 'utf8')];
  return readdirSync(OWN)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(new URL(name, OWN), 'utf8'));
}
