import { anchor, chart, element, figure, label, percent } from './svg.js';

export interface PriorityGap {
  /** Shares in per cent, 0 to 100. */
  rows: readonly { label: string; customers: number; leaders: number }[];
}

const rowHeight = 50;
const [left, width] = [2, 96];

/** How the wishes of leaders differ from those of customers: filled circle customers, open square leaders. */
export function priorityGap({ rows }: PriorityGap): string {
  const highest = Math.max(...rows.flatMap(({ customers, leaders }) => [customers, leaders]), 1);
  const end = Math.ceil(highest / 10) * 10;
  const bottom = 8 + rows.length * rowHeight;
  const at = (share: number): number => left + (share / end) * width;
  const description = rows
    .map((row) => {
      const [customers, leaders] = [figure(row.customers), figure(row.leaders)];
      return `${row.label}: customers ${customers} percent, security leaders ${leaders} percent.`;
    })
    .join(' ');
  return chart(
    bottom + 24,
    `Named as first wish. ${description}`,
    ...ticks(end).flatMap((tick) => [
      verticalLine(at(tick), 8, bottom),
      label(tick === end ? `${tick} %` : `${tick}`, {
        class: 'm',
        x: percent(at(tick)),
        y: bottom + 17,
        'text-anchor': 'middle',
      }),
    ]),
    ...rows.flatMap((row, index) => dumbbell(row, 24 + index * rowHeight, at)),
  );
}

function ticks(end: number): number[] {
  const step = end > 50 ? 20 : 10;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step);
}

function verticalLine(x: number, from: number, to: number): string {
  return element('line', {
    class: 's-line',
    x1: percent(x),
    x2: percent(x),
    y1: from,
    y2: to,
    'stroke-width': 1,
  });
}

function dumbbell(row: PriorityGap['rows'][number], y: number, at: (share: number) => number): string[] {
  const [customers, leaders] = [at(row.customers), at(row.leaders)];
  const customersLead = row.customers >= row.leaders;
  const side = (right: boolean) => ({ dx: right ? 12 : -12, dy: 4, 'text-anchor': right ? 'start' : 'end' });
  return [
    label(row.label, { x: percent(left), y, 'font-weight': 650 }),
    element('line', {
      class: 's-control',
      x1: percent(customers),
      x2: percent(leaders),
      y1: y + 18,
      y2: y + 18,
      'stroke-width': 3,
    }),
    anchor(customers, y + 18, element('circle', { class: 'f-brand', r: 7 })),
    anchor(
      leaders,
      y + 18,
      element('rect', {
        class: 'f-surface s-ink',
        x: -6,
        y: -6,
        width: 12,
        height: 12,
        'stroke-width': 2,
      }),
    ),
    label(figure(row.customers), {
      x: percent(customers),
      y: y + 18,
      ...side(customersLead),
      'font-weight': 650,
    }),
    label(figure(row.leaders), { x: percent(leaders), y: y + 18, ...side(!customersLead) }),
  ];
}
