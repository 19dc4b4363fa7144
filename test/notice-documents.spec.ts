import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { load as parse } from 'js-yaml';
import PostalMime from 'postal-mime';
import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../src/catalogue/catalogue.loader.js';
import type { IncidentFacts } from '../src/incidents/domain/incident-facts.js';
import { draftNotice } from '../src/notices/domain/draft-notice.js';
import { noticeContext, readerValues } from '../src/notices/domain/notice-context.js';
import type { NoticeSources, ReaderFields } from '../src/notices/domain/notice-context.js';
import { noticeLanguage } from '../src/notices/domain/notice-language.js';
import { noticeTree } from '../src/notices/domain/notice-tree.js';
import { loadMailShell, loadNoticeKinds } from '../src/notices/notice-kinds.loader.js';
import { documentFormats, renderDocument } from '../src/notices/render-document.js';
import type { DocumentFormat, DocumentSource } from '../src/notices/render-document.js';
import { leadsOf } from '../src/notices/render-from-facts.js';
import { wordsOf } from '../src/notices/tagged-content.js';
import { prepareDutyKnowledge } from '../src/obligations/domain/duty-knowledge.js';
import { evaluateDuties } from '../src/obligations/domain/evaluate-duties.js';
import { buildPlan } from '../src/plans/domain/build-plan.js';
import { rankingFactsOf } from '../src/plans/domain/ranking-facts.js';
import { readPdf } from './support/pdf.js';
import type { ReadElement, ReadPdf } from './support/pdf.js';

interface FontReader {
  openSync(path: string): { hasGlyphForCodePoint(codePoint: number): boolean };
}
const { openSync } = createRequire(import.meta.url)('fontkit') as FontReader;

const catalogue = loadCatalogue();
const kinds = loadNoticeKinds(catalogue);
const duties = prepareDutyKnowledge(catalogue);
const shell = loadMailShell();
const NUMBER = 'INC-2026-00042 / 3 / 9f2c 41d0 7ab3 e5f6';
const numbered = {
  reference: 'INC-2026-00042',
  revision: 3,
  contentHash: `9f2c41d07ab3e5f6${'0'.repeat(48)}`,
};

interface Given {
  at: string;
  facts: IncidentFacts;
  steps: string[];
  done: string[];
  given: Partial<NoticeSources> & { linkHosts: string[] };
  reader: ReaderFields;
}

/** The bank's notice, complete, for one reader. */
function sourceOf(
  kindId: string,
  locale: string,
  parts: Partial<DocumentSource> = {},
  person: ReaderFields = {},
): DocumentSource {
  const file = new URL('./golden/notices/bank.given.yaml', import.meta.url);
  const { at, facts, steps, done, given, reader } = parse(readFileSync(file, 'utf8')) as Given;
  const { linkHosts, details = {}, ...rest } = given;
  const kind = kinds.get(kindId)!;
  const instant = Temporal.Instant.from(at);
  const ranking = rankingFactsOf(facts, instant, catalogue);
  const context = noticeContext(kind, {
    stateTexts: catalogue.stateTexts,
    facts,
    ranking,
    steps: steps.map((id) => ({ id, done: done.includes(id) })),
    duties: evaluateDuties(facts, instant, duties),
    noticeDate: instant.toZonedDateTimeISO('UTC').toPlainDate(),
    ...rest,
    details: Object.fromEntries(Object.entries(details).filter(([field]) => kind.placeholders.has(field))),
  });
  return {
    text: draftNotice(kind, context, locale, leadsOf(buildPlan(ranking, catalogue, { bands: false }))),
    values: context.values,
    frame: { kind, language: noticeLanguage(catalogue, locale), linkHosts: new Set(linkHosts), shell },
    reader: { values: readerValues(kind, { ...reader, ...person }), isPerson: true },
    standing: 'approved',
    numbered,
    at: instant,
    from: { name: facts.organisation?.name ?? '', address: 'notice@larkmoor.example' },
    ...parts,
  };
}

async function contentOf(source: DocumentSource, format: DocumentFormat): Promise<Buffer> {
  return Buffer.from((await renderDocument(source, format)).content);
}

/** Letters and figures in the order of reading: neither marks of lists nor addresses behind links. */
function letters(text: string): string {
  return text
    .replace(/ \((https?:\/\/)[^)]*\)/g, '')
    .replaceAll('https://', '')
    .replace(/^\s*(?:\d+\.|-) /gm, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function htmlWords(html: string): string {
  const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(html)![1]!;
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return main.replace(/<[^>]*>/g, ' ').replace(/&(\w+|#39);/g, (_, name: string) => entities[name] ?? '');
}

function docxWords(bytes: Buffer): string {
  const document = strFromU8(unzipSync(bytes)['word/document.xml']!);
  return [...document.matchAll(/<w:p>(.*?)<\/w:p>/gs)]
    .map(([, inner]) => [...inner!.matchAll(/<w:t[^>]*>(.*?)<\/w:t>/gs)].map((match) => match[1]).join(''))
    .join('\n')
    .replace(/&(\w+);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? '');
}

/** From the title on; numbers of items are theirs. */
function pdfWords({ structure }: ReadPdf): string {
  const parts = structure!.children;
  return parts
    .slice(parts.findIndex(({ type }) => type === 'H1'))
    .map(unnumbered)
    .join('\n');
}

function unnumbered(element: ReadElement): string {
  if (element.type === 'Lbl') return '';
  return hasNumbers(element) ? element.children.map(unnumbered).join('\n') : element.text;
}

function hasNumbers({ type, children }: ReadElement): boolean {
  return type === 'Lbl' || children.some(hasNumbers);
}

const locales = [...kinds.get('individuals-email')!.texts.keys()];

describe('documents of one approved text', () => {
  it.each(locales)('say the same in every format and carry one number: %s', async (locale) => {
    const source = sourceOf('individuals-email', locale);
    const text = (await contentOf(source, 'text')).toString('utf8');
    const plain = letters(text);
    const body = letters(text.slice(0, text.lastIndexOf('\n\n')));
    expect(body.length).toBeGreaterThan(500);
    const md = (await contentOf(source, 'md')).toString('utf8');
    expect(letters(wordsOf(noticeTree(md)))).toBe(plain);
    for (const format of ['html', 'web'] as const)
      expect(letters(htmlWords((await contentOf(source, format)).toString('utf8')))).toBe(plain);
    const mail = await PostalMime.parse(await contentOf(source, 'eml'));
    expect(letters(mail.text!)).toBe(plain);
    expect(letters(htmlWords(mail.html!))).toBe(plain);
    const docx = await contentOf(source, 'docx');
    expect(letters(docxWords(docx))).toBe(body);
    const pdf = readPdf(await contentOf(source, 'pdf'));
    expect(letters(pdfWords(pdf))).toBe(body);
    expect(pdf).toMatchObject({ language: locale, untagged: '', hasMissingGlyphs: false });
    for (const page of pdf.pageTexts) expect(page).toContain(NUMBER);
    for (const words of [text, mail.text!, mail.html!, strFromU8(unzipSync(docx)['word/footer1.xml']!)])
      expect(words).toContain(NUMBER);
  });

  it('show a mark on what nobody approved, in every format', async () => {
    const source = sourceOf('individuals-email', 'en', { standing: 'draft' });
    const mark = 'DRAFT: not approved, not to be sent';
    for (const format of ['text', 'md', 'html', 'web'] as const)
      expect((await contentOf(source, format)).toString('utf8')).toContain(mark);
    const mail = await PostalMime.parse(await contentOf(source, 'eml'));
    expect(mail.subject).toContain(mark);
    expect(mail.text).toContain(mark);
    for (const page of readPdf(await contentOf(source, 'pdf')).pageTexts) expect(page).toContain(mark);
    expect(strFromU8(unzipSync(await contentOf(source, 'docx'))['word/header1.xml']!)).toContain(mark);
  });

  it('say that an exercise is one, also once it is approved', async () => {
    const source = sourceOf('individuals-email', 'de', { isExercise: true });
    expect((await contentOf(source, 'text')).toString('utf8')).toMatch(
      /^ÜBUNG: nichts davon ist geschehen\n/,
    );
  });

  it('give the same bytes for the same text', async () => {
    const source = sourceOf('individuals-email', 'en');
    for (const format of documentFormats)
      expect((await contentOf(source, format)).equals(await contentOf(source, format))).toBe(true);
  });
});

describe('the letter', () => {
  it.each(locales)('is set with its own foot on page 1: %s', async (locale) => {
    const source = sourceOf('individuals-letter', locale, { country: 'DE' });
    const pdf = readPdf(await contentOf(source, 'pdf'));
    expect(pdf.pages).toBeGreaterThan(1);
    expect(pdf.hasMissingGlyphs).toBe(false);
    const phone = '1800 555 014';
    expect(pdf.pageTexts[0]!.split(phone).length).toBeGreaterThan(2);
    expect(pdf.pageSize).toEqual([595.28, 841.89]);
  });

  it('goes on the paper of its country', async () => {
    const source = sourceOf('individuals-letter', 'en', { country: 'US' });
    expect(readPdf(await contentOf(source, 'pdf')).pageSize).toEqual([612, 792]);
  });

  it('begins addresses and texts of laws on a new page', async () => {
    const source = sourceOf('individuals-letter', 'en');
    const annex = {
      id: 'annex',
      level: 2 as const,
      heading: 'Addresses',
      markdown: 'The bureau.',
      hidden: false,
    };
    const text = { ...source.text, sections: [...source.text.sections, annex] };
    const { pageTexts } = readPdf(await contentOf({ ...source, text }, 'pdf'));
    expect(pageTexts.at(-1)).toMatch(/^AddressesThe bureau\./);
  });
});

describe('what people are called', () => {
  const hostile = `<img src=x onerror=alert(1)> **A** [x](https://evil.example) {{recipient.code}} \u202Egnp.exe\u0000`;

  it.each(['text', 'md', 'html', 'web', 'eml', 'docx', 'pdf'] as const)(
    'is words in %s, whatever it holds',
    async (format) => {
      const source = sourceOf('individuals-email', 'en', {}, { name: hostile });
      const bytes = await contentOf(source, format);
      const words = await shownIn(format, bytes);
      expect(words).toContain(
        '<img src=x onerror=alert(1)> **A** [x](https://evil.example) {{recipient.code}}',
      );
      expect(words).not.toContain('\u202E');
      expect(words).not.toContain('\u0000');
    },
  );

  it.each(['text', 'html', 'web', 'docx', 'pdf'] as const)('may be endless in %s', async (format) => {
    const source = sourceOf('individuals-email', 'en', {}, { name: 'Å'.repeat(10_000) });
    expect((await shownIn(format, await contentOf(source, format))).split('Å')).toHaveLength(10_001);
  });

  /** Words as people read them; no tag of ours comes from a value. */
  async function shownIn(format: DocumentFormat, bytes: Buffer): Promise<string> {
    if (format === 'docx') return docxWords(bytes);
    if (format === 'pdf') {
      const { structure, links } = readPdf(bytes);
      expect(links.every(({ uri }) => !uri.includes('evil'))).toBe(true);
      return structure!.text;
    }
    if (format === 'eml') return (await PostalMime.parse(bytes)).text!;
    const text = bytes.toString('utf8');
    if (format === 'md') return wordsOf(noticeTree(text));
    if (format === 'text') return text;
    expect(text).not.toMatch(/<img|href="https:\/\/evil/);
    return htmlWords(text);
  }
});

describe('faces for Chinese and Japanese', () => {
  const templates = fileURLToPath(new URL('../templates/notices/', import.meta.url));
  it.each([
    ['ja', 'noto-sans-jp', 'NotoSansJP'],
    ['zh-Hans', 'noto-sans-sc', 'NotoSansSC'],
  ])('have every letter of the texts in %s', (locale, pack, name) => {
    const files = readdirSync(templates, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith(`.${locale}.hbs`),
    );
    expect(files.length).toBeGreaterThan(0);
    const words = files.map((file) => readFileSync(templates + file, 'utf8')).join('');
    for (const weight of ['400Regular', '700Bold']) {
      const folder = new URL(`../node_modules/@expo-google-fonts/${pack}/${weight}/`, import.meta.url);
      const face = openSync(fileURLToPath(new URL(`${name}_${weight}.ttf`, folder)));
      const used = new Set([...words].filter((letter) => letter > ' '));
      expect([...used].filter((letter) => !face.hasGlyphForCodePoint(letter.codePointAt(0)!))).toEqual([]);
    }
  });
});
