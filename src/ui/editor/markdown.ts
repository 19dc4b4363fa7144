import { MarkdownParser, MarkdownSerializer } from 'prosemirror-markdown';
import type { MarkdownSerializerState } from 'prosemirror-markdown';
import type { Node } from 'prosemirror-model';
import type { Token } from 'markdown-it';
import { readMarkdown } from '../../notices/domain/markdown.js';
import { escapeText } from './escape-text.js';
import { atMarks, fieldMark, markSource, unmark } from './merge-fields.js';
import type { MarkedSource } from './merge-fields.js';
import { schema } from './schema.js';

/** What the parser needs of a token. */
type TokenLike = Pick<Token, 'type' | 'content'> & Partial<Token>;
type ParserArguments = ConstructorParameters<typeof MarkdownParser>;

const isTight = (tokens: readonly Token[], at: number) =>
  tokens.slice(at + 1).find(({ type }) => type !== 'list_item_open')?.hidden ?? false;

const isAttached = (tokens: readonly Token[], at: number) =>
  tokens[at - 1]?.type === 'paragraph_close' && tokens[at - 3]?.map?.[1] === tokens[at]?.map?.[0];

/** Whether the items bear 1, 2, 3; readers count a list of which every item bears the same number all the same. */
function isCounted(tokens: readonly Token[], at: number): boolean {
  const level = tokens[at]?.level ?? 0;
  const end = tokens.findIndex(
    (token, n) => n > at && token.type === 'ordered_list_close' && token.level === level,
  );
  const items = tokens
    .slice(at, end)
    .filter((token) => token.type === 'list_item_open' && token.level === level + 1);
  return items[1] === undefined || items[1].info !== items[0]?.info;
}

const tokens: ParserArguments[2] = {
  blockquote: { block: 'blockquote' },
  paragraph: { block: 'paragraph' },
  list_item: { block: 'list_item' },
  bullet_list: {
    block: 'bullet_list',
    getAttrs: (token, all, at) => ({
      tight: isTight(all, at),
      attached: isAttached(all, at),
      bullet: token.markup,
    }),
  },
  ordered_list: {
    block: 'ordered_list',
    getAttrs: (token, all, at) => ({
      order: Number(token.attrGet('start') ?? 1),
      tight: isTight(all, at),
      attached: isAttached(all, at),
      counted: isCounted(all, at),
    }),
  },
  heading: { block: 'heading', getAttrs: ({ tag }) => ({ level: Number(tag.slice(1)) }) },
  code_block: { block: 'code_block', noCloseToken: true },
  fence: { block: 'code_block', getAttrs: ({ info }) => ({ params: info }), noCloseToken: true },
  hr: { node: 'horizontal_rule', getAttrs: ({ markup }) => ({ markup }) },
  hardbreak: { node: 'hard_break' },
  softbreak: { node: 'soft_break' },
  field: { node: 'field', getAttrs: ({ content }) => ({ written: content }) },
  em: { mark: 'em' },
  strong: { mark: 'strong' },
  link: {
    mark: 'link',
    getAttrs: (token) => ({ href: token.attrGet('href'), title: token.attrGet('title') }),
  },
  code_inline: { mark: 'code', noCloseToken: true },
};

/** The tokens of the service's own reading, with the merge fields back in their places. */
function tokensOf({ text, fields }: MarkedSource): Token[] {
  return readMarkdown(text).tokens.map((token) => {
    token.content = unmark(token.content, fields);
    token.info = unmark(token.info, fields);
    if (token.children) token.children = token.children.flatMap((child) => inlineTokens(child, fields));
    return token;
  });
}

function inlineTokens(token: Token, fields: readonly string[]): Token[] {
  if (token.type === 'text' || token.type === 'text_special')
    return atMarks(token.content).map((part): TokenLike => {
      const isField = fieldMark.test(part);
      return { type: isField ? 'field' : 'text', content: isField ? unmark(part, fields) : part };
    }) as Token[];
  token.content = unmark(token.content, fields);
  for (const attribute of token.attrs ?? []) attribute[1] = unmark(String(attribute[1]), fields);
  return [token];
}

/**
 * Reads the Markdown of a section as the service does.
 *
 * @returns null where it holds what the editor has no form for
 */
export function readDocument(markdown: string): Node | null {
  const marked = markSource(markdown);
  if (marked === null) return null;
  const tokenizer = { parse: () => tokensOf(marked) } as unknown as ParserArguments[1];
  try {
    const document = new MarkdownParser(schema, tokenizer, tokens).parse(marked.text);
    document.check();
    return document;
  } catch {
    return null;
  }
}

/** @returns null where the Markdown would not come back as it is: such a section is edited as Markdown */
export function readFaithfully(markdown: string): Node | null {
  const document = readDocument(markdown);
  return document !== null && writeMarkdown(document) === markdown ? document : null;
}

/** The Markdown of a document, in the form in which notices are drafted. */
export function writeMarkdown(document: Node): string {
  return writer.serialize(document).trim();
}

const afterLineStart = new Set(['soft_break', 'hard_break']);

function startsLine(parent: Node, index: number): boolean {
  return index === 0 || afterLineStart.has(parent.child(index - 1).type.name);
}

function fenceFor(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(({ 0: ticks }) => ticks.length));
  return '`'.repeat(longest + 1);
}

function ticksFor(node: Node | undefined): { ticks: string; pad: string } {
  const text = node?.text ?? '';
  const lengths = new Set([...text.matchAll(/`+/g)].map(({ 0: run }) => run.length));
  let length = 1;
  while (lengths.has(length)) length += 1;
  return { ticks: '`'.repeat(length), pad: /^`|`$/.test(text) ? ' ' : '' };
}

const isAddressItself = (href: string, parent: Node, index: number) => {
  const node = index < parent.childCount ? parent.child(index) : null;
  const next = index + 1 < parent.childCount ? parent.child(index + 1) : null;
  const same = (one: Node | null) =>
    one?.marks.some(({ type, attrs }) => type.name === 'link' && attrs['href'] === href);
  return /^[a-z][a-z0-9+.-]+:[^\s<>]*$/i.test(href) && node?.text === href && !same(next);
};

/** Only a list that begins with words, and at 1, is read as one straight below a paragraph. */
function staysAttached(list: Node, parent: Node, index: number): boolean {
  const before = index > 0 ? parent.child(index - 1) : null;
  const first = list.firstChild?.firstChild?.firstChild;
  const begins = first?.type.name === 'field' || (first?.text ?? '').trim() !== '';
  const order = Number(list.attrs['order'] ?? 1);
  const belowWords = before?.type.name === 'paragraph' && before.content.size > 0;
  return list.attrs['attached'] === true && belowWords && begins && order === 1;
}

/** Ends the block above without the blank line that the serializer would put below it. */
function endLine(state: MarkdownSerializerState): void {
  (state as MarkdownSerializerState & { flushClose(lines: number): void }).flushClose(1);
}

/** Whether the link that is open is written as `<address>`; the serializer keeps this on its state. */
type LinkState = MarkdownSerializerState & { inAutolink?: boolean };

const writer = new MarkdownSerializer(
  {
    blockquote: (state, node) => state.wrapBlock('> ', null, node, () => state.renderContent(node)),
    code_block: (state, node) => {
      const fence = fenceFor(node.textContent);
      state.write(`${fence}${String(node.attrs['params'] ?? '')}\n`);
      state.text(node.textContent, false);
      state.write('\n');
      state.write(fence);
      state.closeBlock(node);
    },
    heading: (state, node) => {
      state.write(`${'#'.repeat(Number(node.attrs['level']))} `);
      state.renderInline(node, false);
      state.closeBlock(node);
    },
    horizontal_rule: (state, node) => {
      state.write(String(node.attrs['markup']));
      state.closeBlock(node);
    },
    bullet_list: (state, node, parent, index) => {
      if (staysAttached(node, parent, index)) endLine(state);
      const bullet = `${String(node.attrs['bullet'])} `;
      state.renderList(node, '  ', () => bullet);
    },
    ordered_list: (state, node, parent, index) => {
      if (staysAttached(node, parent, index)) endLine(state);
      const start = Number(node.attrs['order']);
      const numberOf = (item: number) => (node.attrs['counted'] === true ? start + item : start);
      const widest = String(numberOf(node.childCount - 1)).length + 2;
      state.renderList(node, ' '.repeat(widest), (item) => `${numberOf(item)}. `);
    },
    list_item: (state, node) => state.renderContent(node),
    paragraph: (state, node) => {
      state.renderInline(node);
      state.closeBlock(node);
    },
    hard_break: (state, node, parent, index) => {
      const followed = index + 1 < parent.childCount && parent.child(index + 1).type !== node.type;
      if (followed) state.write('\\\n');
    },
    soft_break: (state) => state.text('\n', false),
    field: (state, node) => state.write(String(node.attrs['written'])),
    text: (state, node, parent, index) => {
      const { inAutolink } = state as LinkState;
      const inLink = node.marks.some(({ type }) => type.name === 'link');
      const atStart = startsLine(parent, index) && node.marks.length === 0 && parent.type.name !== 'heading';
      const beforeField = index + 1 < parent.childCount && parent.child(index + 1).type.name === 'field';
      const place = { atStart, inLink, beforeField };
      state.text(inAutolink ? (node.text ?? '') : escapeText(node.text ?? '', place), false);
    },
  },
  {
    em: { open: '*', close: '*', mixable: true, expelEnclosingWhitespace: true },
    strong: { open: '**', close: '**', mixable: true, expelEnclosingWhitespace: true },
    link: {
      open: (state, mark, parent, index) => {
        const itself =
          mark.attrs['title'] === null && isAddressItself(String(mark.attrs['href']), parent, index);
        (state as LinkState).inAutolink = itself;
        return itself ? '<' : '[';
      },
      close: (state, mark) => {
        const itself = (state as LinkState).inAutolink;
        (state as LinkState).inAutolink = false;
        return itself ? '>' : `](${targetOf(String(mark.attrs['href']))}${titleOf(mark.attrs['title'])})`;
      },
      mixable: true,
    },
    code: {
      open: (_state, _mark, parent, index) => {
        const { ticks, pad } = ticksFor(parent.child(index));
        return `${ticks}${pad}`;
      },
      close: (_state, _mark, parent, index) => {
        const { ticks, pad } = ticksFor(parent.child(index - 1));
        return `${pad}${ticks}`;
      },
      escape: false,
    },
  },
);

function targetOf(href: string): string {
  return href.replace(/[()\\]/g, '\\$&');
}

function titleOf(title: unknown): string {
  return typeof title === 'string' && title !== '' ? ` "${title.replace(/["\\]/g, '\\$&')}"` : '';
}
