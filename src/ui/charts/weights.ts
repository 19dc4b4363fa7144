import { anchor, chart, element, label, percent } from './svg.js';
import { wantClass, wants, type Want } from './wants.js';

export interface WeightChart {
  /** Per cent of all weight, 0 to 100; `prior` is the industry before this incident, with its 90 % range. */
  rows: readonly {
    want: Want;
    weight: number;
    prior?: { mean: number; low: number; high: number };
  }[];
  /** Whose range it is: `financial services`. */
  industry: string;
}

const rowHeight = 31;

/** How sure are we: a diamond for this incident, circle and whisker for the industry before it. */
export function weightChart({ rows, industry }: WeightChart): string {
  const highest = Math.max(...rows.flatMap(({ weight, prior }) => [weight, prior?.high ?? 0]), 20);
  const at = (weight: number): number => (weight / (highest * 1.05)) * 100;
  const bottom = rows.length * rowHeight + 2;
  const list = rows.map(({ want, weight }) => `${wants[want]} ${weight.toFixed(1)} percent`).join(', ');
  const step = highest > 45 ? 20 : 10;
  const ticks = Array.from({ length: Math.floor(highest / step) + 1 }, (_, index) => index * step);
  return chart(
    bottom + 22,
    `Weight of each want in this incident with the range for ${industry}. ${list}.`,
    ...ticks.flatMap((tick) => [
      line('s-line', at(tick), at(tick), 4, bottom, 1),
      label(tick === 0 ? '0' : `${tick} %`, {
        class: 'm',
        x: percent(at(tick)),
        y: bottom + 16,
        'text-anchor': tick === 0 ? 'start' : 'middle',
      }),
    ]),
    ...rows.flatMap((row, index) => weightRow(row, 15 + index * rowHeight, at)),
  );
}

function weightRow(row: WeightChart['rows'][number], y: number, at: (weight: number) => number): string[] {
  const middle = y + 10.5;
  const drawn = [
    label(wants[row.want], { x: 0, y }),
    label(row.weight.toFixed(1), { x: '100%', y, 'text-anchor': 'end', 'font-weight': 650 }),
  ];
  if (row.prior) {
    const [low, mean, high] = [at(row.prior.low), at(row.prior.mean), at(row.prior.high)];
    drawn.push(
      line('s-control', low, high, middle, middle, 2),
      line('s-control', low, low, middle - 3.5, middle + 3.5, 2),
      line('s-control', high, high, middle - 3.5, middle + 3.5, 2),
      anchor(mean, middle, element('circle', { class: 'f-surface s-control', r: 3.5, 'stroke-width': 2 })),
    );
  }
  drawn.push(
    anchor(
      at(row.weight),
      middle,
      element('path', { class: wantClass(row.want), d: 'M0 -6.5L6.5 0L0 6.5L-6.5 0Z' }),
    ),
  );
  return drawn;
}

function line(className: string, x1: number, x2: number, y1: number, y2: number, width: number): string {
  return element('line', {
    class: className,
    x1: percent(x1),
    x2: percent(x2),
    y1,
    y2,
    'stroke-width': width,
  });
}
