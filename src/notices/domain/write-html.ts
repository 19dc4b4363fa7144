import type { NoticeWriter } from './notice-writer.js';

/** Looks of an element as an attribute, with the space before it; empty: a style block has them. */
type Looks = (style: string) => string;

const block = 'margin:0 0 1em';
const headings: Record<number, string> = {
  1: 'font-size:1.6em;line-height:1.25;margin:0 0 .75em',
  2: 'font-size:1.25em;line-height:1.3;margin:1.75em 0 .5em',
  3: 'font-size:1.05em;line-height:1.35;margin:1.5em 0 .5em',
};

/** Styles stand on the elements: mail programs drop style blocks. No colours: the reader's own stand. */
export const htmlWriter = htmlWriterWith((style) => ` style="${style}"`);

/** For a page with a style block and a policy that takes no other styles. */
export const webWriter = htmlWriterWith(() => '');

function htmlWriterWith(looks: Looks): NoticeWriter {
  return {
    between: '\n',
    betweenItems: '\n',
    words: escapeHtml,
    value: ({ text, href }, insideLink) => {
      const words = escapeHtml(href === text ? text.replace(/^https:\/\//, '') : text);
      if (href === undefined || insideLink) return words;
      const style = href.startsWith('tel:') ? looks('white-space:nowrap') : '';
      return `<a href="${escapeHtml(href)}"${style}>${words}</a>`;
    },
    target: escapeHtml,
    gap: (text) => `<mark>${escapeHtml(text)}</mark>`,
    code: (text) => ['<code>', ...text, '</code>'],
    strong: (content) => ['<strong>', ...content, '</strong>'],
    emphasis: (content) => ['<em>', ...content, '</em>'],
    link: (target, content) => ['<a href="', target, '">', ...content, '</a>'],
    break: () => '<br>\n',
    heading: (level, content) => [
      `<h${level}${looks(headings[level] ?? headings[3]!)}>`,
      ...content,
      `</h${level}>`,
    ],
    paragraph: (content) => [`<p${looks(block)}>`, ...content, '</p>'],
    list: (ordered, start) => {
      const tag = ordered ? 'ol' : 'ul';
      const from = ordered && start !== 1 ? ` start="${start}"` : '';
      return { open: `<${tag}${from}${looks(`${block};padding-left:1.5em`)}>\n`, close: `\n</${tag}>` };
    },
    item: (content) => [`<li${looks('margin:0 0 .35em')}>`, ...content, '</li>'],
    quote: (content) => [`<blockquote${looks('margin:0 0 1em 1.5em')}>`, ...content, '</blockquote>'],
    codeBlock: (text) => [`<pre${looks(`${block};white-space:pre-wrap`)}>`, ...text, '</pre>'],
    rule: () => '<hr>',
    inLanguage: (locale) => ({ open: `<div lang="${escapeHtml(locale)}">\n`, close: '\n</div>' }),
    banner: (words) =>
      `<p class="banner"${looks('border:2px solid;padding:8px 12px;margin:0 0 1.5em;font-weight:bold')}>${escapeHtml(words)}</p>\n`,
    number: (words) =>
      `<p class="number"${looks('margin:2.5em 0 0;font-size:.9em')}>${escapeHtml(words)}</p>`,
  };
}

export function escapeHtml(text: string): string {
  if (!/[&<>"']/.test(text)) return text;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
