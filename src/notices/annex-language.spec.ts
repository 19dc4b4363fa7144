import { Temporal } from 'temporal-polyfill';
import { catalogue, kindCalled, shell } from '../../test/support/notice-cases.js';
import { readPdf } from '../../test/support/pdf.js';
import type { NoticeSection } from './domain/notice-text.js';
import { noticeLanguage } from './domain/notice-language.js';
import { noticeValues } from './domain/notice-values.js';
import { renderDocument } from './render-document.js';
import type { DocumentFormat } from './render-document.js';

const kind = kindCalled('individuals-letter');
const laws = '### If you live in Iowa\n\nCall the *Attorney General*.\n\n- Hoover State Office Building';

function section(id: string, heading: string, markdown: string, level: 1 | 2 = 2): NoticeSection {
  return { id, level, heading, markdown, hidden: false };
}

async function made(locale: string, format: DocumentFormat, annex: NoticeSection): Promise<string | Buffer> {
  const sections = [
    section('opening', 'Ihre Auszüge wurden kopiert', 'Guten Tag.', 1),
    section('data', 'Ihre Daten', '### Was kopiert wurde\n\nIhr Name.'),
    annex,
  ];
  const { content } = await renderDocument(
    {
      text: { subject: 'Ihre Auszüge', preheader: '', sections },
      values: noticeValues(kind.placeholders.keys(), new Map()),
      frame: { kind, language: noticeLanguage(catalogue, locale), linkHosts: new Set(), shell },
      reader: { values: {}, isPerson: false },
      at: Temporal.Instant.from('2026-11-19T09:00:00Z'),
      from: { name: 'Larkmoor Bank', address: 'notice@larkmoor.example' },
    },
    format,
  );
  return content;
}

const annexIn = (locale: string, format: DocumentFormat, markdown = `Das Gesetz verlangt dies.\n\n${laws}`) =>
  made(locale, format, section('annex', 'Adressen', markdown));

/** Tags without their looks, and what stands between them, from a heading on. */
function marked(html: string, from: string): string {
  return html
    .slice(html.indexOf(from))
    .replace(/ style="[^"]*"/g, '')
    .replace(/\n/g, '');
}

describe('The texts of laws in a notice of another language', () => {
  it.each(['html', 'web'] as const)(
    'say in %s that they are English, below words that are not',
    async (format) => {
      const html = String(await annexIn('de', format));
      expect(html).toContain('<html lang="de"');
      expect(html.match(/lang="en"/g)).toHaveLength(1);
      expect(marked(html, 'Adressen</h2>')).toMatch(
        /^Adressen<\/h2><p>Das Gesetz verlangt dies\.<\/p><div lang="en"><h3>If you live in Iowa<\/h3><p>Call the <em>Attorney General<\/em>\.<\/p><ul><li>Hoover State Office Building<\/li><\/ul><\/div><\/?[pm]/,
      );
    },
  );

  it('say so in the structure of a PDF, where the file is in the language of the notice', async () => {
    const { language, structure } = readPdf((await annexIn('de', 'pdf')) as Buffer);
    expect(language).toBe('de');
    const parts = structure!.children.map((part) => [part.language ?? 'de', part.text]);
    expect(parts.slice(-5)).toEqual([
      ['de', 'Adressen'],
      ['de', 'Das Gesetz verlangt dies.'],
      ['en', 'If you live in Iowa'],
      ['en', 'Call the Attorney General.'],
      ['en', '•Hoover State Office Building'],
    ]);
    expect(parts.slice(0, -3).every(([spoken]) => spoken === 'de')).toBe(true);
  });

  it('are the same words as before in text and Markdown', async () => {
    expect(await annexIn('de', 'md')).toContain(`## Adressen\n\nDas Gesetz verlangt dies.\n\n${laws}\n`);
    expect(await annexIn('de', 'text')).toContain(
      'Das Gesetz verlangt dies.\n\n\nIf you live in Iowa\n\nCall the Attorney General.\n\n- Hoover',
    );
  });

  it('need no mark in an English notice, nor where the annex holds none of them', async () => {
    expect(String(await annexIn('en', 'html'))).not.toContain('<div lang=');
    expect(String(await annexIn('de', 'html', 'Das Gesetz verlangt nichts.'))).not.toContain('lang="en"');
    const { structure } = readPdf((await annexIn('en', 'pdf')) as Buffer);
    expect(structure!.children.some((part) => part.language !== undefined)).toBe(false);
  });

  it('are marked also in an annex whose title somebody took out', async () => {
    const untitled = section('annex', '', laws);
    expect(String(await made('de', 'html', untitled))).toContain('<div lang="en">\n<h3');
    const { structure } = readPdf((await made('de', 'pdf', untitled)) as Buffer);
    expect(structure!.children.filter((part) => part.language === 'en')).toHaveLength(3);
  });
});
