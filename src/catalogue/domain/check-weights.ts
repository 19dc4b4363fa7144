import { checkEvidence, checkFactTest } from './check-steps.js';
import type { KnowledgeTables, Path, Report, Row } from './knowledge-tables.js';
import type { Weights } from './weights.js';

/** Weights rest on evidence that exists, the fit on figures that were seen, and every industry has a row. */
export function checkWeights(tables: KnowledgeTables, report: Report): void {
  const row = tables.weights;
  if (!row) return;
  for (const { path, evidence, industry } of fitInputs(row.value)) {
    checkFitEvidence(tables, row, [...path, 'evidence'], evidence, report);
    if (industry !== null && !tables.industries.ids.has(industry)) {
      report(row, [...path, 'industry'], `there is no industry ${industry}`);
    }
  }
  checkResults(tables, row, report);
  checkCoding(row, report);
  checkLeftOut(tables, row, report);
  checkModulators(tables, row, report);
  const [low, high] = row.value.modulatorBounds;
  if (low > high) report(row, ['modulatorBounds'], 'the lower bound is above the upper one');
}

interface FitInput {
  path: Path;
  evidence: string;
  industry: string | null;
}

/** All that enters the fit: shares within a question, directions and tilts. */
function fitInputs(weights: Weights): FitInput[] {
  return [
    ...weights.observations.flatMap(({ items }, block) =>
      items.map(({ evidence, industry }, index) => ({
        path: ['observations', block, 'items', index],
        evidence,
        industry,
      })),
    ),
    ...weights.directions.map(({ evidence, industry }, index) => ({
      path: ['directions', index],
      evidence,
      industry,
    })),
    ...weights.tilts.map(({ evidence, industry }, index) => ({ path: ['tilts', index], evidence, industry })),
  ];
}

function checkFitEvidence(
  tables: KnowledgeTables,
  row: Row<unknown>,
  path: Path,
  id: string,
  report: Report,
): void {
  const finding = tables.evidence.rows.get(id)?.value;
  if (finding && !finding.verified && !finding.seed) {
    report(row, path, `${id} is neither verified nor a seed figure; only such figures may enter the fit`);
  }
  if (!tables.evidence.ids.has(id)) report(row, path, `there is no evidence ${id}`);
}

function checkResults(tables: KnowledgeTables, row: Row<Weights>, report: Report): void {
  const { results, posterior } = row.value;
  for (const [id, result] of Object.entries(results)) {
    checkEvidence(tables, row, ['results', id, 'ownEvidence'], result.ownEvidence ?? [], report);
    if (id === 'all') continue;
    const industry = tables.industries.rows.get(id)?.value;
    if (!tables.industries.ids.has(id)) report(row, ['results', id], `there is no industry ${id}`);
    if (industry && industry.weightBasis !== result.basis) {
      report(row, ['results', id, 'basis'], `the profile of ${id} says ${industry.weightBasis}`);
    }
    if (result.basis !== 'pooled only' && !Object.hasOwn(posterior, id)) {
      report(row, ['results', id], `${id} has findings of its own, so it needs its own posterior`);
    }
  }
  for (const id of Object.keys(posterior)) {
    if (!Object.hasOwn(results, id) && id !== 'pooled only') {
      report(row, ['posterior', id], `there are no results for ${id}`);
    }
  }
  for (const [id, industry] of tables.industries.rows) {
    if (!Object.hasOwn(results, id)) report(industry, [], `there are no weights for ${id} in weights.yaml`);
  }
}

/** A direction or tilt has the size that the coding rule gives to what was reported, never one of its own. */
function checkCoding(row: Row<Weights>, report: Report): void {
  const { directions, tilts, directionCoding } = row.value;
  const coded = Object.values(directionCoding);
  const check = (path: Path, { delta, sd }: { delta: number; sd: number }) => {
    if (coded.some((line) => line.sd === sd && Math.abs(line.delta) === Math.abs(delta))) return;
    report(row, path, 'has a delta and sd that no line of directionCoding gives');
  };
  directions.forEach((direction, index) => check(['directions', index], direction));
  tilts.forEach((tilt, index) => check(['tilts', index], tilt));
}

function checkLeftOut(tables: KnowledgeTables, row: Row<Weights>, report: Report): void {
  const { withoutSource = [], posterior } = row.value;
  const seen = new Set<string>();
  withoutSource.forEach(({ id, evidence, points }, index) => {
    const path = ['withoutSource', index];
    if (seen.has(id)) report(row, [...path, 'id'], `the id ${id} is used twice`);
    seen.add(id);
    checkEvidence(tables, row, [...path, 'evidence'], evidence, report);
    for (const name of Object.keys(points)) {
      if (name !== 'all' && name !== 'pooled only' && !tables.industries.ids.has(name)) {
        report(row, [...path, 'points', name], `there is no industry ${name}`);
      }
    }
    for (const name of Object.keys(posterior)) {
      if (!Object.hasOwn(points, name)) report(row, [...path, 'points'], `there are no points for ${name}`);
    }
  });
}

function checkModulators(tables: KnowledgeTables, row: Row<Weights>, report: Report): void {
  const seen = new Set<string>();
  row.value.modulators.forEach(({ id, when, evidence }, index) => {
    const path = ['modulators', index];
    if (seen.has(id)) report(row, [...path, 'id'], `the id ${id} is used twice`);
    seen.add(id);
    checkFactTest(tables, row, [...path, 'when'], when, report);
    checkEvidence(tables, row, [...path, 'evidence'], evidence, report);
  });
}
