import Handlebars from 'handlebars';
import { invisibleCharacters } from './invisible-characters.js';
import { markFields } from './marked-text.js';
import { ContextCheck } from './template-context.js';
import type { TemplateFields } from './template-fields.js';
import { Findings, type TemplateFinding } from './template-finding.js';
import { TemplateSource } from './template-source.js';
import { countNodes, largestNodeCount, SyntaxCheck, type TemplateProfile } from './template-syntax.js';

export const largestTemplate = 64 * 1024;

/**
 * Judges the text of a template before it is stored, and again before it is rendered: an allow-list over the
 * syntax tree and over the Markdown it becomes. Every breach is a finding; no finding: the text can only print
 * its own words and the values of the declared fields, escaped.
 *
 * @param text    what came in; anything but a string is refused
 * @param profile `author` for what people save, `kind` for files shipped with a release
 */
export function checkTemplate(
  text: unknown,
  profile: TemplateProfile,
  fields: TemplateFields,
): TemplateFinding[] {
  if (typeof text !== 'string')
    return [{ rule: 'syntax', place: { line: 1, column: 1 }, message: 'A template is text.' }];
  const source = new TemplateSource(text);
  const findings = new Findings((offset) => source.placeOf(offset));
  if (new TextEncoder().encode(text).length > largestTemplate) {
    findings.add('too_large', 0, 'A template has at most 64 KiB.');
    return findings.all();
  }
  checkCharacters(source, fields, findings);
  checkStructure(source, profile, fields, findings);
  return findings.all();
}

function checkCharacters({ text }: TemplateSource, fields: TemplateFields, findings: Findings): void {
  const message = (codePoint: string) => `Remove the invisible character ${codePoint}.`;
  for (const { offset, codePoint } of invisibleCharacters(text, fields.rightToLeft))
    findings.add('control_character', offset, message(codePoint));
  const raw = text.indexOf('{{{{');
  if (raw >= 0) findings.add('raw_block', raw, 'Four braces in a row are not allowed.');
}

function checkStructure(
  source: TemplateSource,
  profile: TemplateProfile,
  fields: TemplateFields,
  findings: Findings,
): void {
  const tooLarge = () => findings.add('too_large', 0, `A template has at most ${largestNodeCount} parts.`);
  if (hasTooManyBraces(source)) return tooLarge();
  const program = parse(source, findings);
  if (!program) return;
  if (countNodes(program) > largestNodeCount) return tooLarge();
  new SyntaxCheck(source, profile, fields, findings).check(program);
  if (findings.has('too_deep')) return;
  new ContextCheck(markFields(Handlebars.parse(source.text), source), fields, findings).check();
}

/** Before the text is read: reading it costs most. */
function hasTooManyBraces({ text }: TemplateSource): boolean {
  let count = 0;
  for (let at = text.indexOf('{{'); at >= 0; at = text.indexOf('{{', at + 2)) count += 1;
  return count > largestNodeCount;
}

function parse(source: TemplateSource, findings: Findings): hbs.AST.Program | undefined {
  try {
    return Handlebars.parseWithoutProcessing(source.text);
  } catch (error) {
    const line = Number(/on line (\d+)/.exec(String(error))?.[1] ?? 1);
    findings.add(
      'syntax',
      source.offsetOf({ line, column: 0 }),
      'This cannot be read: check that braces are closed and names are whole.',
    );
    return undefined;
  }
}

/**
 * A subject, title or heading: one line in which only fields of type text and name stand, without helpers.
 * Markdown in it is no fault, but it is not read.
 */
export function checkLine(text: unknown, fields: TemplateFields): TemplateFinding[] {
  const faults = checkTemplate(text, 'author', fields);
  if (typeof text !== 'string' || faults.some(({ rule }) => rule === 'syntax' || rule === 'too_large'))
    return faults;
  const source = new TemplateSource(text);
  const findings = new Findings((offset) => source.placeOf(offset));
  const lineEnd = text.search(/[\r\n\t]/);
  if (lineEnd >= 0) findings.add('control_character', lineEnd, 'Write this on one line.');
  for (const { helper, names, offset } of markFields(Handlebars.parse(text), source).fields) {
    const type = fields.placeholders.get(names[0] ?? '');
    if (helper !== undefined || (type !== undefined && type !== 'text' && type !== 'name'))
      findings.add('context', offset, 'Only text fields stand in a line like this, without helpers.');
  }
  return [...faults, ...findings.all()];
}
