import { escapeHtml } from '../safe-html.js';

type Attributes = Record<string, string | number | undefined>;

/** One SVG element. Numbers and text of attributes are escaped; `children` are elements already written. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeHtml(String(value))}"`)
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

/** Text at 12 px: y in pixels, x in per cent, so it never stretches. */
export function label(text: string, attributes: Attributes): string {
  return element('text', attributes, escapeHtml(text));
}

/** A place on the drawing that scales with its width; what is drawn inside keeps its size. */
export function anchor(x: number, y: number, ...children: string[]): string {
  return element('svg', { x: percent(x), y, overflow: 'visible' }, ...children);
}

/** @param height pixels; the width is that of the column */
export function chart(height: number, description: string, ...children: string[]): string {
  return element('svg', { class: 'chart', role: 'img', height, 'aria-label': description }, ...children);
}

export function percent(share: number): string {
  return `${share.toFixed(2)}%`;
}

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** At most one decimal, thousands grouped. */
export function figure(value: number): string {
  return number.format(value);
}
