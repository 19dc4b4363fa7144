import MarkdownIt from 'markdown-it';
import { anna, copyOf, prepared, valuesOf, words } from '../../../test/support/rendered-notices.js';
import type { ReaderFields } from './notice-context.js';
import { NoticeUnresolved } from './render-notice.js';

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
    expect(notice.forSending(valuesOf(anna), 'html').subject).toBe('Lark Bcc: x <b>: a notice');
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
      const { body } = notice.forSending(valuesOf(reader), number % 2 ? 'html' : 'text');
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
    const mails = readers.map((reader) => notice.mailFor(valuesOf(reader)));
    for (const number of [0, 1, 77, 128, 199, 255]) {
      const values = valuesOf(readers[number] as ReaderFields);
      expect(mails[number]?.html).toBe(prepared(given).forSending(values, 'html').body);
      expect(mails[number]?.text).toBe(prepared(given).forSending(values, 'text').body);
    }
  });

  it('that one reader lacks is missed with the next reader too', () => {
    const notice = prepared({ markdown: 'It is {{dataClassBare recipient.dataClasses}}.' });
    for (const name of ['Anna', 'Ben']) {
      const values = valuesOf({ name, affected: 'certain' });
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
