import MarkdownIt from 'markdown-it';
import { anna, copyOf, prepared, words } from '../../../test/support/rendered-notices.js';
import { noticeFormats, NoticeTextRefused } from './render-notice.js';

describe('the document', () => {
  const rich = [
    'First **strong** and *soft* with `code` and a \\{{brace}}.  ',
    'Second line & 3 < 4.',
    '',
    '> quoted words',
    '',
    '- one',
    '  - inner {{organisation.name}}',
    '- two',
    '',
    '3. three',
    '4. four',
    '',
    '### Heading within',
    '',
    '---',
    '',
    '    indented code',
    '',
    'Dear {{recipient.name}}.',
  ].join('\n');

  it('says the same words as HTML, as text and as Markdown', () => {
    const given = { markdown: rich };
    const html = words(copyOf(given, anna, 'html'));
    const plain = words(
      copyOf(given)
        .replace(/\* \* \*|^ *(?:[->]|\d+\.) /gm, ' ')
        .replace(/^ *- /gm, ' '),
    );
    const markdown = words(new MarkdownIt().render(copyOf(given, anna, 'markdown')));
    expect(plain).toBe(html);
    expect(markdown).toBe(html);
  });

  it('names its language, has one title, sections below it, and nothing from elsewhere', () => {
    const html = copyOf({ markdown: rich }, anna, 'html');
    expect(html).toContain('<html lang="en" dir="ltr">');
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect([...html.matchAll(/<h(\d)/g)].map(([, level]) => level)).toEqual(['1', '2', '3']);
    expect(html).not.toMatch(/src=|url\(|<link|<script|<img|@import|http:/);
  });

  it('leaves hidden sections out', () => {
    const sections = [{ heading: 'Kept to ourselves', markdown: 'Not this.', hidden: true }];
    for (const format of noticeFormats)
      expect(copyOf({ markdown: 'x', sections }, anna, format)).not.toMatch(/ourselves|Not this/);
  });

  it('is refused where the stored text would not pass the check', () => {
    for (const markdown of [
      '{{#if recipient.name}}x{{/if}}',
      '[x](https://evil.example)',
      '<b>x</b>',
      '{{constructor}}',
    ])
      expect(() => prepared({ markdown })).toThrow(NoticeTextRefused);
    expect(() => prepared({ markdown: 'x', subject: '{{longDate next.updateAt}}' })).toThrow(
      NoticeTextRefused,
    );
  });
});

describe('a bullet with a list field', () => {
  it('is repeated for each item of the reader, in the words of the catalogue', () => {
    const given = { markdown: 'They show:\n\n- {{dataClassPlain recipient.dataClasses}}\n- and that is all' };
    expect(copyOf(given)).toContain(
      'They show:\n\n- your name\n- your bank account number\n- and that is all',
    );
    expect(copyOf(given, anna, 'html')).toMatch(
      /<li[^>]*>your name<\/li>\n<li[^>]*>your bank account number<\/li>/,
    );
    expect(copyOf(given, anna, 'markdown')).toContain(
      '- your name\n- your bank account number\n- and that is all',
    );
  });

  it('keeps the words around the field with each item, also where all readers share it', () => {
    const given = { markdown: '- Way: **{{organisation.accessRoutes}}**, free' };
    expect(copyOf(given, anna, 'markdown')).toContain(
      '- Way: **text relay**, free\n- Way: **large print**, free',
    );
  });

  it('numbers its items one by one', () => {
    const given = {
      markdown: '1. {{organisation.accessRoutes}}\n2. {{dataClassPlain recipient.dataClasses}}\n3. last',
    };
    expect(copyOf(given)).toContain(
      '1. text relay\n2. large print\n3. your name\n4. your bank account number\n5. last',
    );
  });

  it('names all of them in a sentence anywhere else', () => {
    expect(copyOf({ markdown: 'We offer {{organisation.accessRoutes}}.' })).toContain(
      'We offer text relay and large print.',
    );
  });
});
