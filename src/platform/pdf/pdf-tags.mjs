// Tags what pdfmake draws, so that a screen reader finds headings, lists and links: pdfmake lays out and knows no
// structure, pdfkit beneath it writes structure and knows no layout. Each piece of text brings the number of its
// element along as `element`; what brings none is furniture of the page.
import { createRequire } from 'node:module';

// Not exported by pdfmake, whose version is pinned for it; a test reads the structure of what comes out.
const { default: Renderer } = createRequire(import.meta.url)('pdfmake/js/Renderer.js');

let elementsOfJob = null;
let tags = null;

/** What is laid out next has these elements; null: it has no structure. */
export function tagNext(elements) {
  elementsOfJob = elements;
}

class Tags {
  #open = new Map();
  #document;

  constructor(pdf, elements) {
    this.pdf = pdf;
    this.elements = elements;
    this.#document = pdf.struct(elements[0].type);
    pdf.addStructure(this.#document);
    this.#open.set(0, this.#document);
    const { link } = pdf;
    pdf.link = (x, y, w, h, url, options = {}) =>
      link.call(pdf, x, y, w, h, url, { ...options, Contents: new String(url) });
  }

  text(number, draw) {
    if (number === undefined) return this.artifact('Pagination', draw);
    this.#element(number).add(draw);
    // An annotation is noted with the page that is open when its element ends: a link ends with its line.
    if (this.elements[number].type === 'Link') {
      this.#open.get(number).end();
      this.#open.delete(number);
    }
  }

  artifact(type, draw) {
    this.pdf.markContent('Artifact', { type });
    draw();
    this.pdf.endMarkedContent();
  }

  end() {
    this.#document.end();
  }

  /** Opened when its first words are drawn, so that the children of each stand in the order of reading. */
  #element(number) {
    const known = this.#open.get(number);
    if (known) return known;
    const { type, parent, lang } = this.elements[number];
    const element = this.pdf.struct(type, { lang });
    this.#element(parent).add(element);
    this.#open.set(number, element);
    return element;
  }
}

const { renderPages, renderLine, renderVector } = Renderer.prototype;

Renderer.prototype.renderPages = function (pages) {
  tags = elementsOfJob && new Tags(this.pdfDocument, elementsOfJob);
  renderPages.call(this, pages);
  tags?.end();
  tags = null;
};

Renderer.prototype.renderVector = function (vector) {
  if (!tags) return renderVector.call(this, vector);
  tags.artifact('Layout', () => renderVector.call(this, vector));
};

Renderer.prototype.renderLine = function (line, x, y) {
  if (!tags) return renderLine.call(this, line, x, y);
  const [height, ascender] = [line.getHeight(), line.getAscenderHeight()];
  for (const inlines of byElement(line.inlines)) {
    const part = line.clone();
    Object.assign(part, { inlines, getHeight: () => height, getAscenderHeight: () => ascender });
    tags.text(inlines[0].element, () => renderLine.call(this, part, x, y));
  }
};

function byElement(inlines) {
  const parts = [];
  for (const inline of inlines) {
    const last = parts.at(-1);
    if (last && last[0].element === inline.element) last.push(inline);
    else parts.push([inline]);
  }
  return parts;
}
