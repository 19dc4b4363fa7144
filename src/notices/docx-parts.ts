import { escapeXml } from './docx-text.js';

/** The parts of a Word file that say the same for every notice, or nearly. */

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const parts: readonly (readonly [name: string, relation: string, type: string])[] = [
  ['styles.xml', 'styles', 'styles+xml'],
  ['numbering.xml', 'numbering', 'numbering+xml'],
  ['header1.xml', 'header', 'header+xml'],
  ['footer1.xml', 'footer', 'footer+xml'],
];

export const contentTypes = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${WORD_TYPE}.document.main+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${parts
  .map(([name, , type]) => `<Override PartName="/word/${name}" ContentType="${WORD_TYPE}.${type}"/>`)
  .join('')}</Types>`;

export const packageRelations = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;

export const documentRelations = `${XML}<Relationships xmlns="${PACKAGE}/relationships">${parts
  .map(
    ([name, relation], place) =>
      `<Relationship Id="rId${place + 1}" Type="${OFFICE}/${relation}" Target="${name}"/>`,
  )
  .join('')}</Relationships>`;

export function coreProperties({ title, locale, at }: { title: string; locale: string; at: Date }): string {
  const when = at.toISOString().replace(/\.\d+Z$/, 'Z');
  return `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:language>${escapeXml(locale)}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${when}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${when}</dcterms:modified></cp:coreProperties>`;
}

/** Sizes in half points, distances in twentieths of a point. */
const headings = [
  { level: 1, size: 32, before: 0 },
  { level: 2, size: 26, before: 280 },
  { level: 3, size: 23, before: 200 },
  { level: 4, size: 22, before: 160 },
];

export function styles(locale: string): string {
  const language = `<w:lang w:val="${escapeXml(locale)}" w:eastAsia="${escapeXml(locale)}"/>`;
  const defaults = `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/><w:szCs w:val="22"/>${language}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="288" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`;
  const titled = headings.map(
    ({ level, size, before }) =>
      `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="${before}" w:after="100"/><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="${size}"/></w:rPr></w:style>`,
  );
  return `${XML}<w:styles ${WORD}>${defaults}<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>${titled.join('')}<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="425"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Banner"><w:name w:val="header"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:pPr><w:tabs><w:tab w:val="right" w:pos="9354"/></w:tabs></w:pPr><w:rPr><w:sz w:val="20"/></w:rPr></w:style></w:styles>`;
}

const DEEPEST = 9;
const BULLETS = ['•', '–', '·'];

export function numbering(lists: readonly { ordered: boolean; start: number }[]): string {
  const abstract = lists.map(
    ({ ordered, start }, id) =>
      `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="hybridMultilevel"/>${levels(ordered, start)}</w:abstractNum>`,
  );
  const numbers = lists.map((_, id) => `<w:num w:numId="${id + 1}"><w:abstractNumId w:val="${id}"/></w:num>`);
  return `${XML}<w:numbering ${WORD}>${abstract.join('')}${numbers.join('')}</w:numbering>`;
}

function levels(ordered: boolean, start: number): string {
  return Array.from({ length: DEEPEST }, (_, level) => {
    const mark = ordered ? `%${level + 1}.` : BULLETS[level % BULLETS.length];
    return `<w:lvl w:ilvl="${level}"><w:start w:val="${start}"/><w:numFmt w:val="${ordered ? 'decimal' : 'bullet'}"/><w:lvlText w:val="${mark}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${(level + 1) * 425}" w:hanging="425"/></w:pPr></w:lvl>`;
  }).join('');
}
