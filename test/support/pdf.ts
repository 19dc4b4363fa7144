import { inflateSync } from 'node:zlib';

/** One element of the structure that a screen reader finds, with the words in it. */
export interface ReadElement {
  type: string;
  /** Words of this element alone, in order; those of its children stand with them. */
  text: string;
  /** BCP 47, where it states one of its own. */
  language?: string;
  children: ReadElement[];
}

export interface ReadPdf {
  pages: number;
  /** Words of each page, furniture included, as they were drawn. */
  pageTexts: string[];
  title: string;
  language: string;
  isMarked: boolean;
  showsTitle: boolean;
  /** PDF/UA part that the file claims, or null. */
  ua: string | null;
  structure: ReadElement | null;
  /** Names of embedded faces, without the mark of their subset. */
  faces: string[];
  /** True where some letter is drawn with the glyph for a letter that its face lacks. */
  hasMissingGlyphs: boolean;
  /** Text that is neither tagged nor marked as furniture. */
  untagged: string;
  links: { uri: string; contents: string }[];
  /** Width and height of page 1, in points. */
  pageSize: [number, number];
  /** Runs of text on page 1, from the lower left corner. */
  placed: { x: number; y: number; text: string }[];
}

/** Reads what pdfkit writes: enough of ISO 32000 to see what is in the file, with no code of the writer. */
export function readPdf(bytes: Buffer): ReadPdf {
  return new PdfReader(bytes).read();
}

class PdfReader {
  readonly #objects = new Map<number, string>();
  readonly #streams = new Map<number, Buffer>();
  readonly #words = new Map<string, string>();
  readonly #untagged: string[] = [];
  readonly #placed: ReadPdf['placed'] = [];
  #missing = false;

  constructor(bytes: Buffer) {
    const file = bytes.toString('latin1');
    for (const match of file.matchAll(/(\d+) 0 obj\n/g)) {
      const start = match.index + match[0].length;
      const end = file.indexOf('\nendobj', start);
      const body = file.slice(start, end);
      const stream = body.indexOf('stream\n');
      const number = Number(match[1]);
      this.#objects.set(number, stream < 0 ? body : body.slice(0, stream));
      if (stream >= 0) {
        const length = Number(/\/Length (\d+)/.exec(body.slice(0, stream))?.[1]);
        const from = start + stream + 7;
        const raw = bytes.subarray(from, from + length);
        this.#streams.set(number, /FlateDecode/.test(body.slice(0, stream)) ? inflateSync(raw) : raw);
      }
    }
  }

  read(): ReadPdf {
    const catalog = this.#found(/\/Type \/Catalog/);
    const pages = [...this.#objects].filter(([, body]) => /\/Type \/Page\b(?!s)/.test(body));
    const pageTexts = pages.map(([number, body]) => this.#page(number, body));
    const root = /\/StructTreeRoot (\d+) 0 R/.exec(catalog)?.[1];
    const top = root && /\/K \[(\d+) 0 R/.exec(this.#object(Number(root)))?.[1];
    const metadata = [...this.#streams.values()].map((stream) => stream.toString('utf8'));
    return {
      pages: pages.length,
      pageTexts,
      title: this.#title(),
      language: textOf(/\/Lang (\((?:\\.|[^)])*\)|<[^>]*>)/.exec(catalog)?.[1] ?? ''),
      isMarked: /\/Marked true/.test(this.#referred(catalog, 'MarkInfo')),
      showsTitle: /\/DisplayDocTitle true/.test(catalog + this.#referred(catalog, 'ViewerPreferences')),
      ua: /<pdfuaid:part>(\d)</.exec(metadata.find((text) => text.includes('pdfuaid')) ?? '')?.[1] ?? null,
      structure: top ? this.#element(Number(top)) : null,
      faces: this.#faces(),
      hasMissingGlyphs: this.#missing,
      untagged: this.#untagged.join(''),
      links: this.#links(),
      pageSize: [...(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pages[0]?.[1] ?? '') ?? [])]
        .slice(1)
        .map(Number) as [number, number],
      placed: this.#placed,
    };
  }

  #object(number: number): string {
    return this.#objects.get(number) ?? '';
  }

  #found(pattern: RegExp): string {
    return [...this.#objects.values()].find((body) => pattern.test(body)) ?? '';
  }

  #referred(body: string, key: string): string {
    const number = new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1];
    return number ? this.#object(Number(number)) : '';
  }

  #title(): string {
    const info = this.#found(/\/CreationDate /);
    const own = /\/Title (\((?:\\.|[^)\\])*\))/s.exec(info)?.[1];
    return textOf(own ?? this.#referred(info, 'Title').trim());
  }

  #faces(): string[] {
    const names = [...this.#objects.values()].flatMap((body) =>
      /\/Type \/FontDescriptor/.test(body) && /\/FontFile[23]? \d+ 0 R/.test(body)
        ? [/\/FontName \/[A-Z]{6}\+([^\s/]+)/.exec(body)?.[1] ?? '']
        : [],
    );
    return [...new Set(names)].sort();
  }

  #links(): ReadPdf['links'] {
    return [...this.#objects.values()]
      .filter((body) => /\/Subtype \/Link/.test(body))
      .map((body) => ({
        uri: textOf(/\/URI (\((?:\\.|[^)\\])*\))/.exec(this.#referred(body, 'A'))?.[1] ?? ''),
        contents: textOf(/\/Contents (\((?:\\.|[^)\\])*\))/.exec(body)?.[1] ?? ''),
      }));
  }

  /** Draws nothing: notes for each marked piece of the page what it says. */
  #page(number: number, body: string): string {
    const content = /\/Contents (\d+) 0 R/.exec(body)?.[1];
    const fonts = this.#fontsOf(body);
    const source = this.#streams.get(Number(content))?.toString('latin1') ?? '';
    const open: (string | null)[] = [];
    let font: ReadonlyMap<string, string> = new Map();
    const all: string[] = [];
    const isFirst = [...this.#objects].find(([, one]) => /\/Type \/Page\b(?!s)/.test(one))?.[0] === number;
    let [x, y] = [0, 0];
    for (const line of source.replace(/<<\n([^>]*)\n>> BDC/g, '<<$1>> BDC').split('\n')) {
      const marked = /^\/(\w+) <<([\s\S]*)>> BDC$/.exec(line) ?? /^\/(\w+)() BMC$/.exec(line);
      if (marked) open.push(/\/MCID (\d+)/.exec(marked[2]!)?.[1] ?? null);
      else if (line === 'EMC') open.pop();
      else if (/^\/\w+ [\d.]+ Tf$/.test(line)) font = fonts.get(line.split(' ')[0]!.slice(1)) ?? new Map();
      else if (line.endsWith(' Tm')) [x, y] = line.split(' ').slice(4, 6).map(Number) as [number, number];
      else if (line.endsWith(' TJ')) {
        const said = this.#said(line, font);
        all.push(said);
        if (isFirst) this.#placed.push({ x, y, text: said });
        const mark = open.findLast((one) => one !== null);
        if (mark !== undefined && mark !== null) {
          const key = `${number} ${mark}`;
          this.#words.set(key, (this.#words.get(key) ?? '') + said);
        } else if (open.length === 0) this.#untagged.push(said);
      }
    }
    return all.join('');
  }

  #said(line: string, font: ReadonlyMap<string, string>): string {
    const glyphs = [...line.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex]) => hex!.match(/.{4}/g) ?? []);
    if (glyphs.includes('0000')) this.#missing = true;
    return glyphs.map((glyph) => font.get(glyph) ?? '').join('');
  }

  #fontsOf(body: string): Map<string, ReadonlyMap<string, string>> {
    const resources = this.#referred(body, 'Resources') || body;
    const list = /\/Font (?:<<([\s\S]*?)>>|(\d+) 0 R)/.exec(resources);
    const entries = list?.[1] ?? this.#object(Number(list?.[2]));
    return new Map(
      [...entries.matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name, number]) => [
        name!,
        this.#lettersOf(this.#object(Number(number))),
      ]),
    );
  }

  /** Letters by glyph, from the map that lets people copy and search. */
  #lettersOf(font: string): ReadonlyMap<string, string> {
    const number = /\/ToUnicode (\d+) 0 R/.exec(font)?.[1];
    const map = this.#streams.get(Number(number))?.toString('latin1') ?? '';
    const letters = new Map<string, string>();
    for (const [, from, , list] of map.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/g))
      [...list!.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, hex], place) =>
        letters.set((parseInt(from!, 16) + place).toString(16).padStart(4, '0'), utf16(hex!)),
      );
    return letters;
  }

  #element(number: number, page = 0): ReadElement {
    const body = this.#object(number);
    const type = /\/S \/(\w+)/.exec(body)?.[1] ?? '';
    const here = Number(/\/Pg (\d+) 0 R/.exec(body.replace(/\/K \[[\s\S]*\]/, ''))?.[1] ?? page);
    const children: ReadElement[] = [];
    let text = '';
    for (const part of partsOf(/\/K \[([\s\S]*)\]/.exec(body)?.[1] ?? '')) {
      if (part.startsWith('<<')) {
        const mark = /\/MCID (\d+)/.exec(part)?.[1];
        const onPage = /\/Pg (\d+) 0 R/.exec(part)?.[1] ?? here;
        if (mark !== undefined) text += this.#words.get(`${onPage} ${mark}`) ?? '';
      } else if (part.endsWith(' R')) {
        const child = this.#element(parseInt(part, 10), here);
        children.push(child);
        text += child.text;
      } else text += this.#words.get(`${here} ${part}`) ?? '';
    }
    const language = /\/Lang (\((?:\\.|[^)])*\))/.exec(body)?.[1];
    return { type, text, ...(language && { language: textOf(language) }), children };
  }
}

function partsOf(list: string): string[] {
  return list.match(/<<[\s\S]*?>>|\d+ 0 R|\d+/g) ?? [];
}

function utf16(hex: string): string {
  return (hex.replace(/ /g, '').match(/.{4}/g) ?? [])
    .map((unit) => String.fromCharCode(parseInt(unit, 16)))
    .join('');
}

function textOf(written: string): string {
  const inner = written.slice(1, -1);
  const bytes = inner
    .replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)))
    .replace(/\\([nrtbf()\\])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
  if (!bytes.startsWith('\xFE\xFF')) return bytes;
  const raw = Buffer.from(bytes.slice(2), 'latin1');
  return raw.length % 2 === 0 ? Buffer.from(raw).swap16().toString('utf16le') : bytes;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
