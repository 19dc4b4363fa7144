import { element } from './svg.js';

/** met: circle with a tick; due: filled diamond; target: open square; late: triangle; not-started: ring. */
export type ClockState = 'met' | 'due' | 'target' | 'late' | 'not-started';

export const clockStateWords: Record<ClockState, string> = {
  met: 'Met',
  due: 'Due, fixed by law',
  target: 'Our own target',
  late: 'Late',
  'not-started': 'Not started',
};

const shapes: Record<ClockState, string> = {
  met:
    element('circle', { class: 'f-surface', r: 8.5 }) +
    element('circle', { class: 'f-ok', r: 6 }) +
    element('path', { d: 'M-2.6 0 l2 2 l3.4 -4', class: 'none s-surface', 'stroke-width': 1.8 }),
  due: element('path', { class: 'f-warn', d: 'M0 -7.5 L7.5 0 L0 7.5 L-7.5 0Z' }),
  target: element('rect', {
    class: 'f-surface s-warn',
    x: -5,
    y: -5,
    width: 10,
    height: 10,
    'stroke-width': 2,
  }),
  late: element('path', { class: 'f-danger', d: 'M0 -7.5 L8 6.5 L-8 6.5Z' }),
  'not-started': element('circle', { class: 'f-surface s-control', r: 5.5, 'stroke-width': 2 }),
};

/** The shape alone, to be placed on a chart. */
export function clockShape(state: ClockState): string {
  return shapes[state];
}

/** The shape as a small picture for lists and keys; the word stands beside it. */
export function clockMark(state: ClockState): string {
  return element(
    'svg',
    { viewBox: '-10 -10 20 20', width: 14, height: 14, 'aria-hidden': 'true', focusable: 'false' },
    shapes[state],
  );
}
