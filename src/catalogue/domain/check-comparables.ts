import type { ComparableCell, Comparables } from './comparables.js';
import type { KnowledgeTables, Path, Report, Row } from './knowledge-tables.js';

/**
 * Each pair of industry and cause once and by known words, no cell or distribution below the smallest, counts within
 * their incidents, percentiles that rise, and no cell above the wider cells it is part of.
 */
export function checkComparables(tables: KnowledgeTables, report: Report): void {
  const row = tables.comparables;
  if (!row) return;
  const { cells } = row.value;
  const byName = new Map(cells.map((cell) => [nameOf(cell), cell]));
  const seen = new Set<string>();
  cells.forEach((cell, index) => {
    const at = (path: Path, message: string) => report(row, ['cells', index, ...path], message);
    if (seen.has(nameOf(cell))) at([], `${cell.industry} and ${cell.cause} have another cell`);
    seen.add(nameOf(cell));
    if (cell.industry !== 'any' && cell.industry !== 'other' && !tables.industries.ids.has(cell.industry)) {
      at(['industry'], `there is no industry ${cell.industry}`);
    }
    checkCounts(cell, row.value.smallestCell, at);
    checkWider(cell, byName, at);
  });
  checkWhole(row, byName, report);
}

type FaultAt = (path: Path, message: string) => void;

function nameOf({ industry, cause }: Pick<ComparableCell, 'industry' | 'cause'>): string {
  return `${industry}/${cause}`;
}

function checkCounts(cell: ComparableCell, smallest: number, at: FaultAt): void {
  if (cell.incidents < smallest) at(['incidents'], `is below the smallest cell of ${smallest}`);
  for (const field of ['creditMonitoring', 'dataAbuse'] as const) {
    const coded = sum(Object.values(cell[field]));
    if (coded > cell.incidents) at([field], `adds up to ${coded} of ${cell.incidents} incidents`);
  }
  for (const field of ['daysFromIncidentToNotification', 'records'] as const) {
    const spread = cell[field];
    if (!spread) continue;
    const { n, ...points } = spread;
    if (n < smallest) at([field, 'n'], `is below the smallest cell of ${smallest}`);
    if (n > cell.incidents) at([field, 'n'], `is more than the ${cell.incidents} incidents of the cell`);
    const values = PERCENTILES.flatMap((name) => (points as Partial<Record<string, number>>)[name] ?? []);
    if (values.some((value, index) => value < (values[index - 1] ?? 0)))
      at([field], 'has percentiles that fall');
  }
}

const PERCENTILES = ['p25', 'median', 'p75', 'p90'];

function checkWider(cell: ComparableCell, byName: ReadonlyMap<string, ComparableCell>, at: FaultAt): void {
  for (const wider of [
    { industry: cell.industry, cause: 'any' as const },
    { industry: 'any', cause: cell.cause },
  ]) {
    const whole = byName.get(nameOf(wider));
    if (!whole) at([], `has no wider cell of ${wider.industry} and ${wider.cause}`);
    else if (whole.incidents < cell.incidents) {
      at(['incidents'], `is more than the ${whole.incidents} of ${wider.industry} and ${wider.cause}`);
    }
  }
}

function checkWhole(
  row: Row<Comparables>,
  byName: ReadonlyMap<string, ComparableCell>,
  report: Report,
): void {
  const { cells, source } = row.value;
  const whole = byName.get('any/any');
  if (!whole) {
    report(row, ['cells'], 'has no cell of any industry and any cause');
    return;
  }
  if (whole.incidents > source.incidents) {
    report(row, ['source', 'incidents'], `is below the ${whole.incidents} incidents that are counted`);
  }
  const parts = [
    cells.filter(({ industry, cause }) => industry !== 'any' && cause === 'any'),
    cells.filter(({ industry, cause }) => industry === 'any' && cause !== 'any'),
  ];
  for (const part of parts) {
    const together = sum(part.map(({ incidents }) => incidents));
    if (together > whole.incidents) {
      report(row, ['cells'], `has ${together} incidents in its parts and ${whole.incidents} in all`);
    }
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
