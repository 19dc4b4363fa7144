import type { NoticeWriter } from './notice-writer.js';

/** Styles stand on the elements: mail programs drop style blocks. No colours: the reader's own stand. */
const block = 'margin:0 0 1em';
const headings: Record<number, string> = {
  1: 'font-size:1.6em;line-height:1.25;margin:0 0 .75em',
  2: 'font-size:1.25em;line-height:1.3;margin:1.75em 0 .5em',
  3: 'font-size:1.05em;line-height:1.35;margin:1.5em 0 .5em',
};

export const htmlWriter: NoticeWriter = {
  between: '\n',
  betweenItems: '\n',
  words: escapeHtml,
  value: ({ text, href }, insideLink) => {
    const words = escapeHtml(href === text ? text.replace(/^https:\/\//, '') : text);
    if (href === undefined || insideLink) return words;
    const style = href.startsWith('tel:') ? ' style="white-space:nowrap"' : '';
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
    `<h${level} style="${headings[level] ?? headings[3]}">`,
    ...content,
    `</h${level}>`,
  ],
  paragraph: (content) => [`<p style="${block}">`, ...content, '</p>'],
  list: (ordered, start) => {
    const tag = ordered ? 'ol' : 'ul';
    const from = ordered && start !== 1 ? ` start="${start}"` : '';
    return { open: `<${tag}${from} style="${block};padding-left:1.5em">\n`, close: `\n</${tag}>` };
  },
  item: (content) => ['<li style="margin:0 0 .35em">', ...content, '</li>'],
  quote: (content) => [`<blockquote style="margin:0 0 1em 1.5em">`, ...content, '</blockquote>'],
  codeBlock: (text) => [`<pre style="${block};white-space:pre-wrap">`, ...text, '</pre>'],
  rule: () => '<hr>',
};

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
