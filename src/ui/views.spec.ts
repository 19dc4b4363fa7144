import { readdirSync, readFileSync } from 'node:fs';
import { stylesheet } from './assets.manifest.js';
import { createPageRenderer, fieldErrorsOf, readPageTemplates, renderPage } from './views.js';
import { gallery, galleryView, shell } from '../../test/support/gallery.js';
import { errorTemplateOf } from './views.errors.js';
import type { ConflictPageView, ErrorPageView } from './views.types.js';

const sources = readPageTemplates();
const withGallery = createPageRenderer(new Map([...sources, ['gallery', gallery]]));

function renderSource(source: string, view: object = {}): string {
  return createPageRenderer(new Map([...sources, ['probe', source]]))('probe', {
    title: 'Probe',
    shell,
    ...view,
  });
}

describe('The pages', () => {
  it('draws the layout with every partial and every block', () => {
    const html = withGallery('gallery', galleryView);
    expect(html).toMatch(/^<!DOCTYPE html>/);
    expect(html).not.toMatch(/\[object|undefined|NaN/);
    const words = renderSource('{{> breadcrumb crumbs=crumbs}}', { crumbs: galleryView['crumbs'] });
    expect(words).toContain('<li><span aria-current="page">New</span></li>');
  });

  it('uses every partial and every block somewhere, or shows it in the gallery', () => {
    const unused = [...sources.keys()]
      .filter((name) => /^(partials|blocks)\//.test(name))
      .filter(
        (name) =>
          !new RegExp(`[>#] ?${name.split('/')[1]}\\b`).test(
            ['{{> breadcrumb crumbs}}', gallery, ...sources.values()].join('\n'),
          ),
      );
    expect(unused).toEqual([]);
  });

  it('refuses to leave a place empty when a view lacks a field', () => {
    expect(() => renderSource('{{missing}}')).toThrow(/missing/);
    expect(() => renderSource('{{> chip tone="ok"}}')).toThrow(/text/);
    expect(() => renderSource('{{time missing}}')).toThrow(/nothing to print/);
  });

  it('refuses a template that names an unknown partial, helper or icon', () => {
    expect(() => renderSource('{{> nothing}}')).toThrow(/probe\.hbs.*no such partial/);
    expect(() => renderSource('{{nothing "x"}}')).toThrow(/nothing/);
    expect(() => renderSource('{{icon "skull"}}')).toThrow(/list of icons/);
  });

  it('refuses a field printed under the name of a helper', () => {
    expect(() => renderSource('{{time}}')).toThrow(/this\.time/);
  });

  it('gives a partial only what it is handed, never the page around it', () => {
    expect(renderSource('{{> chip text="Word"}}', { tone: 'danger' })).toContain(
      '<span class="chip">Word</span>',
    );
  });

  it('keeps the page around a block inside it', () => {
    expect(renderSource('{{#card title="A"}}{{inside}}{{/card}}', { inside: 'kept' })).toContain('kept');
  });

  it('escapes text in elements and attributes', () => {
    const html = renderSource(
      '<p title="{{hostile}}">{{hostile}}</p>{{> field name="x" label="X" value=hostile}}',
      {
        hostile: '"><script>alert(1)</script>',
      },
    );
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('="">');
  });

  it('prints no address that could run as script', () => {
    const render = (href: string): string => renderSource('<a href="{{safeHref href}}">x</a>', { href });
    expect(render('javascript:alert(1)')).toContain('href="#"');
    expect(render('//elsewhere.example')).toContain('href="#"');
    expect(render('/incidents')).toContain('href="/incidents"');
    expect(render('https://eur-lex.europa.eu/x')).toContain('href="https://eur-lex.europa.eu/x"');
  });

  it('keeps a first line break that a person typed into a text area', () => {
    expect(renderSource('{{> textarea name="t" label="T" value=v}}', { v: '\nfirst\n  second' })).toContain(
      '>\n\nfirst\n  second</textarea>',
    );
  });

  it('ties an error to its field, to the summary and to the title', () => {
    const html = renderSource('{{> field name="affected.total" label="People" hint="Roughly" value=""}}', {
      errors: fieldErrorsOf([{ path: '/affected/total', message: 'Give a whole number' }]),
    });
    expect(html).toContain('<title>Error: Probe · Redress</title>');
    expect(html).toContain('<a href="#f-affected.total">Give a whole number</a>');
    expect(html).toContain('id="f-affected.total"');
    expect(html).toContain(
      'aria-describedby="f-affected.total-hint f-affected.total-error" aria-invalid="true"',
    );
  });

  it('puts the form token into every form', () => {
    expect(renderSource('{{#form action="/x"}}<button>Save</button>{{/form}}')).toMatch(
      /<form method="post" action="\/x" novalidate><input type="hidden" name="formToken" value="token-of-session">/,
    );
  });

  it('shows no navigation to someone who is not signed in', () => {
    const html = createPageRenderer(new Map([...sources, ['probe', 'x']]))('probe', {
      title: 'Sign in',
      shell: { ...shell, actor: null },
    });
    expect(html).not.toContain('<nav');
    expect(html).toContain('<body class="signin">');
  });

  it('draws each refusal with its request number', () => {
    const view: ErrorPageView = { title: 'Refused', shell, message: 'This is why.', requestId: 'req-1' };
    for (const name of ['errors/403', 'errors/404', 'errors/500', 'errors/other']) {
      const html = renderPage(name, view);
      expect(html).toContain('This is why.');
      expect(html).toContain('req-1');
    }
    expect(renderPage('errors/428', { ...view, href: '/step-up?next=%2F' })).toContain('href="/step-up?next');
    expect(renderPage('errors/429', { ...view, retryAfterSeconds: 1 })).toContain('in 1 second.');
  });

  it('finds a template for every status of a refusal', () => {
    for (const status of [400, 403, 404, 405, 409, 410, 413, 415, 422, 428, 429, 500, 503]) {
      expect(sources.has(errorTemplateOf(status))).toBe(true);
    }
    expect([errorTemplateOf(404), errorTemplateOf(413), errorTemplateOf(503)]).toEqual([
      'errors/404',
      'errors/other',
      'errors/500',
    ]);
  });

  it('shows both texts of a conflict and offers to keep mine', () => {
    const view: ConflictPageView = {
      title: 'Conflict',
      shell,
      message: 'Changed meanwhile.',
      requestId: 'req-2',
      texts: {
        mine: [{ key: 'Apology', value: 'We are sorry.' }],
        theirs: [{ key: 'Apology', value: 'We apologise.' }],
        savedBy: 'Aurel Vance',
        savedAt: '2026-11-19T09:12:00Z',
        revision: 7,
      },
      keepMine: { action: '/notices/1', label: 'Keep mine as revision 8', fields: { revision: '7' } },
      back: { href: '/notices/1', label: 'Drop mine' },
    };
    const html = renderPage('errors/409', view);
    for (const words of [
      'We are sorry.',
      'We apologise.',
      'Aurel Vance saved revision 7',
      'Keep mine as revision 8',
    ])
      expect(html).toContain(words);
    expect(html).toContain('name="revision" value="7"');
  });
});

describe('The templates of the pages', () => {
  const all = [...sources];

  it('print unescaped only the body in the layout', () => {
    const raw = all.filter(([, text]) => /\{\{\{|\{\{&/.test(text)).map(([name]) => name);
    expect(raw).toEqual(['layout']);
    expect(sources.get('layout')?.match(/\{\{\{\s*\w+\s*\}\}\}/g)).toEqual(['{{{body}}}', '{{{body}}}']);
  });

  it('carry no inline style and no inline script', () => {
    const faults = all.filter(([, text]) =>
      /\sstyle=|<style|\son\w+="|<script(?! src=)|hx-on|javascript:/i.test(text),
    );
    expect(faults.map(([name]) => name)).toEqual([]);
  });

  it('quote every attribute that holds a value of the view', () => {
    expect(all.filter(([, text]) => /=\{\{/.test(text)).map(([name]) => name)).toEqual([]);
  });

  it('post only through the form block, which carries the token', () => {
    const posting = all.filter(([, text]) => /<form[^>]*method="post"/i.test(text)).map(([name]) => name);
    expect(posting).toEqual(['blocks/form']);
  });

  it('name no other host', () => {
    expect(all.filter(([, text]) => /(src|href)="(https?:)?\/\//.test(text)).map(([name]) => name)).toEqual(
      [],
    );
  });
});

/** Without what Handlebars prints; a class that is only begun (`t-`) stays. */
function withoutTags(text: string): string {
  return text.replace(/\{\{[^}]*\}\}/g, '');
}

describe('The stylesheet', () => {
  const css = stylesheet();

  it('holds every part that stands in its folder', () => {
    const folder = new URL('./assets/styles/', import.meta.url);
    const parts = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
    expect(parts.filter((part) => !css.includes(part))).toEqual([]);
    expect(css).toHaveLength(parts.join('\n').length);
  });

  it('gives both dark themes the same values', () => {
    const system = /:root:not\(\[data-theme=["']light["']\]\) \{([^}]*)\}/.exec(css)?.[1];
    const chosen = /:root\[data-theme=["']dark["']\] \{([^}]*)\}/.exec(css)?.[1];
    const tidy = (text = ''): string => text.replace(/\s+/g, ' ').trim();
    expect(tidy(system)).not.toBe('');
    expect(tidy(chosen)).toBe(tidy(system));
  });

  it('loads nothing from anywhere', () => {
    expect(css).not.toMatch(/url\(|@import/);
  });

  it('names every class that a partial or block wears', () => {
    const folder = new URL('../../templates/pages/', import.meta.url);
    const files = ['partials', 'blocks'].flatMap((name) =>
      readdirSync(new URL(`${name}/`, folder))
        .filter((file) => file.endsWith('.hbs'))
        .map((file) => `${name}/${file}`),
    );
    const worn = new Set(
      files.flatMap((file) =>
        [...withoutTags(readFileSync(new URL(file, folder), 'utf8')).matchAll(/class="([^"]*)"/g)].flatMap(
          ([, value = '']) => value.split(/\s+/).filter(Boolean),
        ),
      ),
    );
    expect([...worn].filter((name) => !css.includes(`.${name}`))).toEqual([]);
  });
});
