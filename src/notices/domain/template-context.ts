import type { Token } from 'markdown-it';
import { linkFault } from './link-target.js';
import { isInvisible } from './invisible-characters.js';
import { deepestMarkdown, entitiesIn, readMarkdown, type LinkDefinition } from './markdown.js';
import { indexOfMark, type MarkedText } from './marked-text.js';
import type { TemplateFields } from './template-fields.js';
import type { Findings, TemplateRule } from './template-finding.js';

const htmlStart = /<[A-Za-z/!?]/;
/** What a mail program turns into a link by itself. */
const bareAddress = /(?:[a-z][a-z0-9+.-]{0,20}:\/\/|\bwww\.)[^\s<>"'`]*/gi;
const markBeforeAddress = /[\uE000-\uF8FF](?=:\/\/)/g;
const singleMark = /^[\uE000-\uF8FF]$/;
const anyMark = /[\uE000-\uF8FF]/;

/** Lines of the marked text that a finding lies in, from 0, end excluded. */
type Lines = [number, number];

/** Rule 5: what becomes of the fields and of the author's own words once Markdown is read. */
export class ContextCheck {
  readonly #lineStarts: number[] = [0];

  constructor(
    private readonly marked: MarkedText,
    private readonly fields: TemplateFields,
    private readonly findings: Findings,
  ) {
    for (const { index } of marked.text.matchAll(/\n/g)) this.#lineStarts.push(index + 1);
  }

  check(): void {
    this.#entities();
    const { tokens, definitions } = readMarkdown(this.marked.text);
    for (const token of tokens) this.#block(token);
    for (const definition of definitions) this.#definition(definition);
  }

  /** Over the marked text: a comment may part an entity in the template and join it here. */
  #entities(): void {
    for (const { offset, character } of entitiesIn(this.marked.text)) {
      if ([...character].some((part) => isInvisible(part)))
        this.findings.add(
          'control_character',
          this.marked.sourceOffset(offset),
          'Remove the entity: it stands for an invisible character.',
        );
    }
  }

  #block(token: Token): void {
    const lines: Lines = token.map ?? [0, this.#lineStarts.length];
    if (token.level >= deepestMarkdown - 1)
      this.#add(
        'too_deep',
        lines,
        '',
        'Quotes and lists stand too deep in each other; what is inside would be lost.',
      );
    if (token.type === 'inline') this.#inline(token, lines);
    if (token.type === 'fence' && anyMark.test(token.info))
      this.#add(
        'context',
        lines,
        token.info,
        'A field stands in running text, not in the head of a code block.',
      );
    if (token.type === 'fence' || token.type === 'code_block') this.#running(token.content, lines);
  }

  #inline(token: Token, lines: Lines): void {
    let running = '';
    for (const child of token.children ?? []) {
      running += runningText(child);
      if (child.level >= deepestMarkdown - 1)
        this.#add('too_deep', lines, '', 'Emphasis and links stand too deep in each other.');
      if (child.type === 'text' && htmlStart.test(child.content))
        this.#add(
          'raw_html',
          lines,
          htmlStart.exec(child.content)?.[0] ?? '<',
          'HTML is not allowed; use Markdown.',
        );
      if (child.type === 'image') this.#add('image', lines, '![', 'Pictures are not allowed.');
      if (child.type === 'link_open') this.#link(child, lines);
    }
    this.#running(running, lines);
  }

  #link(token: Token, lines: Lines): void {
    const target = String(token.attrGet('href') ?? '');
    if (anyMark.test(String(token.attrGet('title') ?? '')))
      this.#add('context', lines, '](', 'A field stands in running text, not in the title of a link.');
    this.#target(target, lines, target);
  }

  /** Definitions that no link uses are judged too: the next edit may use them. */
  #definition({ href, title }: LinkDefinition): void {
    const lines: Lines = [0, this.#lineStarts.length];
    if (anyMark.test(title))
      this.#add('context', lines, title, 'A field stands in running text, not in the title of a link.');
    this.#target(href, lines, href);
  }

  #target(target: string, lines: Lines, needle: string): void {
    if (anyMark.test(target)) {
      if (!this.#isAddressField(target))
        this.#add(
          'context',
          lines,
          needle,
          'In a link target, only one field of type url may stand, and alone.',
        );
      return;
    }
    const fault = linkFault(target, this.fields.linkHosts);
    if (fault) this.#add(fault.rule, lines, needle, fault.message);
  }

  #isAddressField(target: string): boolean {
    const field = singleMark.test(target) ? this.marked.fields[indexOfMark(target)] : undefined;
    const [name] = field?.names ?? [];
    return (
      field !== undefined &&
      !field.helper &&
      name !== undefined &&
      this.fields.placeholders.get(name) === 'url'
    );
  }

  /** Mail programs turn addresses in running text into links, so they follow the rule for links. */
  #running(text: string, lines: Lines): void {
    for (const { 0: address } of text.matchAll(bareAddress)) this.#bareAddress(address, lines);
    if (text.search(markBeforeAddress) >= 0)
      this.#add('context', lines, '://', 'A field may not be part of an address written out.');
  }

  #bareAddress(written: string, lines: Lines): void {
    const address = written.replace(/[.,;:!?)\]]+$/, '');
    if (anyMark.test(written)) {
      this.#add('context', lines, '', 'A field may not be part of an address written out.');
      return;
    }
    const target = /^www\./i.test(address) ? `https://${address}` : address;
    const fault = linkFault(target, this.fields.linkHosts);
    if (fault) this.#add(fault.rule, lines, address, fault.message);
  }

  #add(rule: TemplateRule, [from, to]: Lines, needle: string, message: string): void {
    const start = this.#lineStarts[from] ?? 0;
    const end = this.#lineStarts[to] ?? this.marked.text.length;
    const found = needle === '' ? -1 : this.marked.text.indexOf(needle, start);
    this.findings.add(rule, this.marked.sourceOffset(found >= 0 && found < end ? found : start), message);
  }
}

/** What a plain-text mail would show of a token. */
function runningText(token: Token): string {
  if (token.type === 'softbreak' || token.type === 'hardbreak') return '\n';
  return ['text', 'text_special', 'code_inline', 'image'].includes(token.type) ? token.content : '';
}
