import { asInstant, durationWords, formatInstant, type InstantLike } from '../views.time.js';
import { clockShape, type ClockState } from './clock-mark.js';
import { placeLabels, type Mark, type PlacedMark } from './clock-tape.labels.js';
import { anchor, chart, element, label, percent } from './svg.js';

export interface ClockTape {
  awareAt: InstantLike;
  now: InstantLike;
  /** IANA name, for the words of the description. */
  zone: string;
  /** Any order; a duty without a time has no place on the tape. */
  marks: readonly { at: InstantLike; label: string; state: ClockState }[];
}

const hour = 3_600_000;
const [left, width] = [2, 96];
/** Up to here the tape shows hours; a tape that must go further counts days. */
const hoursShown = 96;
/** The bar lies this far below the labels. */
const rowHeight = 17;
const worst: readonly ClockState[] = ['late', 'due', 'target', 'not-started', 'met'];
const stateWords: Record<ClockState, string> = {
  met: 'met',
  due: 'due',
  target: 'own target',
  late: 'late, was due',
  'not-started': 'not started,',
};

/**
 * Where are we, what is next: a bar from awareness to now, one mark per duty. It ends a little after the last
 * mark of the first four days; when the clock has run longer, after the next open mark. What lies beyond is
 * counted at its end, and the list below the tape says the same in words.
 */
export function clockTape({ awareAt, now, zone, marks }: ClockTape): string {
  const start = asInstant(awareAt).epochMilliseconds;
  const since = (at: InstantLike): number => (asInstant(at).epochMilliseconds - start) / hour;
  const all = marks
    .map(({ at, label, state }) => ({ label, state, hours: Math.max(since(at), 0) }))
    .sort((a, b) => a.hours - b.hours);
  const nowHours = Math.max(since(now), 0);
  const end = lastHour(all, nowHours);
  const at = (hours: number): number => left + Math.min(hours / end, 1) * width;
  const groups = together(
    all.filter(({ hours }) => hours <= end),
    end,
  );
  const placed = placeLabels(groups, at);
  const bar = 19 + Math.max(...placed.map(({ row }) => row + 1), 1) * rowHeight;
  const beyond = all.filter(({ hours }) => hours > end).length;
  return chart(
    bar + 54,
    description(all, nowHours, formatInstant(awareAt, zone)),
    element('rect', { class: 'f-sunken', x: `${left}%`, y: bar - 5, width: `${width}%`, height: 10, rx: 5 }),
    element('rect', {
      class: 'f-brand',
      x: percent(left),
      y: bar - 5,
      width: percent(at(nowHours) - left),
      height: 10,
      rx: 5,
    }),
    ...axis(end, bar, at),
    ...placed.flatMap((mark) => drawMark(mark, bar)),
    ...nowLine(nowHours, end, bar, at),
    beyond === 0 ? '' : laterWords(beyond, at(nowHours), bar),
  );
}

function lastHour(marks: readonly Mark[], now: number): number {
  const near = marks.filter(({ hours }) => hours <= hoursShown).at(-1)?.hours ?? 24;
  const far = marks.filter(({ hours }) => hours > hoursShown);
  const next = far.find(({ hours }) => hours >= now) ?? far.at(-1);
  const longRun = now > hoursShown && next !== undefined;
  const last = longRun ? next.hours : Math.max(near, Math.min(now, hoursShown), 24);
  return Math.max(24, Math.ceil((last * 112) / 100));
}

/** Marks that would cover one another become one, with the worst state and the count. */
function together(marks: readonly Mark[], end: number): Mark[] {
  const groups: { first: Mark; members: Mark[] }[] = [];
  for (const mark of marks) {
    const last = groups.at(-1);
    if (last && (mark.hours - last.first.hours) / end < 0.012) last.members.push(mark);
    else groups.push({ first: mark, members: [mark] });
  }
  return groups.map(({ first, members }) => {
    const state = worst.find((one) => members.some((member) => member.state === one)) ?? first.state;
    const named = members.find((member) => member.state === state) ?? first;
    const rest = members.length - 1;
    return { state, hours: first.hours, label: rest === 0 ? named.label : `${named.label} +${rest}` };
  });
}

function drawMark(mark: PlacedMark, bar: number): string[] {
  const { x } = mark;
  const shape = anchor(x, bar, clockShape(mark.state));
  if (mark.row < 0) return [shape];
  const y = bar - 22 - mark.row * rowHeight;
  const heavy = mark.state === 'due' || mark.state === 'late';
  return [
    element('line', {
      class: 's-control hide-s',
      x1: percent(x),
      x2: percent(x),
      y1: y + 4,
      y2: bar - 7,
      'stroke-width': 1,
    }),
    shape,
    label(mark.label, {
      class: 'hide-s',
      x: percent(x),
      y,
      'text-anchor': mark.anchor,
      'font-weight': heavy ? 650 : undefined,
    }),
  ];
}

function axis(end: number, bar: number, at: (hours: number) => number): string[] {
  const step =
    [6, 12, 24, 120, 360, 1440, 4380, 8766].find((hours) => end / hours <= 9) ?? Math.ceil(end / 8);
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step).flatMap(
    (hours, index) => [
      element('line', {
        class: 's-line',
        x1: percent(at(hours)),
        x2: percent(at(hours)),
        y1: bar + 9,
        y2: bar + 16,
        'stroke-width': 1,
      }),
      label(hours === 0 ? 'Aware' : `+${step < 24 ? `${hours} h` : elapsed(hours)}`, {
        class: index % 2 === 1 ? 'm hide-s' : 'm',
        x: percent(at(hours)),
        y: bar + 30,
        'text-anchor': hours === 0 ? 'start' : at(hours) > 95 ? 'end' : 'middle',
      }),
    ],
  );
}

function nowLine(now: number, end: number, bar: number, at: (hours: number) => number): string[] {
  const x = at(now);
  return [
    element('line', {
      class: 's-ink',
      x1: percent(x),
      x2: percent(x),
      y1: bar - 14,
      y2: bar + 13,
      'stroke-width': 2,
    }),
    label(now > end ? `Now, +${elapsed(now)}` : 'Now', {
      x: percent(x),
      y: bar + 50,
      'text-anchor': x > 90 ? 'end' : x < 5 ? 'start' : 'middle',
      'font-weight': 650,
    }),
  ];
}

/** Beside the word Now, on its free side. */
function laterWords(count: number, now: number, bar: number): string {
  const place = now > 80 ? { x: percent(left), 'text-anchor': 'start' } : { x: '98%', 'text-anchor': 'end' };
  return label(`${count} later than shown`, { class: 'm hide-s', y: bar + 50, ...place });
}

function elapsed(hours: number): string {
  if (hours <= hoursShown) return `${Math.floor(hours)} h`;
  return hours < 17_532 ? `${Math.floor(hours / 24)} d` : `${Math.floor(hours / 8766)} y`;
}

function description(marks: readonly Mark[], now: number, aware: string): string {
  const said = marks.slice(0, 12).map(({ label, state, hours }) => {
    return `${label}: ${stateWords[state]} at plus ${durationWords(hours * hour)}.`;
  });
  const rest = marks.length - said.length;
  const more = rest > 0 ? [`${rest} more in the list.`] : [];
  return [
    `Clock tape from awareness on ${aware}. Now: plus ${durationWords(now * hour)}.`,
    ...said,
    ...more,
  ].join(' ');
}
