/** Looks of a piece of text in a Word file. */
export interface RunLooks {
  bold?: boolean;
  italics?: boolean;
}

/** Characters that XML 1.0 knows no place for. */
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
/** What stands where a value is missing. */
const GAP = /(⟦[^⟧]*⟧)/;

/** A text so that XML can only read it as text. */
export function escapeXml(text: string): string {
  return text
    .replace(NOT_XML, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Words of one look; gaps in them are highlighted. */
export function run(text: string, looks: RunLooks = {}): string {
  return text
    .split(GAP)
    .filter((words) => words !== '')
    .map((words) => {
      const properties = [
        looks.bold ? '<w:b/>' : '',
        looks.italics ? '<w:i/>' : '',
        GAP.test(words) ? '<w:highlight w:val="yellow"/>' : '',
      ].join('');
      const style = properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`;
      return `<w:r>${style}<w:t xml:space="preserve">${escapeXml(words)}</w:t></w:r>`;
    })
    .join('');
}

/** @param properties what its style does not say: number, indent */
export function paragraph(style: string, content: string, properties = ''): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${properties}</w:pPr>${content}</w:p>`;
}
