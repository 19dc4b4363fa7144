import { element, figure, percent } from './svg.js';
import { wantClass, wants, type Want } from './wants.js';

/** Left free after each segment, in per cent of the bar: about 2 px on a desk. */
const gap = 0.35;

interface Segment {
  className: string;
  value: number;
}

function bar(description: string, segments: readonly Segment[], whole: number, className: string): string {
  let x = 0;
  const drawn = [element('rect', { class: 'f-sunken', width: '100%', height: '100%' })];
  for (const segment of segments) {
    const width = whole > 0 ? Math.min((segment.value / whole) * 100, 100 - x) : 0;
    if (width <= 0) continue;
    const visible = Math.max(width - gap, 0.2);
    drawn.push(
      element('rect', {
        class: segment.className,
        x: percent(x),
        y: 0,
        width: percent(visible),
        height: '100%',
      }),
    );
    x += width;
  }
  return element('svg', { class: className, role: 'img', 'aria-label': description }, ...drawn);
}

export interface ScoreBar {
  /** After the discounts; shown beside the bar. */
  score: number;
  /** Points per want before the discounts, any order. */
  parts: readonly { want: Want; points: number }[];
  /** Points of a full bar, the same for all rows of a page. Default 27. */
  scale?: number;
}

/** Why this rank: points per want, largest first, on one scale for the page. */
export function scoreBar({ score, parts, scale = 27 }: ScoreBar): string {
  const sorted = parts.filter(({ points }) => points > 0).sort((a, b) => b.points - a.points);
  const words = sorted.map(({ want, points }) => `${wants[want]} ${figure(points)}`).join(', ');
  const description =
    words === ''
      ? `Score ${score.toFixed(2)}`
      : `Score ${score.toFixed(2)}: ${words} before the discounts for time and effort`;
  const segments = sorted.map(({ want, points }) => ({ className: wantClass(want), value: points }));
  return bar(description, segments, scale, 'bar');
}

export interface ProgressBar {
  parts: readonly { label: string; count: number; tone: 'ok' | 'brand' | 'warn' | 'danger' | 'muted' }[];
  total: number;
  /** What is counted: `31,940 people`. */
  of?: string;
  thin?: boolean;
}

/** How far, how bad. Every count is in the description; the caller also writes them below the bar. */
export function progressBar({ parts, total, of, thin = false }: ProgressBar): string {
  const words = parts.map(({ label, count }) => `${figure(count)} ${label.toLowerCase()}`).join(', ');
  const segments = parts.map(({ tone, count }) => ({ className: `f-${tone}`, value: count }));
  return bar(`${words}, of ${of ?? figure(total)}`, segments, total, thin ? 'bar' : 'bar thick');
}
