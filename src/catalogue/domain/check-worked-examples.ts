import type { KnowledgeTables, Path, Report, Row } from './knowledge-tables.js';

/** Worked cases and rankings name only rules, steps, modulators and industries that exist. */
export function checkWorkedExamples(tables: KnowledgeTables, report: Report): void {
  for (const row of tables.cases.rows.values()) {
    const { expected, mustNotBeDue, facts } = row.value;
    const named: [string, Path][] = [
      ...expected.map(({ ruleId }, index): [string, Path] => [ruleId, ['expected', index, 'ruleId']]),
      ...mustNotBeDue.map((id, index): [string, Path] => [id, ['mustNotBeDue', index]]),
      ...Object.keys(facts.notices ?? {}).map((id): [string, Path] => [id, ['facts', 'notices', id]]),
    ];
    refuseUnknown(row, named, tables.rules.ids, 'rule', report);
  }
  const modulators = tables.weights && new Set(tables.weights.value.modulators.map(({ id }) => id));
  for (const row of tables.golden.rows.values()) {
    const ranking = row.value;
    const steps: [string, Path][] = [
      ...ranking.top.map(({ step }, index): [string, Path] => [step, ['top', index]]),
      ...ranking.apology.map(({ step }, index): [string, Path] => [step, ['apology', index]]),
      ...ranking.firstInTime.map((step, index): [string, Path] => [step, ['firstInTime', index]]),
      ...Object.entries(ranking.leadStep).map(([key, step]): [string, Path] => [step, ['leadStep', key]]),
    ];
    refuseUnknown(row, steps, tables.steps.ids, 'step', report);
    const named = ranking.modulators.map((id, index): [string, Path] => [id, ['modulators', index]]);
    if (modulators) refuseUnknown(row, named, modulators, 'modulator', report);
    const { industry } = ranking.facts;
    if (industry)
      refuseUnknown(row, [[industry, ['facts', 'industry']]], tables.industries.ids, 'industry', report);
  }
}

function refuseUnknown(
  row: Row<unknown>,
  named: [id: string, path: Path][],
  known: ReadonlySet<string>,
  noun: string,
  report: Report,
): void {
  for (const [id, path] of named) if (!known.has(id)) report(row, path, `there is no ${noun} ${id}`);
}
