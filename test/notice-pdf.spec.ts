import { readPdf } from './support/pdf.js';
import type { ReadElement } from './support/pdf.js';
import { LettersMissing } from '../src/platform/pdf/pdf-maker.js';
import { composePdf } from '../src/notices/compose-pdf.js';
import type { LetterHead, PdfText } from '../src/notices/compose-pdf.js';
import { letterMeasures } from '../src/notices/domain/letter-paper.js';

const letter: LetterHead = {
  paper: 'a4',
  sender: 'Larkmoor Bank',
  to: ['Anna Verhoeven-Test', 'Herengracht 1', '1015 BA Amsterdam'],
  date: '19 November 2026',
  reference: 'INC-2026-00042',
  contact: '1800 555 014, every day from 7:00 to 23:00',
};
const text: PdfText = {
  markdown: `# Your statements were copied

We tell you what happened, and **what we do**.

## What you can do

1. Change your password.
2. Read [our page](https://www.example.org/help).

- A bullet
- Another *bullet*
`,
  title: 'Your statements were copied',
  locale: 'en',
  at: new Date('2026-11-19T09:00:00Z'),
  number: 'INC-2026-00042 / 3 / 9f2c 41d0 7ab3 e5f6',
  letter,
};

const made = async (parts: Partial<PdfText> = {}) => readPdf(await composePdf({ ...text, ...parts }));

/** Types in order, as brackets: `L(LI(Lbl LBody))`. */
function outline({ type, children }: ReadElement): string {
  return children.length === 0 ? type : `${type}(${children.map(outline).join(' ')})`;
}

describe('composePdf', () => {
  it('tags headings, paragraphs, lists and links for a screen reader, and all else as furniture', async () => {
    const read = await made();
    expect(outline(read.structure!)).toBe(
      'Document(P P P P P P P H1 P H2 L(LI(Lbl LBody(P)) LI(Lbl LBody(P(Link)))) L(LI(Lbl LBody(P)) LI(Lbl LBody(P))))',
    );
    expect(read).toMatchObject({
      isMarked: true,
      showsTitle: true,
      language: 'en',
      title: text.title,
      ua: '1',
      untagged: '',
      hasMissingGlyphs: false,
    });
    expect(read.structure!.children.map((one) => one.text).slice(-5)).toEqual([
      'Your statements were copied',
      'We tell you what happened, and what we do.',
      'What you can do',
      '1.Change your password.2.Read our page.',
      '•A bullet•Another bullet',
    ]);
    expect(read.links).toEqual([
      { uri: 'https://www.example.org/help', contents: 'https://www.example.org/help' },
      { uri: 'https://www.example.org/help', contents: 'https://www.example.org/help' },
    ]);
  });

  it('gives the same bytes for the same text', async () => {
    expect((await composePdf(text)).equals(await composePdf({ ...text }))).toBe(true);
  });

  it('counts pages and shows the number on each, in the language of the letter', async () => {
    const markdown = `# Titel\n\n${'Ein Satz, der dasteht. '.repeat(45)}\n\n`.repeat(6);
    const { pages, pageTexts } = await made({ markdown, locale: 'de' });
    expect(pages).toBe(3);
    pageTexts.forEach((page, place) => {
      expect(page).toContain(`Seite ${place + 1} von 3`);
      expect(page).toContain(text.number);
    });
    expect(pageTexts.map((page) => page.includes(letter.contact!))).toEqual([true, false, false]);
  });

  it.each<[LetterHead['paper'], number, number]>([
    ['a4', 595.28, 841.89],
    ['us-letter', 612, 792],
  ])('prints on %s, with nothing but the address in the window', async (paper, width, height) => {
    const read = await made({ letter: { ...letter, paper } });
    expect(read.pageSize).toEqual([width, height]);
    const { window } = letterMeasures[paper];
    const inWindow = read.placed.filter(
      ({ x, y }) =>
        x < window.x + window.width && y > height - window.y - window.height && y < height - window.y,
    );
    expect(inWindow.map((one) => one.text).join('')).toBe(
      'Larkmoor BankAnna Verhoeven-TestHerengracht 11015 BA Amsterdam',
    );
  });

  it('marks what nobody approved on every page and in its title', async () => {
    const banner = 'DRAFT: not approved, not to be sent';
    const markdown = 'Words. '.repeat(900);
    const read = await made({ markdown, banner });
    expect(read.pages).toBeGreaterThan(1);
    for (const page of read.pageTexts) expect(page).toContain(banner);
    expect(read.title).toBe(`${banner}. ${text.title}`);
    expect(read.structure!.children.map((one) => one.text)).toContain(banner);
  });

  it('never shows a code that is worth money on page 1', async () => {
    const markdown = '# Help\n\nFirst.\n\n- Your code: LRK 7F4 Q29.\n- More.\n';
    const read = await made({ markdown, letter: { ...letter, hidden: ['LRK7F4Q29'] } });
    expect(read.pageTexts.map((page) => page.includes('7F4'))).toEqual([false, true]);
  });

  it.each([
    ['zh-Hans', '您的月结单被复制', '第1页，共1页', 'NotoSansSC'],
    ['ja', '明細書がコピーされました', '1/1ページ', 'NotoSansJP'],
  ])('embeds the face of %s', async (locale, title, pages, face) => {
    const read = await made({ markdown: `# ${title}\n\n**${title}**`, locale });
    expect(read.structure!.children.at(-1)!.text).toBe(title);
    expect(read.pageTexts[0]).toContain(pages);
    expect(read.faces.every((name) => name.startsWith(face))).toBe(true);
    expect(read.hasMissingGlyphs).toBe(false);
  });

  it('borrows letters of a name from another face, and loads that face only then', async () => {
    expect((await made()).faces.every((name) => name.startsWith('Roboto'))).toBe(true);
    const read = await made({ letter: { ...letter, to: ['𠮷野 髙橋 Łukasz'] } });
    expect(read.pageTexts[0]).toContain('𠮷野 髙橋 Łukasz');
    expect(read.faces.some((name) => name.startsWith('NotoSans'))).toBe(true);
    expect(read.hasMissingGlyphs).toBe(false);
  });

  it('refuses a letter that it cannot print, and shows squares in a plain document', async () => {
    const markdown = 'Dear سلام';
    await expect(made({ markdown })).rejects.toBeInstanceOf(LettersMissing);
    const read = await made({ markdown, letter: undefined });
    expect(read.pageTexts[0]).toContain('Dear □□□□');
    expect(read.hasMissingGlyphs).toBe(false);
  });

  it('shows mark-up and hidden letters of a name as letters, and an endless name on whole pages', async () => {
    const name = `<script>alert(1)</script> **x** [a](https://evil.example) ${'Å'.repeat(10_000)}`;
    const read = await made({ letter: { ...letter, to: [name], sender: name } });
    expect(read.links).toHaveLength(2);
    expect(read.pages).toBe(1);
    expect(read.pageTexts[0]).toContain('<script>alert(1)</script> **x**');
  });

  it('breaks an endless word of the text over its lines', async () => {
    const read = await made({ markdown: `# ${'Å'.repeat(10_000)}` });
    expect(read.pageTexts.join('').split('Å')).toHaveLength(10_001);
    expect(read.pages).toBeGreaterThan(3);
  });
});
