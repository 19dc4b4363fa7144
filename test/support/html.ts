/** A tag of a page as a browser's tokenizer reads it; attribute values with their entities resolved. */
export interface Tag {
  name: string;
  attributes: ReadonlyMap<string, string>;
}

export interface Page {
  tags: Tag[];
  /** Everything between the tags, entities resolved. */
  text: string;
}

export interface FormField {
  name: string;
  value: string;
  type: string;
}

export interface Form {
  action: string;
  method: string;
  multipart: boolean;
  fields: FormField[];
}

/** Elements whose content is no markup; a browser looks only for their end. */
const RAW = new Set(['script', 'style', 'textarea', 'title']);
const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};
const ATTRIBUTE = /\s*([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?|\s*\/|\s+/y;

/** Reads a page into tags and text by the rules of HTML, so that a string that breaks out shows as a tag. */
export function readHtml(html: string): Page {
  const tags: Tag[] = [];
  const texts: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    texts.push(html.slice(at, open < 0 ? html.length : open));
    if (open < 0) break;
    at = html.startsWith('<!--', open) ? after(html, '-->', open) : readTag(html, open, tags, texts);
  }
  return { tags, text: unescaped(texts.join('')) };
}

/** The forms of a page with the fields they would send, each choice of a select once. */
export function formsOf({ tags }: Page): Form[] {
  const forms: Form[] = [];
  let select = '';
  for (const { name, attributes } of tags) {
    const value = (attribute: string) => attributes.get(attribute) ?? '';
    if (name === 'form')
      forms.push({
        action: value('action'),
        method: value('method').toLowerCase(),
        multipart: value('enctype').startsWith('multipart'),
        fields: [],
      });
    if (name === 'select') select = value('name');
    const fields = forms.at(-1)?.fields;
    const isField = ['input', 'textarea', 'button'].includes(name) && attributes.has('name');
    if (isField) fields?.push({ name: value('name'), value: value('value'), type: value('type') || name });
    if (name === 'option') fields?.push({ name: select, value: value('value'), type: 'option' });
  }
  return forms;
}

function readTag(html: string, open: number, tags: Tag[], texts: string[]): number {
  const named = /^<(\/?)([A-Za-z][^\s/>]*)/.exec(html.slice(open, open + 200));
  if (!named) {
    texts.push('<');
    return open + 1;
  }
  const [begun, closing, written = ''] = named;
  const attributes = new Map<string, string>();
  let at = open + begun.length;
  while (at < html.length && html[at] !== '>') {
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(html);
    if (found?.[1]) attributes.set(found[1].toLowerCase(), unescaped(found[2] ?? found[3] ?? found[4] ?? ''));
    at = found && ATTRIBUTE.lastIndex > at ? ATTRIBUTE.lastIndex : at + 1;
  }
  const name = written.toLowerCase();
  if (closing === '') tags.push({ name, attributes });
  if (closing === '' && RAW.has(name)) return rawContent(html, at + 1, name, texts);
  return at + 1;
}

function rawContent(html: string, from: number, name: string, texts: string[]): number {
  const end = html.toLowerCase().indexOf(`</${name}`, from);
  texts.push(html.slice(from, end < 0 ? html.length : end));
  return end < 0 ? html.length : end;
}

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
}

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name: string) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex as string, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return NAMED[name] ?? whole;
  });
}
