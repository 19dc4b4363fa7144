/** Letters that the faces of our PDFs have: Latin, Greek, Cyrillic, Chinese, Japanese, and marks of writing. */
const PRINTABLE =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Common}\p{Script=Inherited}]*$/u;

/** A text for the PDF; where the face lacks letters the PDF says so, for they would leave no trace. */
export function readablePdfText(markdown: string): string {
  if (PRINTABLE.test(markdown)) return markdown;
  return `${markdown}\n**Some letters of this report cannot be printed in this PDF. Take the Markdown or JSON for the whole text.**\n`;
}
