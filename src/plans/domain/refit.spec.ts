import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import { priorities } from '../../catalogue/domain/priorities.js';
import type { Weights } from '../../catalogue/domain/weights.js';
import { compareFit } from './fit-comparison.js';
import { resultOf } from './fit-points.js';
import { fitWeights } from './fit-weights.js';
import { drawFrom } from './posterior-draws.js';
import { refit } from './refit.js';
import { sourcesOfFit, withoutEvidence } from './sources-of-fit.js';

const { weights, evidence, industries } = loadCatalogue();
const fitted = refit({ weights, evidence, industries: industries.keys() });
const smaller = (changed: Weights) =>
  refit({ weights: changed, evidence, industries: industries.keys() }, { draws: 4_000 });

describe('a refit of the shipped weights', () => {
  it.each(['all', ...industries.keys()])('gives the stored points and intervals of %s', (industry) => {
    const [stored, fresh] = [weights.results[industry]!, fitted.results[industry]!];
    for (const priority of priorities) {
      const [before, after] = [stored.weights[priority], fresh.weights[priority]];
      expect(Math.abs(after.point - before.point)).toBeLessThanOrEqual(0.003);
      expect(Math.abs(after.low - before.low)).toBeLessThanOrEqual(0.01);
      expect(Math.abs(after.high - before.high)).toBeLessThanOrEqual(0.01);
    }
    expect([fresh.basis, fresh.ownEvidence]).toEqual([stored.basis, stored.ownEvidence]);
  });

  it('gives the stored points without each source', () => {
    expect(weights.withoutSource?.map(({ id }) => id)).toEqual(fitted.withoutSource.map(({ id }) => id));
    for (const [index, stored] of weights.withoutSource!.entries()) {
      const fresh = fitted.withoutSource[index]!;
      expect({ ...stored, points: null }).toEqual({ ...fresh, points: null });
      expect(Object.keys(stored.points).sort()).toEqual(Object.keys(weights.posterior).sort());
      for (const [name, points] of Object.entries(stored.points)) {
        for (const priority of priorities) {
          expect(Math.abs(fresh.points[name]![priority] - points[priority])).toBeLessThanOrEqual(0.003);
        }
      }
    }
  });

  it('is in tolerance, whatever the series of draws', () => {
    const other = refit({ weights, evidence, industries: industries.keys() }, { seed: 12 });
    expect(compareFit(weights, fitted).findings).toEqual([]);
    expect(compareFit(weights, other).findings).toEqual([]);
    expect(other.results).not.toEqual(fitted.results);
  });

  it('gives an industry without findings of its own the numbers of every other such industry', () => {
    const pooled = Object.values(fitted.results).filter(({ basis }) => basis === 'pooled only');
    expect(pooled).toHaveLength(9);
    for (const { weights: row, support } of pooled) {
      expect({ row, support }).toEqual({ row: pooled[0]!.weights, support: pooled[0]!.support });
    }
  });
});

describe('the sources of the fit', () => {
  const sources = sourcesOfFit(weights, evidence);

  it('are the studies, with every finding of the fit in exactly one', () => {
    const { observations, directions, tilts } = weights;
    const findings = [...observations.flatMap(({ items }) => items), ...directions, ...tilts];
    const cited = new Set(findings.map((finding) => finding.evidence));
    expect(sources.flatMap((source) => source.evidence).sort()).toEqual([...cited].sort());
    expect(sources.find(({ id }) => id === 'kpmg18')).toEqual({
      id: 'kpmg18',
      title: 'Consumer Loss Barometer: the economics of trust (KPMG International, 2019)',
      evidence: [
        'kpmg18-apology-consumers',
        'kpmg18-proof-consumers',
        'kpmg18-retail-sharing-over-hack',
        'kpmg18-telecom-misuse-over-hack',
        'kpmg18-top-three',
      ],
    });
  });

  it('keep two studies of one name apart', () => {
    const moved = new Map(evidence);
    const finding = evidence.get('kpmg18-top-three')!;
    moved.set(finding.id, { ...finding, source: { ...finding.source, title: 'Another study', year: null } });
    const named = sourcesOfFit(weights, moved).filter(({ id }) => id.startsWith('kpmg18'));
    expect(named.map(({ id, title }) => [id, title])).toEqual([
      ['kpmg18', 'Consumer Loss Barometer: the economics of trust (KPMG International, 2019)'],
      ['kpmg18-2', 'Another study (KPMG International)'],
    ]);
  });

  it.each([
    ['the KPMG findings of 2018', (id: string) => id.startsWith('kpmg18'), [0.21, 0.66, 0.4, 0.25]],
    [
      'the peer reading of the KPMG list',
      (id: string) => id === 'kpmg18-top-three',
      [0.33, 0.92, 0.57, 0.37],
    ],
  ])('leave the support that the design states without %s', (_, leftOut, expected) => {
    const ids = [...evidence.keys()].filter(leftOut);
    const { all } = fitWeights(withoutEvidence(weights, ids));
    const { support } = resultOf(drawFrom('all', all!, 5, 40_000));
    const { allThreeAboveApology, proofOfFix, compensation, identityHelp } = support;
    [allThreeAboveApology, proofOfFix, compensation, identityHelp].forEach((share, place) =>
      expect(Math.abs(share - expected[place]!)).toBeLessThan(0.015),
    );
  });
});

describe('the comparison with the stored fit', () => {
  it('names a point that somebody typed in', () => {
    const results = structuredClone(weights.results);
    results['retail']!.weights.apology.point = 0.15;
    const { ok, findings } = compareFit({ ...weights, results }, fitted);
    expect(ok).toBe(false);
    expect(findings).toEqual([
      expect.stringMatching(/^results\/retail\/weights\/apology\/point is 0\.15, recomputed 0\.09/),
    ]);
  });

  it('names what a new finding leaves behind: results, posterior, sources, basis', () => {
    const tilt = {
      industry: 'education',
      priority: 'speed',
      delta: 0.35,
      sd: 0.35,
      evidence: 'ragestudy13-apology',
    } as const;
    const changed = { ...weights, tilts: [...weights.tilts, tilt] };
    const { findings } = compareFit(changed, smaller(changed));
    for (const place of [
      /^results\/education\/basis is pooled only, recomputed own and pooled/,
      /^results\/education\/ownEvidence/,
      /^posterior\/education is missing/,
      /^withoutSource\/ragestudy13 is missing/,
    ]) {
      expect(findings).toContainEqual(expect.stringMatching(place));
    }
  });

  it('names what a removed finding leaves behind', () => {
    const changed = {
      ...weights,
      ...withoutEvidence(weights, ['tsys14-switch-reimburse', 'tsys14-switch-security']),
    };
    const { findings } = compareFit(changed, smaller(changed));
    expect(findings).toContainEqual('withoutSource/tsys14 is no part of the fit any more.');
    expect(findings).toContainEqual(expect.stringMatching(/^posterior\/financial-services\/mean is off/));
  });

  it('is content with own weights that have no table of sources', () => {
    const { withoutSource: _, ...own } = weights;
    expect(compareFit(own, fitted)).toMatchObject({ ok: true, findings: [] });
  });
});
