import type { Evidence } from '../../catalogue/domain/evidence.js';
import { compareIds } from './score.js';
import type { FitInputs } from './fit-weights.js';

/** A study whose findings enter the fit. */
export interface FitSource {
  id: string;
  title: string;
  /** Ids of its findings that enter the fit, sorted. */
  evidence: string[];
}

/**
 * The sources of the fit, by id: findings belong to one source when publisher, title and year are the same.
 *
 * @throws RangeError for a finding that `evidence.yaml` lacks; the knowledge check refuses such ids at load
 */
export function sourcesOfFit(inputs: FitInputs, evidence: ReadonlyMap<string, Evidence>): FitSource[] {
  const byStudy = new Map<string, { title: string; evidence: string[] }>();
  for (const id of citedInFit(inputs)) {
    const source = evidence.get(id)?.source;
    if (source === undefined) throw new RangeError(`evidence.yaml has no entry \`${id}\`.`);
    const { publisher, title, year } = source;
    const named = `${title} (${publisher}${year === null ? '' : `, ${year}`})`;
    const study = byStudy.get(named) ?? { title: named, evidence: [] };
    byStudy.set(named, study);
    study.evidence.push(id);
  }
  const studies = [...byStudy.values()];
  const taken = new Map<string, number>();
  return studies.map((study) => ({ id: idOf(study.evidence, taken), ...study }));
}

/** The fit without the findings of one source. */
export function withoutEvidence(inputs: FitInputs, evidence: readonly string[]): FitInputs {
  const stays = (finding: { evidence: string }) => !evidence.includes(finding.evidence);
  const blocks = inputs.observations.map((block) => ({ ...block, items: block.items.filter(stays) }));
  return {
    model: inputs.model,
    observations: blocks.filter(({ items }) => items.length > 0),
    directions: inputs.directions.filter(stays),
    tilts: inputs.tilts.filter(stays),
  };
}

function citedInFit({ observations, directions, tilts }: FitInputs): string[] {
  const findings = [...observations.flatMap(({ items }) => items), ...directions, ...tilts];
  return [...new Set(findings.map(({ evidence }) => evidence))].sort(compareIds);
}

/** Findings of one study begin alike: `kpmg18-proof-consumers` is of `kpmg18`. A second study of that name is numbered. */
function idOf(evidence: readonly string[], taken: Map<string, number>): string {
  const [name] = evidence[0]!.split('-') as [string];
  const times = (taken.get(name) ?? 0) + 1;
  taken.set(name, times);
  return times === 1 ? name : `${name}-${times}`;
}
