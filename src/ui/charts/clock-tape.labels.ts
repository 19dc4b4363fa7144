import type { ClockState } from './clock-mark.js';

export interface Mark {
  label: string;
  state: ClockState;
  /** Since awareness. */
  hours: number;
}

export interface PlacedMark extends Mark {
  /** Row of the label above the bar, 0 nearest; -1 where no row is free: the list below has it. */
  row: number;
  anchor: 'start' | 'middle' | 'end';
  x: number;
  /** Where the label begins and ends, in per cent. */
  from: number;
  to: number;
}

/** Width of a label in per cent of a tape of 900 px, at about 7 px a letter. */
const letter = (7 / 900) * 100;
const rows = [0, 1, 2, 3];

/** All labels in as few rows as can be; where even four rows do not do, some stay away. */
export function placeLabels(marks: readonly Mark[], at: (hours: number) => number): PlacedMark[] {
  for (let height = 1; height <= rows.length; height += 1) {
    const placed = placeAll(marks, at, rows.slice(0, height));
    if (placed) return placed;
  }
  const placed: PlacedMark[] = [];
  for (const mark of marks) {
    const x = at(mark.hours);
    const candidates = rows.flatMap((row) => anchored(mark, x, row));
    const free = candidates.find((candidate) => placed.every((other) => !collide(candidate, other)));
    placed.push(free ?? { ...mark, row: -1, anchor: 'middle', x, from: x, to: x });
  }
  return placed;
}

/** Tries every place for each label in turn, taking steps back; null when there is no way within the budget. */
function placeAll(
  marks: readonly Mark[],
  at: (hours: number) => number,
  within: readonly number[],
): PlacedMark[] | null {
  const placed: PlacedMark[] = [];
  let tries = 0;
  const placeFrom = (index: number): boolean => {
    const mark = marks[index];
    if (!mark) return true;
    for (const candidate of within.flatMap((row) => anchored(mark, at(mark.hours), row))) {
      tries += 1;
      if (tries > 5000) return false;
      if (placed.some((other) => collide(candidate, other))) continue;
      placed.push(candidate);
      if (placeFrom(index + 1)) return true;
      placed.pop();
    }
    return false;
  };
  return placeFrom(0) ? placed : null;
}

function anchored(mark: Mark, x: number, row: number): PlacedMark[] {
  const size = mark.label.length * letter;
  const choices: PlacedMark[] = [
    { ...mark, row, x, anchor: 'middle', from: x - size / 2, to: x + size / 2 },
    { ...mark, row, x, anchor: 'start', from: x, to: x + size },
    { ...mark, row, x, anchor: 'end', from: x - size, to: x },
  ];
  return choices.filter(({ from, to }) => from >= 0 && to <= 100);
}

function collide(one: PlacedMark, other: PlacedMark): boolean {
  if (one.row < 0 || other.row < 0) return false;
  if (one.row === other.row) return one.from < other.to + 1 && other.from < one.to + 1;
  const [lower, higher] = one.row < other.row ? [one, other] : [other, one];
  return higher.x > lower.from - 0.5 && higher.x < lower.to + 0.5;
}
