import { anchor, chart, element, figure, label, percent } from './svg.js';

/** Shares of people who left or would leave, kind by kind on one scale; nothing is averaged or summed. */
export interface OutlookChart {
  panels: readonly {
    /** `What people say they did`. */
    title: string;
    figures: readonly OutlookMark[];
  }[];
}

export interface OutlookMark {
  /** Per cent, 0 to 100. */
  value: number;
  /** Year and place: `2016, United States`. */
  label: string;
  /** Asked within the industry of the incident; else across all industries. */
  own: boolean;
  /** Older than ten years: grey, and said so. */
  old: boolean;
  /** The source gives a bound: the true share lies at or above, or at or below. */
  bound: 'at least' | 'at most' | null;
}

const titleHeight = 24;
const rowHeight = 32;
const panelGap = 8;
/** Kept free on the right, so that a mark at 100 % and the last tick stand inside. */
const width = 97;

/** One line from 0 to 100 % for each figure, with a dot where it stands. */
export function outlookChart({ panels }: OutlookChart): string {
  const drawn: string[] = [];
  let y = 0;
  for (const { title, figures } of panels) {
    drawn.push(label(title, { x: 0, y: y + 14, 'font-weight': 650 }));
    y += titleHeight;
    for (const mark of figures) {
      drawn.push(...markRow(mark, y));
      y += rowHeight;
    }
    y += panelGap;
  }
  return chart(y + 14, descriptionOf(panels), ...scale(y), ...drawn);
}

/** The description of a figure, for screen readers and tables alike. */
export function markWords({ value, bound }: Pick<OutlookMark, 'value' | 'bound'>): string {
  return `${bound === null ? '' : `${bound} `}${figure(value)} %`;
}

function descriptionOf(panels: OutlookChart['panels']): string {
  const words = panels.map(({ title, figures }) => {
    const list = figures.map((mark) => `${markWords(mark)} (${ageWords(mark)})`);
    return `${title}: ${list.join(', ')}.`;
  });
  return `Shares of people asked or counted after breaches elsewhere. ${words.join(' ')}`;
}

function ageWords({ label: words, old }: OutlookMark): string {
  return old ? `${words}, over ten years old` : words;
}

function scale(bottom: number): string[] {
  return [0, 50, 100].map((tick) =>
    label(tick === 0 ? '0' : `${tick} %`, {
      class: 'm',
      x: percent(at(tick)),
      y: bottom + 6,
      'text-anchor': tick === 0 ? 'start' : tick === 100 ? 'end' : 'middle',
    }),
  );
}

function markRow(mark: OutlookMark, y: number): string[] {
  const [place, line] = [at(mark.value), y + 19];
  const ink = mark.old ? 's-control' : 's-ink';
  return [
    label(ageWords(mark), { class: mark.old ? 'm' : undefined, x: 0, y: y + 10 }),
    label(markWords(mark), {
      class: mark.old ? 'm' : undefined,
      x: '100%',
      y: y + 10,
      'text-anchor': 'end',
      'font-weight': 650,
    }),
    element('line', { class: 's-line', x1: '0%', x2: percent(width), y1: line, y2: line, 'stroke-width': 1 }),
    ...boundLine(mark, place, line, ink),
    anchor(place, line, dot(mark, ink)),
  ];
}

/** A thick line towards where the true share may lie. */
function boundLine({ bound }: OutlookMark, place: number, y: number, ink: string): string[] {
  if (bound === null) return [];
  const end = bound === 'at least' ? width : 0;
  return [
    element('line', {
      class: ink,
      x1: percent(place),
      x2: percent(end),
      y1: y,
      y2: y,
      'stroke-width': 3,
      'stroke-dasharray': '3 3',
    }),
  ];
}

function dot({ own, old }: OutlookMark, ink: string): string {
  if (!own) return element('circle', { class: `f-surface ${ink}`, r: 4.5, 'stroke-width': 2 });
  return element('circle', { class: old ? 'f-muted' : 'f-brand', r: 5.5 });
}

function at(share: number): number {
  return (Math.min(Math.max(share, 0), 100) / 100) * width;
}
