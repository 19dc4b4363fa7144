import { strFromU8, unzipSync } from 'fflate';
import { composeDocx } from './compose-docx.js';
import type { DocxText } from './compose-docx.js';

const text: DocxText = {
  markdown: `# Title & <b>

One **bold** word, ⟦missing: day, ask: counsel⟧.

## Part

1. First
2. Second, see [our page](https://www.example.org/help)
   - Inner

- Other list
`,
  title: 'Title & <b>',
  locale: 'de',
  at: new Date('2026-11-19T09:00:00Z'),
  paper: 'us-letter',
  number: 'INC-2026-00042 / 3 / 9f2c 41d0 7ab3 e5f6',
};

function unpacked(parts: Partial<DocxText> = {}): Record<string, string> {
  const files = unzipSync(composeDocx({ ...text, ...parts }));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

/** Style, list and words of each paragraph. */
function paragraphs(document: string): string[] {
  return [...document.matchAll(/<w:p>(.*?)<\/w:p>/gs)].map(([, inner]) => {
    const style = /<w:pStyle w:val="(\w+)"/.exec(inner!)?.[1];
    const list = /<w:ilvl w:val="(\d+)"\/><w:numId w:val="(\d+)"/.exec(inner!);
    const words = [...inner!.matchAll(/<w:t[^>]*>(.*?)<\/w:t>/gs)].map((match) => match[1]).join('');
    return `${style}${list ? ` list ${list[2]} level ${list[1]}` : ''}: ${words}`;
  });
}

/** Tags in order, so that every one that opens is closed. */
function expectWellFormed(xml: string): void {
  const open: string[] = [];
  for (const [, close, name, self] of xml.matchAll(/<(\/?)([\w:]+)[^<>]*?(\/?)>/g)) {
    if (close) expect(open.pop()).toBe(name);
    else if (!self) open.push(name!);
  }
  expect(open).toEqual([]);
}

describe('composeDocx', () => {
  it('writes headings, lists and words as such', () => {
    expect(paragraphs(unpacked()['word/document.xml']!)).toEqual([
      'Heading1: Title &amp; &lt;b&gt;',
      'Normal: One bold word, ⟦missing: day, ask: counsel⟧.',
      'Heading2: Part',
      'Normal list 1 level 0: First',
      'Normal list 1 level 0: Second, see our page (https://www.example.org/help)',
      'Normal list 2 level 1: Inner',
      'Normal list 3 level 0: Other list',
    ]);
  });

  it('highlights gaps, states the language, and shows number and pages below every page', () => {
    const files = unpacked();
    expect(files['word/document.xml']).toMatch(
      /<w:highlight w:val="yellow"\/><\/w:rPr><w:t xml:space="preserve">⟦missing: day, ask: counsel⟧</,
    );
    expect(files['word/styles.xml']).toContain('<w:lang w:val="de"');
    expect(files['word/footer1.xml']).toContain(text.number);
    expect(files['word/footer1.xml']).toMatch(/Seite .*PAGE.* von .*NUMPAGES/s);
    expect(files['docProps/core.xml']).toContain('<dc:title>Title &amp; &lt;b&gt;</dc:title>');
    expect(files['word/document.xml']).toContain('<w:pgSz w:w="12240" w:h="15840"/>');
  });

  it('is well formed, needs nothing from elsewhere, and runs nothing', () => {
    const files = unpacked({ banner: 'DRAFT', markdown: '# <script>\u0000\u000B&amp;]]> \uFFFF "x"' });
    for (const [name, xml] of Object.entries(files)) {
      expect(xml).not.toMatch(/TargetMode|vbaProject|macro|<!DOCTYPE|<!ENTITY/i);
      expect(xml).not.toMatch(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/u);
      expectWellFormed(xml.replace(/^<\?xml.*?\?>/, ''));
      expect(name).not.toMatch(/\.bin$/);
    }
    expect(files['word/header1.xml']).toContain('DRAFT');
    const relations = [...files['word/_rels/document.xml.rels']!.matchAll(/Target="([^"]*)"/g)];
    for (const [, target] of relations) expect(files).toHaveProperty([`word/${target}`]);
  });

  it('gives the same bytes for the same text', () => {
    expect(composeDocx(text).equals(composeDocx({ ...text }))).toBe(true);
  });
});
