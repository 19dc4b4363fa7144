import Handlebars from 'handlebars';

/**
 * What Handlebars would find out only when the page is drawn, or not at all: a partial that does not exist, and
 * a field printed under the name of a helper (`{{time}}` calls the helper; the field is `{{this.time}}`).
 * @returns sentences, empty when the template is sound
 */
export function faultsOfTemplate(
  ast: hbs.AST.Program,
  known: { helpers: ReadonlySet<string>; partials: ReadonlySet<string> },
): string[] {
  const faults: string[] = [];
  class Finder extends Handlebars.Visitor {
    override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
      const name = (statement.path as hbs.AST.PathExpression).original;
      const bare = statement.params.length === 0 && !statement.hash;
      if (bare && known.helpers.has(name))
        faults.push(`{{${name}}} calls the helper; the field is {{this.${name}}}`);
      super.MustacheStatement(statement);
    }

    override PartialStatement(statement: hbs.AST.PartialStatement): void {
      const name = (statement.name as hbs.AST.PathExpression).original;
      if (!known.partials.has(name)) faults.push(`{{> ${name}}}: there is no such partial`);
      super.PartialStatement(statement);
    }
  }
  new Finder().accept(ast);
  return faults;
}
