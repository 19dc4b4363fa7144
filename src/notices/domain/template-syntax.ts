import {
  flagType,
  isForbiddenName,
  isListType,
  isReservedName,
  takesType,
  type TemplateFields,
} from './template-fields.js';
import type { Findings } from './template-finding.js';
import type { TemplateSource } from './template-source.js';

type Node = hbs.AST.Node;
type Path = hbs.AST.PathExpression;
type Block = hbs.AST.BlockStatement & { program?: hbs.AST.Program };
type Program = hbs.AST.Program & { chained?: boolean };

/** `author`: what people save, without blocks. `kind`: shipped files, which may hold a few. */
export type TemplateProfile = 'author' | 'kind';

export const largestNodeCount = 2_000;
const deepestBlock = 2;
/** How far findings are sought inside blocks that are already too deep. */
const deepestLook = 8;
const blockNames = new Set(['if', 'unless', 'each']);

/** Where in a shipped template the checker stands. */
interface Scope {
  depth: number;
  inEach: boolean;
}

/** Nodes of a parsed template, counted without recursion: a hostile text nests as deep as it is long. */
export function countNodes(program: hbs.AST.Program): number {
  const waiting: unknown[] = [program];
  let count = 0;
  while (waiting.length > 0 && count <= largestNodeCount) {
    const node = waiting.pop();
    if (typeof node !== 'object' || node === null) continue;
    if (Array.isArray(node)) waiting.push(...(node as unknown[]));
    else {
      if ('type' in node) count += 1;
      for (const key of ['body', 'program', 'inverse', 'path', 'name', 'params', 'hash', 'pairs', 'value'])
        if (key in node) waiting.push((node as Record<string, unknown>)[key]);
    }
  }
  return count;
}

/** The allow-list over the syntax tree: rules 2 to 4 of the template rules, every breach as a finding. */
export class SyntaxCheck {
  constructor(
    private readonly source: TemplateSource,
    private readonly profile: TemplateProfile,
    private readonly fields: TemplateFields,
    private readonly findings: Findings,
  ) {}

  check(program: hbs.AST.Program): void {
    this.#program(program, { depth: 0, inEach: false });
  }

  #program(program: Program | undefined, scope: Scope): void {
    if (!program || scope.depth > deepestLook) return;
    if (program.blockParams?.length)
      this.#add('block_params', program, 'Blocks take no parameters (as |x|).');
    for (const statement of program.body) this.#statement(statement, scope);
  }

  #statement(node: hbs.AST.Statement, scope: Scope): void {
    switch (node.type) {
      case 'ContentStatement':
      case 'CommentStatement':
        return;
      case 'MustacheStatement':
        return this.#mustache(node as hbs.AST.MustacheStatement, scope);
      case 'BlockStatement':
        return this.#block(node as Block, scope);
      case 'PartialStatement':
      case 'PartialBlockStatement':
        return this.#partial(node as hbs.AST.PartialBlockStatement, scope);
      case 'Decorator':
      case 'DecoratorBlock':
        return this.#decorator(node as hbs.AST.DecoratorBlock, scope);
      default:
        this.#add('unknown_node', node, 'Only text, comments and merge fields are allowed here.');
    }
  }

  #partial(node: hbs.AST.PartialBlockStatement, scope: Scope): void {
    this.#add('partial', node, 'A template includes no other template.');
    if (node.name && (node.name as Node).type === 'SubExpression')
      this.#add('subexpression', node, 'Nothing in round brackets is allowed.');
    this.#program(node.program, { ...scope, depth: scope.depth + 1 });
  }

  #decorator(node: hbs.AST.DecoratorBlock, scope: Scope): void {
    this.#add('decorator', node, 'Decorators are not allowed.');
    this.#program(node.program, { ...scope, depth: scope.depth + 1 });
  }

  #block(node: Block, scope: Scope): void {
    const depth = scope.depth + 1;
    const name = this.source.slice(node.path.loc);
    const known = this.profile === 'kind' && blockNames.has(name);
    if (this.profile === 'author')
      this.#add('block', node, 'Blocks are not allowed: which section goes to whom is set on the section.');
    else if (!known) this.#add('block', node, 'Only if, unless and each are allowed as blocks.');
    if (depth > deepestBlock) this.#add('too_deep', node, 'Blocks stand at most two deep.');
    if (known) this.#blockArguments(node, name, scope);
    else for (const param of node.params) this.#argument(param, scope);
    const inside = { depth, inEach: scope.inEach || (known && name === 'each') };
    this.#program(node.program, inside);
    const inverse: Program | undefined = node.inverse;
    this.#program(inverse, inverse?.chained ? scope : { depth, inEach: scope.inEach });
  }

  #blockArguments(node: Block, name: string, scope: Scope): void {
    const [condition, ...others] = node.params;
    if (!condition || others.length > 0 || node.hash)
      this.#add('arguments', node, `A block "${name}" takes exactly one field and nothing else.`);
    for (const param of others) this.#argument(param, scope);
    if (!condition) return;
    const type = this.#argument(condition, { ...scope, inEach: false });
    if (name === 'each' && type !== undefined && !isListType(type))
      this.#add('arguments', condition, 'A block "each" runs over a list field only.');
  }

  #mustache(node: hbs.AST.MustacheStatement, scope: Scope): void {
    if (!node.escaped)
      this.#add('unescaped', node, 'Write a field with two braces: values are always escaped.');
    if (node.params.length > 0 || node.hash) this.#helper(node, scope);
    else this.#field(node.path as Node, scope);
  }

  #field(path: Node, scope: Scope): void {
    if (path.type !== 'PathExpression') return this.#literalName(path);
    if (scope.inEach && this.source.slice(path.loc) === 'this') return;
    const type = this.#path(path as Path);
    if (type === flagType)
      this.#add('context', path, 'This is a condition: it decides a block and is not printed.');
    if (type === undefined && this.fields.helpers.has((path as Path).original))
      this.#add('arguments', path, 'This helper needs its field after it.');
  }

  #helper(node: hbs.AST.MustacheStatement, scope: Scope): void {
    const head = node.path as Node;
    if (node.hash) this.#add('arguments', node, 'Named arguments are not allowed.');
    const types = node.params.map((param) => this.#argument(param, scope));
    if (head.type !== 'PathExpression') return this.#literalName(head);
    const name = this.source.slice(head.loc);
    this.#pathForm(head as Path);
    const expected = this.fields.helpers.get(name);
    if (!expected) {
      this.#add('unknown_helper', head, 'There is no such helper; a field stands alone in its braces.');
      return;
    }
    const fits =
      types.length === expected.length && types.every((type, place) => isTaken(type, expected[place]));
    if (!fits) this.#add('arguments', node, `This helper takes: ${expected.join(', ')}.`);
  }

  /** @returns the declared type of the argument, or nothing where it is no sound field */
  #argument(node: hbs.AST.Expression, scope: Scope): string | undefined {
    if (node.type === 'SubExpression') {
      this.#add('subexpression', node, 'Nothing in round brackets is allowed.');
      return undefined;
    }
    if (node.type === 'PathExpression') {
      const type = this.#path(node as Path);
      if (type === undefined && scope.inEach && (node as Path).parts.length === 0)
        this.#add('arguments', node, 'The item of a list is printed as it is.');
      return type;
    }
    this.#add('arguments', node, 'Only declared fields are arguments, no numbers, texts or other literals.');
    this.#literalText(node);
    return undefined;
  }

  /** A text or a number where the name of a field stands: the engine would look it up like any name. */
  #literalName(node: Node): void {
    if (node.type === 'SubExpression') {
      this.#add('subexpression', node, 'Nothing in round brackets is allowed.');
      return;
    }
    this.#add('unknown_node', node, 'Only a declared field may stand here.');
    this.#add('literal_segment', node, 'Write the name of a field without quotes.');
    this.#add('unknown_placeholder', node, 'There is no such field in this kind of notice.');
    this.#literalText(node);
  }

  #literalText(node: Node): void {
    const value = (node as hbs.AST.StringLiteral).value;
    if (node.type === 'StringLiteral' && value.split('.').some((part) => isReservedName(part)))
      this.#add('forbidden_name', node, 'This name is reserved.');
  }

  #path(path: Path): string | undefined {
    if (!this.#pathForm(path)) return undefined;
    const type = this.fields.placeholders.get(path.parts.join('.'));
    if (type === undefined)
      this.#add('unknown_placeholder', path, 'There is no such field in this kind of notice.');
    return type;
  }

  /** Rule 3 without the look-up. @returns false where the look-up would say nothing more */
  #pathForm(path: Path): boolean {
    const written = this.source.slice(path.loc);
    if (path.data) {
      this.#add('data_variable', path, 'Names that start with @ are not allowed.');
      return false;
    }
    const climbs = path.depth > 0 || path.parts.length === 0 || /^(\.|this\b)/.test(path.original);
    if (climbs || /\//.test(written))
      this.#add(
        'parent_path',
        path,
        'Write the full name of a field, without this, dots before it or slashes.',
      );
    if (/[[\]"']/.test(written))
      this.#add('literal_segment', path, 'Write the name without brackets or quotes.');
    else if (!climbs && written.replaceAll('/', '.') !== path.parts.join('.'))
      this.#add('literal_segment', path, 'Write the name as it is declared.');
    const parts = /^this\b/.test(path.original) ? ['this', ...path.parts] : path.parts;
    if (parts.some((part) => isForbiddenName(part)))
      this.#add(
        'forbidden_name',
        path,
        'Names are words of letters and digits, and some words are reserved.',
      );
    return !climbs;
  }

  #add(rule: Parameters<Findings['add']>[0], node: Node, message: string): void {
    this.findings.add(rule, this.source.offsetOf(startOf(node)), message);
  }
}

function startOf(node: Node) {
  const { line, column } = node.loc.start;
  return { line, column };
}

function isTaken(type: string | undefined, argument: string | undefined): boolean {
  return type !== undefined && argument !== undefined && takesType(argument, type);
}
