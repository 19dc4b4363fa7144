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

/** Made by `npm run bundle`, which build and tests run first. */
const bundled: ReadonlySet<string> = new Set(['htmx.js', 'notice-editor.js']);

export type AssetName = keyof typeof types;

const byHashedName = new Map<string, Asset>();
const hashedNames = new Map<string, string>();

for (const [name, type] of Object.entries(types)) {
  const body = readFileSync(new URL(`./assets/${bundled.has(name) ? 'built/' : ''}${name}`, import.meta.url));
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  const hashed = name.replace(/(\.\w+)$/, `.${hash}$1`);
  byHashedName.set(hashed, { body, type });
  hashedNames.set(name, hashed);
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
