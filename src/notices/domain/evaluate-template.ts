import Handlebars from 'handlebars';
import { TemplateSource } from './template-source.js';

type Path = hbs.AST.PathExpression;

/**
 * Decides the blocks of a checked template of profile `kind` and keeps its merge fields as they are written: the
 * result is text of profile `author`. Nothing is executed and no value is printed.
 *
 * @param isSo whether a flag holds or a field has a value
 */
export function evaluateTemplate(template: string, isSo: (name: string) => boolean): string {
  const source = new TemplateSource(template);
  const lay = (program: hbs.AST.Program | undefined, item?: string): string =>
    (program?.body ?? []).map((node) => layOut(node, item)).join('');

  const layOut = (node: hbs.AST.Statement, item?: string): string => {
    if (node.type === 'ContentStatement') return escapedBraces((node as hbs.AST.ContentStatement).value);
    if (node.type === 'MustacheStatement') return mergeField(node as hbs.AST.MustacheStatement, item);
    if (node.type !== 'BlockStatement') return '';
    const block = node as hbs.AST.BlockStatement;
    const asked = nameOf(block.params[0] as Path);
    const kind = (block.path as Path).original;
    const taken = isSo(asked) !== (kind === 'unless');
    return taken ? lay(block.program, kind === 'each' ? asked : item) : lay(block.inverse, item);
  };

  /** `{{this}}` in "each" is the list itself: a bullet that holds it is repeated for each item when rendered. */
  const mergeField = (node: hbs.AST.MustacheStatement, item?: string): string =>
    item !== undefined && (node.path as Path).parts.length === 0
      ? `{{${item}}}`
      : source
          .slice(node.loc)
          .replace(/^\{\{~/, '{{')
          .replace(/~\}\}$/, '}}');

  return lay(parsed(template));
}

/** Shipped templates are few and decided again for each draft; parsing them is most of that work. */
const programs = new Map<string, hbs.AST.Program>();
const mostPrograms = 2_000;

function parsed(template: string): hbs.AST.Program {
  const known = programs.get(template);
  if (known) return known;
  const program = Handlebars.parse(template);
  if (programs.size < mostPrograms) programs.set(template, program);
  return program;
}

function nameOf(path: Path): string {
  return path.parts.join('.');
}

/** Braces that the template escaped stay text. */
function escapedBraces(text: string): string {
  return text.replaceAll('{{', '\\{{');
}
