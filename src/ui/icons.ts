import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The Lucide icons the pages may use. One icon has one meaning everywhere; a new one is added here first. */
export const iconNames = [
  'arrow-down',
  'ban',
  'bold',
  'book-open',
  'braces',
  'building-2',
  'calendar-plus',
  'check',
  'chevron-right',
  'circle',
  'circle-dashed',
  'circle-question-mark',
  'clock',
  'database-backup',
  'download',
  'external-link',
  'eye',
  'file-text',
  'fingerprint',
  'git-merge',
  'graduation-cap',
  'history',
  'hourglass',
  'inbox',
  'info',
  'italic',
  'key-round',
  'layout-dashboard',
  'library',
  'link',
  'link-2',
  'link-2-off',
  'list',
  'list-checks',
  'list-ordered',
  'loader',
  'lock',
  'log-out',
  'mail',
  'mail-check',
  'mail-x',
  'mails',
  'menu',
  'messages-square',
  'minus',
  'octagon-alert',
  'package',
  'paperclip',
  'pause',
  'pencil',
  'play',
  'plus',
  'presentation',
  'printer',
  'refresh-cw',
  'scale',
  'scroll-text',
  'search',
  'send',
  'settings',
  'shield-alert',
  'shield-check',
  'stamp',
  'triangle-alert',
  'undo-2',
  'upload',
  'user',
  'user-plus',
  'users',
  'wifi-off',
  'x',
  'zap',
] as const;

export type IconName = (typeof iconNames)[number];

const folder = join(dirname(createRequire(import.meta.url).resolve('lucide-static/package.json')), 'icons');
const drawings = new Map<string, string>(iconNames.map((name) => [name, readDrawing(name)]));

function readDrawing(name: string): string {
  const inner = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(readFileSync(join(folder, `${name}.svg`), 'utf8'))?.[1];
  if (inner === undefined) throw new Error(`Icon ${name} is not an SVG`);
  return inner.replace(/\s*\n\s*/g, '');
}

/**
 * Inline SVG, hidden from screen readers: the word beside it carries the meaning.
 * @param className more classes, such as `t-ok` or `icon-lg`
 */
export function icon(name: string, className = ''): string {
  const drawing = drawings.get(name);
  if (drawing === undefined) throw new Error(`Icon ${name} is not on the list of icons.ts`);
  const classes = className === '' ? 'icon' : `icon ${className}`;
  return (
    `<svg class="${classes}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" ` +
    `stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${drawing}</svg>`
  );
}
