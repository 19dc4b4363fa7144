import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import { priorities } from '../../catalogue/domain/priorities.js';
import { bandOf, spreadsOf } from './bands.js';
import { applies } from './conditions.js';
import { choleskyFactor, drawWeights } from './posterior-draws.js';
import type { RankingFacts } from './ranking-facts.js';
import { rankSteps, termsOf } from './score.js';
import { weigh, weightsUnder } from './weighing.js';

const { steps, weights, industries } = loadCatalogue();
const facts: RankingFacts = {
  mode: 'incident',
  industry: 'automotive',
  cause: 'external-attack',
  dataClasses: ['device-control', 'location'],
  safetyRisk: true,
};

describe('draws of the weights', () => {
  const draws = drawWeights('financial-services', weights, 2_000);
  const rows = Array.from({ length: draws.kept }, (_, row) => draws.weights.subarray(row * 8, row * 8 + 8));

  it('are the same every time', () => {
    expect(drawWeights('financial-services', weights, 2_000)).toEqual(draws);
    expect(drawWeights('retail', weights, 10).seed).not.toBe(draws.seed);
  });

  it('sum to one and never put an apology above a remedy', () => {
    for (const row of rows) {
      expect(row.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
      expect(Math.min(row[0]!, row[1]!, row[2]!)).toBeGreaterThan(row[7]!);
    }
  });

  it.each(['all', ...industries.keys()])('of %s give the points and intervals of the stored fit', (id) => {
    const { support, weights: stored } = weights.results[id]!;
    const draws = drawWeights(id === 'all' ? undefined : id, weights, 40_000);
    const columns = priorities.map((_, column) =>
      Float64Array.from({ length: draws.kept }, (_, row) => draws.weights[row * 8 + column]!).sort(),
    );
    const percentile = (column: Float64Array, share: number) => column[Math.floor(draws.kept * share)]!;
    const medians = columns.map((column) => percentile(column, 0.5));
    const sum = medians.reduce((sum, median) => sum + median, 0);
    expect(Math.abs(draws.kept / draws.drawn - support.allThreeAboveApology)).toBeLessThan(0.01);
    priorities.forEach((priority, index) => {
      const { point, low, high } = stored[priority];
      expect(Math.abs(medians[index]! / sum - point)).toBeLessThan(0.003);
      expect(Math.abs(percentile(columns[index]!, 0.05) - low)).toBeLessThan(0.01);
      expect(Math.abs(percentile(columns[index]!, 0.95) - high)).toBeLessThan(0.01);
    });
  });

  it('come from the wider pooled posterior where an industry has no findings of its own', () => {
    expect(drawWeights('education', weights, 1).posterior).toBe('pooled only');
    expect(drawWeights(undefined, weights, 1).posterior).toBe('all');
  });
});

describe('the Cholesky factor', () => {
  it('is the textbook one', () => {
    const factor = choleskyFactor([
      [4, 12, -16],
      [12, 37, -43],
      [-16, -43, 98],
    ]);
    expect([...factor]).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
  });

  it('refuses a matrix that is no covariance', () => {
    expect(() =>
      choleskyFactor([
        [1, 2],
        [2, 1],
      ]),
    ).toThrow(/positive definite/);
  });
});

describe('bands', () => {
  it.each([
    [1, 'firm'],
    [0.9, 'firm'],
    [0.8999, 'likely'],
    [0.7, 'likely'],
    [0.6999, 'open'],
    [0, 'open'],
  ])('a step that stays on its side in a share of %f is %s', (share, band) => {
    expect(bandOf(share)).toBe(band);
  });

  it('rest on ranking every draw anew, exactly as the shown order was ranked', () => {
    const { scoring } = weights;
    const applicable = [...steps.values()]
      .filter((step) => applies(step, facts))
      .map((step) => termsOf(step, scoring));
    const weighing = weigh(facts, weights);
    const ranked = rankSteps(applicable, weighing.weights, scoring);
    const draws = drawWeights('automotive', weights, 200);
    const orders = Array.from({ length: draws.kept }, (_, row) => {
      const drawn = weightsUnder(draws.weights.subarray(row * 8, row * 8 + 8), weighing.factors);
      return rankSteps(applicable, drawn, scoring).map(({ terms }) => terms.step.id);
    });
    const spreads = spreadsOf(ranked, weighing.factors, draws, scoring);
    ranked.forEach(({ terms }, place) => {
      const ranks = orders.map((order) => order.indexOf(terms.step.id) + 1).sort((a, b) => a - b);
      const share = (holds: (rank: number) => boolean) => ranks.filter(holds).length / ranks.length;
      const next = ranked[place + 1]?.terms.step.id;
      const swapped = orders.filter(
        (order) => next && order.indexOf(next) < order.indexOf(terms.step.id),
      ).length;
      expect(spreads[place]).toEqual({
        band: bandOf(share((rank) => rank <= 5 === place < 5)),
        medianRank: ranks[Math.ceil(ranks.length * 0.5) - 1],
        lowRank: ranks[Math.ceil(ranks.length * 0.05) - 1],
        highRank: ranks[Math.ceil(ranks.length * 0.95) - 1],
        inFirstFive: share((rank) => rank <= 5),
        inFirstTen: share((rank) => rank <= 10),
        swapsWithNext: next === undefined ? null : swapped / ranks.length,
      });
    });
  });

  it('are none when no draw was kept', () => {
    const none = {
      posterior: 'all',
      seed: 1,
      drawn: 0,
      kept: 0,
      remediesAbove: [],
      weights: new Float64Array(0),
    };
    expect(spreadsOf([], [], none, weights.scoring)).toEqual([]);
  });
});
