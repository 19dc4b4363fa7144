import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';

/** How deep quotes, lists and emphasis may nest; deeper, Markdown drops what follows. */
export const deepestMarkdown = 20;

/**
 * The one reading of Markdown, for the checker and for rendering alike, so that they cannot differ: no HTML,
 * no typographic changes, no links from bare addresses. Link targets are kept as written; the checker judges
 * them. Escaped characters stay apart from text, so that `\<b>` is known for text and `<b>` is not.
 */
const reader = new MarkdownIt('commonmark', {
  html: false,
  linkify: false,
  typographer: false,
  maxNesting: deepestMarkdown,
});
reader.validateLink = () => true;
reader.normalizeLink = (target) => target;
reader.normalizeLinkText = (text) => text;
reader.disable('text_join');

/** Where a reference link leads, used or not. */
export interface LinkDefinition {
  title: string;
  href: string;
}

export interface MarkdownReading {
  tokens: Token[];
  definitions: LinkDefinition[];
}

export function readMarkdown(text: string): MarkdownReading {
  const environment: { references?: Record<string, LinkDefinition> } = {};
  const tokens = reader.parse(text, environment);
  return { tokens, definitions: Object.values(environment.references ?? {}) };
}

const entity = /&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]{1,31});/gi;

/** What an entity such as `&#8238;` or `&shy;` stands for, wherever one is written. */
export function entitiesIn(text: string): { offset: number; character: string }[] {
  return [...text.matchAll(entity)].map(({ index, 0: written }) => ({
    offset: index,
    character: reader.utils.unescapeAll(written),
  }));
}
