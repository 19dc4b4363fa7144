import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import { priorities, type Priority } from '../../catalogue/domain/priorities.js';
import { resultOf } from './fit-points.js';
import { LinearModel } from './fit-linear-model.js';
import { fitWeights, type FitInputs } from './fit-weights.js';
import { drawFrom } from './posterior-draws.js';

const { weights } = loadCatalogue();
const model = {
  ...weights.model,
  questionNoiseSd: 0.25,
  priorSdTheta: 0.6,
  industrySdTau: 0.25,
  blockInterceptSd: 10,
};
const nothing: FitInputs = { model, observations: [], directions: [], tilts: [] };
const at = (priority: Priority) => priorities.indexOf(priority);
const pointsOf = (inputs: FitInputs, name: string, draws = 40_000) => {
  const posteriors = fitWeights(inputs);
  return resultOf(drawFrom(name, posteriors[name] ?? posteriors['pooled only']!, 7, draws)).weights;
};

describe('a linear model with normal noise', () => {
  it('averages by precision: a prior of variance 4 about 0, seen as 6 with variance 2', () => {
    const line = new LinearModel([2]);
    line.observe([{ unknown: 0, coefficient: 1 }], 6, 2);
    const { mean, covariance } = line.solve();
    // Precision 1/4 + 1/2 = 3/4; mean (6 / 2) / (3/4) = 4.
    expect(mean[0]).toBeCloseTo(4, 12);
    expect(covariance[0]![0]).toBeCloseTo(4 / 3, 12);
  });

  it('ties unknowns that were seen together', () => {
    const line = new LinearModel([1, 1]);
    line.observe(
      [
        { unknown: 0, coefficient: 1 },
        { unknown: 1, coefficient: -1 },
      ],
      3,
      1,
    );
    const { mean, covariance } = line.solve();
    // Precision [[2, -1], [-1, 2]], its inverse [[2, 1], [1, 2]] / 3.
    expect([...mean].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1, -1]);
    expect(covariance.flatMap((row) => [...row]).map((value) => Math.round(value * 3e9) / 1e9)).toEqual([
      2, 1, 1, 2,
    ]);
  });
});

describe('the fit', () => {
  it('without findings is the prior, wider for an industry than for all', () => {
    const { all, 'pooled only': pooled } = fitWeights(nothing);
    expect(all!.mean).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(all!.covariance[0]![0]).toBeCloseTo(0.36, 12);
    expect(pooled!.covariance[0]![0]).toBeCloseTo(0.36 + 0.0625, 12);
    expect(pooled!.covariance[0]![1]).toBeCloseTo(0, 12);
  });

  it('takes a direction as a difference of two log weights', () => {
    const direction = {
      higher: 'speed',
      lower: 'apology',
      industry: null,
      delta: 0.35,
      sd: 0.35,
      evidence: 'x',
    } as const;
    const { all } = fitWeights({ ...nothing, directions: [direction] });
    // The difference has prior variance 0.72: mean 0.35 * 0.72 / (0.72 + 0.1225), half of it on each side.
    const difference = (0.35 * 0.72) / (0.72 + 0.1225);
    expect(all!.mean[at('speed')]).toBeCloseTo(difference / 2, 12);
    expect(all!.mean[at('apology')]).toBeCloseTo(-difference / 2, 12);
  });

  it('takes a tilt as the departure of one industry, which tells the others nothing', () => {
    const tilt = {
      industry: 'retail',
      priority: 'control-over-data',
      delta: 0.35,
      sd: 0.35,
      evidence: 'x',
    } as const;
    const { all, retail, 'pooled only': pooled } = fitWeights({ ...nothing, tilts: [tilt] });
    expect(retail!.mean[at('control-over-data')]).toBeCloseTo((0.35 * 0.0625) / (0.0625 + 0.1225), 12);
    expect([all!.mean[at('control-over-data')], pooled!.mean[at('control-over-data')]]).toEqual([0, 0]);
  });

  it('takes from a question only the differences inside it', () => {
    const item = (priority: Priority, share: number) => ({
      priority,
      share,
      n: 1_000,
      industry: null,
      evidence: 'x',
    });
    const asked = (shares: [number, number]) => ({
      ...nothing,
      observations: [
        { block: 'b', quality: 1, items: [item('speed', shares[0]), item('apology', shares[1])] },
      ],
    });
    const difference = (inputs: FitInputs) => {
      const { mean } = fitWeights(inputs).all!;
      return mean[at('speed')]! - mean[at('apology')]!;
    };
    // Twice the level with the same ratio: only sampling noise differs, and that little.
    expect(difference(asked([0.8, 0.4]))).toBeCloseTo(difference(asked([0.4, 0.2])), 1);
    expect(difference(asked([0.8, 0.4]))).toBeGreaterThan(0.5);
    const alone = fitWeights({
      ...nothing,
      observations: [{ block: 'b', quality: 1, items: [item('speed', 0.9)] }],
    }).all!;
    expect(Math.abs(alone.mean[at('speed')]!)).toBeLessThan(0.001);
  });

  it('trusts a distant question less', () => {
    const asked = (quality: number) => {
      const items = (['speed', 'apology'] as const).map((priority, place) => ({
        priority,
        share: place === 0 ? 0.8 : 0.2,
        n: 1_000,
        industry: null,
        evidence: 'x',
      }));
      return fitWeights({ ...nothing, observations: [{ block: 'b', quality, items }] }).all!.mean[
        at('speed')
      ]!;
    };
    expect(asked(1)).toBeGreaterThan(asked(0.5));
    expect(asked(0.5)).toBeGreaterThan(asked(0.25));
  });

  it('gives the stored posterior of every industry, to its last decimal', () => {
    const fitted = fitWeights(weights);
    expect(Object.keys(fitted).sort()).toEqual(Object.keys(weights.posterior).sort());
    for (const [name, { mean, covariance }] of Object.entries(weights.posterior)) {
      mean.forEach((value, k) => expect(Math.abs(fitted[name]!.mean[k]! - value)).toBeLessThan(0.000051));
      covariance.forEach((row, k) =>
        row.forEach((value, other) =>
          expect(Math.abs(fitted[name]!.covariance[k]![other]! - value)).toBeLessThan(0.0000051),
        ),
      );
    }
  });

  it.each(weights.observations.map(({ block }) => block))(
    'moves no weight by more than its interval when the sample of %s doubles',
    (block) => {
      const observations = weights.observations.map((one) =>
        one.block === block ? { ...one, items: one.items.map((item) => ({ ...item, n: item.n * 2 })) } : one,
      );
      for (const name of ['all', 'financial-services', 'retail', 'education']) {
        const [before, after] = [weights, { ...weights, observations }].map((inputs) =>
          pointsOf(inputs, name, 10_000),
        );
        for (const priority of priorities) {
          const { low, high } = before![priority];
          expect(after![priority].point).toBeGreaterThan(low);
          expect(after![priority].point).toBeLessThan(high);
        }
      }
    },
  );
});

describe('one more finding of 400 people in an industry without any', () => {
  const finding = (priority: Priority, share: number) => ({
    priority,
    share,
    n: 400,
    industry: 'education',
    evidence: 'x',
  });
  const observations = weights.observations.map((question) =>
    question.block === 'ponemon14'
      ? { ...question, items: [...question.items, finding('compensation', 0.8)] }
      : question,
  );
  const added = { ...weights, observations };
  const farthest = (inputs: FitInputs) => {
    const others = ['all', ...Object.keys(weights.results)].filter((name) => name !== 'education');
    const moved = others.flatMap((name) => {
      const [before, after] = [weights, inputs].map((one) => pointsOf(one, name, 20_000));
      return priorities.map((priority) => Math.abs(after![priority].point - before![priority].point));
    });
    return Math.max(...moved);
  };

  it('moves that industry and narrows its interval', () => {
    const [before, after] = [weights, added].map((inputs) => pointsOf(inputs, 'education').compensation);
    expect(after!.point).toBeGreaterThanOrEqual(before!.point + 0.005);
    expect(after!.high - after!.low).toBeLessThan(before!.high - before!.low);
  });

  it('leaves the others within half a point', () => {
    expect(farthest(added)).toBeLessThanOrEqual(0.005);
  });

  it('moves them too where it is the first to ask for two wishes in one question', () => {
    const items = [finding('compensation', 0.3), finding('human-contact', 0.6)];
    const question = { block: 'school', quality: 1, items };
    expect(farthest({ ...weights, observations: [...weights.observations, question] })).toBeGreaterThan(0.02);
  });
});
