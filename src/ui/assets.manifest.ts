import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export interface Asset {
  body: Buffer;
  type: string;
}

const types = {
  'app.css': 'text/css; charset=utf-8',
  'app.js': 'text/javascript; charset=utf-8',
  'favicon.svg': 'image/svg+xml',
  'htmx.js': 'text/javascript; charset=utf-8',
  'notice-editor.js': 'text/javascript; charset=utf-8',
} as const;

/**
 * The parts of the stylesheet, in the order of the cascade: what is special stands after what is general. No page wears
 * style attributes (strict CSP): every computed length is an SVG attribute.
 */
const STYLES = [
  'tokens',
  'base',
  'shell',
  'incident-header',
  'components',
  'forms',
  'tables',
  'messages',
  'rows-and-sheets',
  'timeline',
  'plan-report',
  'charts',
  'plan',
  'notice-editor',
  'notice-text',
  'comparison',
  'audit',
  'sign-in',
  'public-pages',
  'board-brief',
  'responsive',
  'print',
];

/** Made by `npm run bundle`, which build and tests run first. */
const bundled: ReadonlySet<string> = new Set(['htmx.js', 'notice-editor.js']);

export type AssetName = keyof typeof types;

const byHashedName = new Map<string, Asset>();
const hashedNames = new Map<string, string>();

for (const [name, type] of Object.entries(types)) {
  const body =
    name === 'app.css' ? Buffer.from(stylesheet()) : read(bundled.has(name) ? `built/${name}` : name);
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  const hashed = name.replace(/(\.\w+)$/, `.${hash}$1`);
  byHashedName.set(hashed, { body, type });
  hashedNames.set(name, hashed);
}

/** All styles as the one file that pages load. */
export function stylesheet(): string {
  return STYLES.map((part) => read(`styles/${part}.css`).toString('utf8')).join('\n');
}

function read(path: string): Buffer {
  return readFileSync(new URL(`./assets/${path}`, import.meta.url));
}

/** The address of an asset; it changes with its content, so browsers may keep it for ever. */
export function assetUrl(name: string): string {
  const hashed = hashedNames.get(name);
  if (hashed === undefined) throw new Error(`There is no asset ${name}`);
  return `/assets/${hashed}`;
}

/** @param file the name with its hash, as in the address; anything else is unknown */
export function assetOf(file: string): Asset | undefined {
  return byHashedName.get(file);
}
