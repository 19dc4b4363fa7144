import type { Evidence } from '../../catalogue/domain/evidence.js';
import type { Posterior, SourceLeftOut, WeightResult, Weights } from '../../catalogue/domain/weights.js';
import { pointsOf, resultOf } from './fit-points.js';
import { fitWeights, type FitInputs } from './fit-weights.js';
import { drawFrom } from './posterior-draws.js';
import { seedOf } from './random.js';
import { rounded } from './rounding.js';
import { compareIds } from './score.js';
import { sourcesOfFit, withoutEvidence } from './sources-of-fit.js';

/** The parts of `weights.yaml` that follow from its findings, rounded as they are stored. */
export type FittedWeights = Required<Pick<Weights, 'results' | 'posterior' | 'withoutSource'>>;

/** What a fit reads. */
export interface FitKnowledge {
  evidence: ReadonlyMap<string, Evidence>;
  /** Ids of all industries that get a row of results. */
  industries: Iterable<string>;
  weights: FitInputs & Pick<Weights, 'version'>;
}

export interface RefitOptions {
  /** Draws per posterior. Absent: those of the model. */
  draws?: number;
  /** Start of every series of draws. Absent: it follows from the version of the weights. */
  seed?: number;
}

const meanDecimals = 4;
const covarianceDecimals = 5;

/**
 * Fits the weights anew from the findings: all of them, then without one source at a time. The same series of
 * draws serves every fit, so that a difference between two fits is that of their findings.
 *
 * @throws RangeError when no draw of some fit meets the ordering rule, or a finding is not in the evidence
 */
export function refit(knowledge: FitKnowledge, options: RefitOptions = {}): FittedWeights {
  const { weights: inputs, evidence } = knowledge;
  const draws = options.draws ?? inputs.model.draws;
  const start = options.seed ?? inputs.version;
  const resultsOf = (posteriors: Record<string, Posterior>) => {
    const entries = Object.entries(posteriors).map(([name, posterior]) => {
      const drawn = drawFrom(name, posterior, seedOf(`${start}/${name}`), draws);
      return [name, resultOf(drawn)] as const;
    });
    return new Map(entries);
  };
  const posteriors = fitWeights(inputs);
  return {
    results: resultRows(knowledge, resultsOf(posteriors)),
    posterior: Object.fromEntries(Object.entries(posteriors).map(([name, one]) => [name, stored(one)])),
    withoutSource: sourcesOfFit(inputs, evidence).map((source): SourceLeftOut => {
      const results = resultsOf(fitWeights(withoutEvidence(inputs, source.evidence)));
      const points = Object.keys(posteriors).map((name) => {
        // An industry whose only findings are of this source is left with the pooled ones.
        const result = results.get(name) ?? results.get('pooled only')!;
        return [name, pointsOf(result)] as const;
      });
      return { ...source, points: Object.fromEntries(points) };
    }),
  };
}

type Drawn = Pick<WeightResult, 'support' | 'weights'>;

/** One row for `all` and one per industry, those without findings of their own with the same numbers. */
function resultRows(
  { industries, weights: inputs }: FitKnowledge,
  drawn: ReadonlyMap<string, Drawn>,
): Record<string, WeightResult> {
  const rows = [...industries].map((industry): [string, WeightResult] => {
    const own = drawn.get(industry);
    const result = own ?? drawn.get('pooled only')!;
    const basis = own ? 'own and pooled' : 'pooled only';
    return [industry, { basis, ownEvidence: ownEvidence(inputs, industry), ...result }];
  });
  return { all: drawn.get('all')!, ...Object.fromEntries(rows) };
}

function ownEvidence({ observations, directions, tilts }: FitInputs, industry: string): string[] {
  const findings = [...observations.flatMap(({ items }) => items), ...directions, ...tilts];
  const own = findings.filter((finding) => finding.industry === industry);
  return [...new Set(own.map(({ evidence }) => evidence))].sort(compareIds);
}

function stored({ mean, covariance }: Posterior): Posterior {
  return {
    mean: mean.map((value) => rounded(value, meanDecimals)),
    covariance: covariance.map((row) => row.map((value) => rounded(value, covarianceDecimals))),
  };
}
