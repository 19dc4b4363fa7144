import MarkdownIt from 'markdown-it';
import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import { loadMailShell, loadNoticeKinds } from '../notice-kinds.loader.js';
import { readerValues, type ReaderFields } from './notice-context.js';
import { noticeLanguage } from './notice-language.js';
import type { NoticeKind } from './notice-kind.js';
import type { NoticeSection } from './notice-text.js';
import { noticeValues, type NoticeValue } from './notice-values.js';
import { noticeFormats, NoticeTextRefused, NoticeUnresolved, prepareNotice } from './render-notice.js';

const catalogue = loadCatalogue();
const kind = loadNoticeKinds(catalogue).get('individuals-email') as NoticeKind;
const shell = loadMailShell();
const language = noticeLanguage(catalogue, 'en');

const shared: Record<string, NoticeValue> = {
  'organisation.name': 'Larkmoor Bank',
  'organisation.phone': '1800 555 014',
  'organisation.email': 'help@larkmoor.example',
  'next.statusUrl': 'https://larkmoor.example/status',
  'incident.discoveredAt': Temporal.PlainDate.from('2026-11-16'),
  'incident.containedAt': Temporal.PlainDateTime.from('2026-11-16T19:20'),
  'organisation.accessRoutes': ['text relay', 'large print'],
};
const anna: ReaderFields = {
  name: 'A. Verhoeven-Test',
  reference: 'R-004812',
  dataClasses: ['name', 'bank-account'],
  affected: 'certain',
};

interface Given {
  markdown: string;
  values?: Record<string, NoticeValue | undefined>;
  sections?: Partial<NoticeSection>[];
  subject?: string;
  country?: string;
}

function prepared({
  markdown,
  values = {},
  sections = [],
  subject = '{{organisation.name}}: a notice',
  country,
}: Given) {
  const section = (id: string, level: 1 | 2, heading: string, text: string): NoticeSection => ({
    id,
    level,
    heading,
    markdown: text,
    hidden: false,
  });
  const text = {
    subject,
    preheader: 'Call {{organisation.phone}}.',
    sections: [
      section('opening', 1, '{{organisation.name}}: a notice for you', 'Good day.'),
      section('body', 2, 'What happened', markdown),
      ...sections.map((own) => ({ ...section('more', 2, 'More', ''), ...own })),
    ],
  };
  const known = new Map(Object.entries({ ...shared, ...values }));
  return prepareNotice(text, noticeValues(kind.placeholders.keys(), known), {
    kind,
    language: { ...language, ...(country && { country }) },
    linkHosts: new Set(['larkmoor.example']),
    shell,
  });
}

function copyOf(
  given: Given,
  reader: ReaderFields = anna,
  format: (typeof noticeFormats)[number] = 'text',
): string {
  return prepared(given).forSending(readerValues(kind, reader), format).body;
}

/** What a reader sees of Markdown or HTML: words only, white space as one space. */
function words(document: string): string {
  return document
    .replace(/<(title|style)[^>]*>.*?<\/\1>|<div style="display:none.*?<\/div>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,:)])/g, '$1')
    .trim();
}

const asOthersReadIt = new MarkdownIt({ linkify: true, html: true });

describe('a value', () => {
  it.each([
    '[Click here](https://evil.example)',
    '<img src=x onerror=alert(1)>',
    '<b>bold</b> & "quoted" \'too\'',
    '**stars** _and_ `ticks`',
    '{{organisation.phone}} {{{x}}}',
    '![x](https://evil.example/p.gif)',
    '&lt;b&gt; &#8238;',
    '1. first',
    '# heading',
    'https://evil.example',
    '<https://evil.example>',
    'javascript:alert(1)',
    '](https://evil.example)',
    'A\ue000\ue001B',
  ])('%j stays words in every format', (name) => {
    const given = { markdown: 'Dear {{recipient.name}}, read this.\n\n{{recipient.name}}' };
    const seen = name.replace(/[\ue000-\uf8ff]/g, '');
    const html = copyOf(given, { ...anna, name }, 'html');
    expect(words(html)).toContain(`Dear ${seen}, read this.`);
    expect(html).not.toMatch(/<img|<b>|evil\.example"|href="(?!tel:|mailto:)/);
    expect(copyOf(given, { ...anna, name }, 'text')).toContain(`Dear ${seen}, read this.`);
    const read = asOthersReadIt.render(copyOf(given, { ...anna, name }, 'markdown'));
    expect(read).not.toMatch(/<a |<img|<b>|<ol|<em>|<code>/);
    expect(words(read)).toContain(`Dear ${seen}, read this.`);
  });

  it('loses line breaks and characters that hide or reorder it', () => {
    const name = 'Anna\r\nBcc: x\u2028y\u202e\u200b Test';
    expect(copyOf({ markdown: 'Dear {{recipient.name}},' }, { ...anna, name })).toContain(
      'Dear Anna Bcc: x y Test,',
    );
  });

  it('is kept whole in scripts of any direction', () => {
    const name = 'نامه‌ها علی';
    expect(copyOf({ markdown: 'Dear {{recipient.name}},' }, { ...anna, name })).toContain(`Dear ${name},`);
  });

  it('in the subject is one line of text', () => {
    const notice = prepared({ markdown: 'x', values: { 'organisation.name': 'Lark\r\nBcc: x <b>' } });
    expect(notice.forSending(readerValues(kind, anna), 'html').subject).toBe('Lark Bcc: x <b>: a notice');
  });

  it('that ends with a full stop brings it along', () => {
    const given = { markdown: 'It ended on {{dateTime incident.containedAt}}. We know.', country: 'US' };
    expect(copyOf(given)).toContain('November 16, 2026 at 7:20 p.m. We know.');
    expect(copyOf(given, anna, 'html')).toContain('7:20 p.m. We know.');
  });

  it('of one reader never reaches another', () => {
    const notice = prepared({ markdown: '{{recipient.name}} {{recipient.reference}} {{recipient.code}}' });
    for (let number = 0; number < 200; number += 1) {
      const reader = {
        ...anna,
        name: `name-${number}-end`,
        reference: `ref-${number}-end`,
        code: `code-${number}-end`,
      };
      const { body } = notice.forSending(readerValues(kind, reader), number % 2 ? 'html' : 'text');
      expect([...body.matchAll(/(?:name|ref|code)-(\d+)-end/g)].map(([, digits]) => Number(digits))).toEqual([
        number,
        number,
        number,
      ]);
    }
  });

  it('of one group of readers never reaches another, however many there are', () => {
    const given = {
      markdown:
        'Dear {{recipient.name}}, it is {{recipient.code}}.\n\n- {{dataClassPlain recipient.dataClasses}}\n\nYours, {{recipient.caseWorker}}',
    };
    const codes = ['name', 'bank-account', 'passport', 'postal-address', 'email-address', 'phone'];
    const readers = Array.from({ length: 256 }, (_, number) => ({
      name: `name-${number}`,
      code: number % 2 ? `code-${number}` : null,
      caseWorker: number < 128 ? 'Lena Fogg' : null,
      dataClasses: ['name', ...codes.filter((_code, place) => (number >> (place + 1)) % 2)],
    }));
    const notice = prepared(given);
    const mails = readers.map((reader) => notice.mailFor(readerValues(kind, reader)));
    for (const number of [0, 1, 77, 128, 199, 255]) {
      const values = readerValues(kind, readers[number] as ReaderFields);
      expect(mails[number]?.html).toBe(prepared(given).forSending(values, 'html').body);
      expect(mails[number]?.text).toBe(prepared(given).forSending(values, 'text').body);
    }
  });

  it('that one reader lacks is missed with the next reader too', () => {
    const notice = prepared({ markdown: 'It is {{dataClassBare recipient.dataClasses}}.' });
    for (const name of ['Anna', 'Ben']) {
      const values = readerValues(kind, { name, affected: 'certain' });
      expect(() => notice.mailFor(values)).toThrow(new NoticeUnresolved(['recipient.dataClasses']));
    }
  });
});

describe('the line before the data of one reader', () => {
  it.each([
    ['dataAffected', 'These data about you are affected:'],
    ['dataCopied', 'They copied these data about you:'],
    ['dataShared', 'We passed on these data about you:'],
  ])('says what befell them only where that is certain of this reader: %s', (helper, certain) => {
    const given = { markdown: `{{${helper} recipient.affected}}` };
    expect(copyOf(given)).toContain(certain);
    const open = copyOf(given, { ...anna, affected: 'not-yet-known' });
    expect(open).toContain('These are the data in question:');
    expect(open).not.toContain(certain);
  });
});

describe('a data class with another name in one country', () => {
  it('has that name for readers there only', () => {
    const given = { markdown: 'It is {{dataClassBare recipient.dataClasses}}.' };
    const driver = { ...anna, dataClasses: ['driver-licence'] };
    expect(copyOf(given, driver)).toContain('driving licence number');
    expect(copyOf({ ...given, country: 'US' }, driver)).toContain('driver’s license number');
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

describe('a personal field that a reader lacks', () => {
  const reader = { ...anna, name: null, code: '' };

  it('takes its paragraph with it, and no more', () => {
    const given = { markdown: 'One.\n\n{{addressee recipient.name}}\n\nTwo.' };
    expect(copyOf(given, reader)).toContain('What happened\n\nOne.\n\nTwo.');
    expect(copyOf(given, reader, 'html')).toMatch(/One\.<\/p>\n<p[^>]*>Two\./);
  });

  it('takes its bullet with it, and the list when nothing is left, and the heading over it', () => {
    const given = { markdown: '1. a\n2. your code {{recipient.code}}\n3. c' };
    expect(copyOf(given, reader)).toContain('1. a\n2. c');
    const alone = { markdown: 'x', sections: [{ heading: 'Your code', markdown: '- {{recipient.code}}' }] };
    for (const format of noticeFormats) expect(copyOf(alone, reader, format)).not.toMatch(/Your code|<ul|- /);
  });

  it('stops the sending where the law needs it, and names the field', () => {
    const send = () =>
      copyOf({ markdown: '- {{dataClassPlain recipient.dataClasses}}' }, { ...anna, dataClasses: [] });
    expect(send).toThrow(NoticeUnresolved);
    expect(send).toThrow(/recipient\.dataClasses/);
  });

  it('is shown in the preview of nobody in particular', () => {
    const nobody = { values: readerValues(kind, {}), isPerson: false };
    const { body } = prepared({ markdown: '{{addressee recipient.name}}' }).preview(nobody, 'text');
    expect(body).toContain('⟦per person: name of the reader⟧');
  });
});

describe('a field that nobody has filled in', () => {
  const given = {
    markdown: 'We tell you by {{longDate next.updateAt}}.',
    values: { 'organisation.phone': undefined },
  };

  it('is seen in the preview with the role to ask', () => {
    const { body } = prepared(given).preview({ values: readerValues(kind, anna), isPerson: true }, 'html');
    expect(body).toContain('<mark>⟦missing: day of the next message, ask: communications⟧</mark>');
  });

  it('stops every sending and is named', () => {
    expect(prepared(given).unresolved).toEqual(['next.updateAt', 'organisation.phone']);
    expect(() => copyOf(given)).toThrow('These fields have no value: next.updateAt, organisation.phone.');
  });

  it('stops the sending also as a mark that someone typed', () => {
    expect(() => copyOf({ markdown: 'By ⟦missing: date⟧.' })).toThrow(NoticeUnresolved);
  });
});

describe('a link', () => {
  it('leads where the author wrote, and to a field of type url', () => {
    const given = {
      markdown:
        '[the state](https://larkmoor.example/a?b=c&d) or [here]({{next.statusUrl}}) or {{next.statusUrl}}',
    };
    expect(copyOf(given, anna, 'html')).toContain(
      '<a href="https://larkmoor.example/a?b=c&amp;d">the state</a> or <a href="https://larkmoor.example/status">here</a> or <a href="https://larkmoor.example/status">larkmoor.example/status</a>',
    );
    expect(copyOf(given)).toContain(
      'the state (https://larkmoor.example/a?b=c&d) or here (https://larkmoor.example/status) or https://larkmoor.example/status',
    );
  });

  it('of one reader fills only a whole target', () => {
    const link = 'https://larkmoor.example/r/5t2k';
    const given = { markdown: '[Your page]({{recipient.link}})' };
    expect(copyOf(given, { ...anna, link }, 'html')).toContain(`<a href="${link}">Your page</a>`);
  });

  it.each(['https://evil.example/', 'javascript:alert(1)', 'https://larkmoor.example@evil.example/'])(
    'to %s stops the sending',
    (address) => {
      expect(() =>
        copyOf({ markdown: '[x]({{next.statusUrl}})', values: { 'next.statusUrl': address } }),
      ).toThrow(NoticeUnresolved);
      for (const markdown of ['[x]({{recipient.link}})', 'see {{recipient.link}}', '{{next.statusUrl}}']) {
        const given = { markdown, values: { 'next.statusUrl': address } };
        expect(() => copyOf(given, { ...anna, link: address })).toThrow(NoticeUnresolved);
        const reader = { values: readerValues(kind, { ...anna, link: address }), isPerson: true };
        expect(prepared(given).preview(reader, 'html').body).not.toContain('<a ');
      }
    },
  );

  it('to telephone and mailbox is made from the value', () => {
    const html = copyOf({ markdown: '{{organisation.phone}} {{organisation.email}}' }, anna, 'html');
    expect(html).toContain('href="tel:1800555014"');
    expect(html).toContain('href="mailto:help@larkmoor.example"');
  });
});

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
