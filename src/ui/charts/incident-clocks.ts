import { asInstant, type InstantLike } from '../views.time.js';
import { clockShape, type ClockState } from './clock-mark.js';
import { anchor, chart, element, label, percent } from './svg.js';

export interface IncidentClocks {
  now: InstantLike;
  /** One line per incident, the first on top. */
  rows: readonly {
    /** Short: `00042`. */
    name: string;
    /** Whose incident it is; hidden on narrow screens. */
    who: string;
    marks: readonly { at: InstantLike; state: ClockState }[];
  }[];
}

const hour = 3_600_000;
const rowHeight = 32;
/** Hours shown before and after now. */
const [before, after] = [12, 72];
/** Names stand left of it, in per cent. */
const left = 24;

/** Which incident first: one line per incident with its clocks of the next three days. The table below says all. */
export function incidentClocks({ now, rows }: IncidentClocks): string {
  const at = (hours: number): number => left + ((hours + before) / (before + after)) * (99 - left);
  const bottom = rows.length * rowHeight + 8;
  const ticks = Array.from({ length: after / 12 }, (_, index) => (index + 1) * 12);
  const shown = rows.map(({ marks }) =>
    marks
      .map((mark) => ({
        ...mark,
        hours: (asInstant(mark.at).epochMilliseconds - asInstant(now).epochMilliseconds) / hour,
      }))
      .filter(({ hours }) => hours >= -before && hours <= after),
  );
  return chart(
    bottom + 24,
    `Clocks from ${before} hours ago to ${after} hours ahead, one line per incident. The table below lists them.`,
    line('s-ink', at(0), bottom, 2),
    label('Now', { x: percent(at(0)), y: bottom + 17, 'text-anchor': 'middle', 'font-weight': 650 }),
    ...ticks.flatMap((hours) => [
      line('s-line', at(hours), bottom, 1),
      label(`+${hours} h`, {
        class: hours % 24 === 0 ? 'm' : 'm hide-s',
        x: percent(at(hours)),
        y: bottom + 17,
        'text-anchor': hours === after ? 'end' : 'middle',
      }),
    ]),
    ...rows.flatMap(({ name, who }, index) => {
      const y = 24 + index * rowHeight;
      return [
        element('line', { class: 's-line', x1: percent(left), x2: '99%', y1: y, y2: y, 'stroke-width': 1 }),
        label(name, { x: 0, y: y + 4 }),
        label(who, { class: 'm hide-s', x: '6%', y: y + 4 }),
        ...(shown[index] ?? []).map(({ hours, state }) => anchor(at(hours), y, clockShape(state))),
      ];
    }),
  );
}

function line(className: string, x: number, bottom: number, width: number): string {
  return element('line', {
    class: className,
    x1: percent(x),
    x2: percent(x),
    y1: 4,
    y2: bottom,
    'stroke-width': width,
  });
}
