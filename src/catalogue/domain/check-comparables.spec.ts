import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '../yaml-document.js';
import { shippedFolder } from '../knowledge-schemas.js';
import { checkComparables } from './check-comparables.js';
import type { Comparables } from './comparables.js';
import type { KnowledgeTables, Path } from './knowledge-tables.js';

const shipped = () =>
  readYaml(readFileSync(join(shippedFolder, 'comparables.yaml'), 'utf8')).value as Comparables;

/** The faults of the shipped cells after a change, each as its pointer and message. */
function faultsAfter(change: (value: Comparables) => void): string[] {
  const value = shipped();
  change(value);
  const faults: string[] = [];
  const tables = {
    comparables: { value, file: null, path: [] },
    industries: { rows: new Map(), ids: new Set(value.cells.map(({ industry }) => industry)) },
  } as unknown as KnowledgeTables;
  const report = (_: unknown, path: Path, message: string) => {
    faults.push(`/${path.join('/')} ${message}`);
  };
  checkComparables(tables, report);
  return faults;
}

const cellOf = (value: Comparables, index: number) => value.cells[index] as Comparables['cells'][number];

describe('checkComparables', () => {
  it('finds nothing wrong with the shipped counts, whose parts add up to the whole', () => {
    expect(faultsAfter(() => undefined)).toEqual([]);
    const { cells } = shipped();
    const incidentsOf = (industry: RegExp, cause: RegExp) =>
      cells
        .filter((cell) => industry.test(cell.industry) && cause.test(cell.cause))
        .reduce((total, { incidents }) => total + incidents, 0);
    expect(cells).toHaveLength(73);
    expect(incidentsOf(/^(?!any$)/, /^any$/)).toBe(7577);
    expect(incidentsOf(/^any$/, /^(?!any$)/)).toBe(7577);
  });

  it.each<[string, (value: Comparables) => void, string]>([
    [
      'counts above their incidents',
      (value) => (cellOf(value, 0).creditMonitoring.unknown = 7000),
      '/cells/0/creditMonitoring adds up to 7655 of 7577 incidents',
    ],
    [
      'a distribution of fewer than twenty',
      (value) => (cellOf(value, 0).records = { n: 19, median: 1, p90: 2 }),
      '/cells/0/records/n is below the smallest cell of 20',
    ],
    [
      'percentiles that fall',
      (value) =>
        (cellOf(value, 1).daysFromIncidentToNotification = { n: 20, p25: 9, median: 8, p75: 9, p90: 10 }),
      '/cells/1/daysFromIncidentToNotification has percentiles that fall',
    ],
    [
      'a pair told twice',
      (value) => value.cells.push(cellOf(value, 6)),
      '/cells/73 any and unknown have another cell',
    ],
  ])('refuses %s', (_, change, fault) => {
    expect(faultsAfter(change)).toContain(fault);
  });

  it('refuses a cell that is too small, or larger than what it is part of', () => {
    const last = shipped().cells.length - 1;
    expect(faultsAfter((value) => (cellOf(value, last).incidents = 19))).toEqual(
      expect.arrayContaining([`/cells/${last}/incidents is below the smallest cell of 20`]),
    );
    expect(faultsAfter((value) => (cellOf(value, last).incidents = 95))).toEqual([
      `/cells/${last}/incidents is more than the 94 of telecommunications and any`,
    ]);
  });

  it('refuses counts without the cell of everything', () => {
    expect(faultsAfter((value) => value.cells.shift())).toContain(
      '/cells has no cell of any industry and any cause',
    );
  });
});
