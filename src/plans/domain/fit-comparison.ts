import { priorities, type Priority } from '../../catalogue/domain/priorities.js';
import type { Posterior, SourceLeftOut, WeightResult, Weights } from '../../catalogue/domain/weights.js';
import type { FittedWeights } from './refit.js';
import { rounded } from './rounding.js';

/** How far a stored number may lie from the recomputed one: shares of 1 and, of the posterior, log weights. */
export const fitTolerance = { point: 0.003, intervalEnd: 0.01, support: 0.015, posterior: 0.001 };

type Interval = WeightResult['weights'][Priority];

export interface ComparedWeight {
  priority: Priority;
  stored: Interval;
  recomputed: Interval;
  /** Recomputed minus stored. */
  difference: Interval;
}

export interface FitComparison {
  ok: boolean;
  industries: { industry: string; basis: WeightResult['basis'] | null; weights: ComparedWeight[] }[];
  /** One sentence per number or name that is out of tolerance. */
  findings: string[];
}

/** The stored fit beside the recomputed one. A stored file without `withoutSource` is in order. */
export function compareFit(stored: Weights, fitted: FittedWeights): FitComparison {
  const industries = Object.entries(fitted.results).map(([industry, result]) => ({
    industry,
    basis: result.basis ?? null,
    weights: comparedWeights(stored.results[industry], result),
  }));
  const findings = [
    ...Object.entries(fitted.results).flatMap(([name, one]) =>
      resultFindings(name, stored.results[name], one),
    ),
    ...namesOnlyIn(stored.posterior, fitted.posterior, 'posterior'),
    ...Object.entries(fitted.posterior).flatMap(([name, one]) =>
      posteriorFindings(name, stored.posterior[name], one),
    ),
    ...(stored.withoutSource ? sourceFindings(stored.withoutSource, fitted.withoutSource) : []),
  ];
  return { ok: findings.length === 0, industries, findings };
}

function comparedWeights(stored: WeightResult | undefined, recomputed: WeightResult): ComparedWeight[] {
  if (stored === undefined) return [];
  return priorities.map((priority) => {
    const [before, after] = [stored.weights[priority], recomputed.weights[priority]];
    const difference = {
      point: apart(after.point, before.point),
      low: apart(after.low, before.low),
      high: apart(after.high, before.high),
    };
    return { priority, stored: before, recomputed: after, difference };
  });
}

function resultFindings(industry: string, stored: WeightResult | undefined, fitted: WeightResult): string[] {
  if (stored === undefined) return [`results/${industry} is missing.`];
  const { point, intervalEnd, support } = fitTolerance;
  const findings = comparedWeights(stored, fitted).flatMap(({ priority, stored: before, difference }) => {
    const off = [
      ...outside('point', before.point, difference.point, point),
      ...outside('low', before.low, difference.low, intervalEnd),
      ...outside('high', before.high, difference.high, intervalEnd),
    ];
    return off.map((words) => `results/${industry}/weights/${priority}/${words}`);
  });
  for (const [part, share] of Object.entries(stored.support)) {
    const fresh = fitted.support[part as keyof WeightResult['support']];
    const off = outside(part, share, apart(fresh, share), support);
    findings.push(...off.map((words) => `results/${industry}/support/${words}`));
  }
  if (stored.basis !== fitted.basis) {
    findings.push(
      `results/${industry}/basis is ${stored.basis ?? 'absent'}, recomputed ${fitted.basis ?? 'absent'}.`,
    );
  }
  if (!sameIds(stored.ownEvidence ?? [], fitted.ownEvidence ?? [])) {
    findings.push(`results/${industry}/ownEvidence does not list the findings of its own in the fit.`);
  }
  return findings;
}

function posteriorFindings(name: string, stored: Posterior | undefined, fitted: Posterior): string[] {
  if (stored === undefined) return [`posterior/${name} is missing.`];
  const largest = (before: readonly number[], after: readonly number[]) =>
    Math.max(...after.map((value, index) => Math.abs(value - before[index]!)));
  const differences = {
    mean: largest(stored.mean, fitted.mean),
    covariance: largest(stored.covariance.flat(), fitted.covariance.flat()),
  };
  return Object.entries(differences).flatMap(([part, difference]) =>
    difference <= fitTolerance.posterior
      ? []
      : [`posterior/${name}/${part} is off by up to ${difference.toFixed(4)}.`],
  );
}

function sourceFindings(stored: readonly SourceLeftOut[], fitted: readonly SourceLeftOut[]): string[] {
  const byId = (list: readonly SourceLeftOut[]) => new Map(list.map((source) => [source.id, source]));
  const [before, after] = [byId(stored), byId(fitted)];
  const missing = namesOnlyIn(Object.fromEntries(before), Object.fromEntries(after), 'withoutSource');
  return missing.concat(
    fitted.flatMap(({ id, evidence, points }) => {
      const known = before.get(id);
      if (known === undefined) return [`withoutSource/${id} is missing.`];
      const off = Object.entries(points).flatMap(([name, weights]) =>
        priorities.flatMap((priority) => {
          const share = known.points[name]?.[priority] ?? 0;
          const words = outside(priority, share, apart(weights[priority], share), fitTolerance.point);
          return words.map((said) => `withoutSource/${id}/points/${name}/${said}`);
        }),
      );
      if (!sameIds(known.evidence, evidence))
        off.push(`withoutSource/${id}/evidence lists other findings than the fit.`);
      return off;
    }),
  );
}

function namesOnlyIn(stored: object, fitted: object, place: string): string[] {
  const extra = Object.keys(stored).filter((name) => !Object.hasOwn(fitted, name));
  return extra.map((name) => `${place}/${name} is no part of the fit any more.`);
}

function outside(part: string, stored: number, difference: number, tolerance: number): string[] {
  if (Math.abs(difference) <= tolerance) return [];
  return [`${part} is ${stored}, recomputed ${rounded(stored + difference, 3)}.`];
}

/** Free of the last digits that two rounded numbers leave behind. */
function apart(recomputed: number, stored: number): number {
  return rounded(recomputed - stored, 6);
}

function sameIds(some: readonly string[], others: readonly string[]): boolean {
  const sorted = [...some].sort();
  return sorted.length === others.length && [...others].sort().every((id, index) => id === sorted[index]);
}
