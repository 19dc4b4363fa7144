import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import type { HelperOptions } from 'handlebars';
import type { Fault } from '../platform/errors.js';
import { safeHtml } from './safe-html.js';
import { faultsOfTemplate } from './views.checks.js';
import { helpers } from './views.helpers.js';
import type { FieldError, NavItem, PageView } from './views.types.js';

/** Text of each template, by its path below `templates/pages` without ending. */
export type TemplateSources = ReadonlyMap<string, string>;

export type PageRenderer = <View extends PageView>(name: string, view: View) => string;

/** Beside `src` and `dist` alike. */
const folder = fileURLToPath(new URL('../../templates/pages/', import.meta.url));

export function readPageTemplates(): TemplateSources {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.hbs'),
  );
  return new Map(
    files.sort().map((file) => {
      const name = file.replaceAll('\\', '/').replace(/\.hbs$/, '');
      return [name, readFileSync(`${folder}${file}`, 'utf8')];
    }),
  );
}

/**
 * Compiles all templates in an environment of their own. Files in `partials/` become partials, those in
 * `blocks/` become blocks, each under its file name.
 * @throws Error naming the template that cannot be used
 */
export function createPageRenderer(sources: TemplateSources): PageRenderer {
  const environment = Handlebars.create();
  environment.unregisterHelper('log');
  const blocks = namesIn(sources, 'blocks/');
  const known = {
    helpers: new Set([...Object.keys(helpers), ...blocks]),
    partials: new Set(namesIn(sources, 'partials/')),
  };
  const options: CompileOptions = {
    strict: true,
    explicitPartialContext: true,
    preventIndent: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries([...known.helpers].map((name) => [name, true])),
  };
  const templates = new Map<string, Handlebars.TemplateDelegate>();
  for (const [name, source] of sources) {
    const ast = environment.parse(source);
    const faults = faultsOfTemplate(ast, known);
    if (faults.length > 0) throw new Error(`templates/pages/${name}.hbs: ${faults.join('; ')}`);
    templates.set(name, environment.compile(ast, options));
  }
  const templateOf = (name: string): Handlebars.TemplateDelegate => {
    const template = templates.get(name);
    if (!template) throw new Error(`There is no page template ${name}.hbs`);
    return template;
  };
  for (const name of known.partials) environment.registerPartial(name, templateOf(`partials/${name}`));
  for (const name of blocks) environment.registerHelper(name, blockHelper(templateOf(`blocks/${name}`)));
  for (const [name, helper] of Object.entries(helpers)) {
    environment.registerHelper(name, helper as Handlebars.HelperDelegate);
  }
  return (name, view) => templateOf('layout')(layoutView(view, templateOf(name)(view)));
}

function namesIn(sources: TemplateSources, under: string): string[] {
  return [...sources.keys()].filter((name) => name.startsWith(under)).map((name) => name.slice(under.length));
}

/**
 * A block keeps the context of the page inside it, which a partial block would lose:
 * `{{#card title="Facts"}}…{{/card}}` or, with a view, `{{#step-row step}}…{{/step-row}}`.
 */
function blockHelper(template: Handlebars.TemplateDelegate): Handlebars.HelperDelegate {
  return function block(this: unknown, ...values: unknown[]): Handlebars.SafeString {
    const options = values.at(-1) as HelperOptions;
    const view = values.length > 1 ? values[0] : {};
    const inside = String(options.fn(this)).trim();
    const context = Object.assign({}, view, options.hash, { content: inside === '' ? '' : safeHtml(inside) });
    return new Handlebars.SafeString(template(context, { data: options.data }));
  };
}

function layoutView(view: PageView, body: string): object {
  const { errors, scripts, shell } = view;
  return {
    ...view,
    errors: errors ?? [],
    scripts: scripts ?? [],
    flash: shell.flash ?? null,
    navigation: grouped(shell.nav),
    body: safeHtml(body),
  };
}

function grouped(nav: readonly NavItem[]): { heading: string; items: readonly NavItem[] }[] {
  const of = (group: NavItem['group']): readonly NavItem[] => nav.filter((item) => item.group === group);
  return [
    { heading: '', items: of('work') },
    { heading: 'Library', items: of('library') },
    { heading: 'Record', items: of('record') },
  ].filter(({ items }) => items.length > 0);
}

/**
 * A whole page: the template inside the layout.
 * @param name path below `templates/pages` without ending: `plans/plan`, `errors/404`
 * @throws Error when the view lacks something the template prints: a missing field never becomes an empty place
 */
export const renderPage: PageRenderer = createPageRenderer(readPageTemplates());

/** The faults of a refused form, by field name: `/affected/total` is the field `affected.total`. */
export function fieldErrorsOf(faults: readonly Fault[]): FieldError[] {
  return faults.map(({ path, message }) => {
    if (!path.startsWith('/')) return { field: null, message };
    const names = path.slice(1).split('/');
    return {
      field: names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~')).join('.'),
      message,
    };
  });
}
