import { createHash } from 'node:crypto';
import { assetOf, assetUrl } from './assets.manifest.js';
import { icon, iconNames } from './icons.js';

describe('Assets', () => {
  it('stand under a name that holds the hash of their content', () => {
    const file = assetUrl('app.css').replace('/assets/', '');
    const asset = assetOf(file);
    expect(asset?.type).toBe('text/css; charset=utf-8');
    expect(file).toBe(`app.${createHash('sha256').update(asset!.body).digest('hex').slice(0, 12)}.css`);
  });

  it('are a closed list: no path leads anywhere else', () => {
    for (const name of ['app.css', '../package.json', '..%2Fpackage.json', 'constructor', '__proto__', '']) {
      expect(assetOf(name)).toBeUndefined();
    }
    expect(() => assetUrl('logo.png')).toThrow(/no asset/);
  });
});

describe('Icons', () => {
  it('are inline, silent and free of anything but shapes', () => {
    for (const name of iconNames) {
      const drawn = icon(name);
      expect(drawn).toContain('aria-hidden="true"');
      expect(drawn.replace(/^<svg[^>]*>|<\/svg>$/g, '')).toMatch(
        /^(<(path|rect|circle|line|ellipse|polyline|polygon) [^<>]*\/>)+$/,
      );
    }
  });
});
