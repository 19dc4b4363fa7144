import { escapeMarkdown, readableMarkdown } from './write-markdown.js';

it('takes the marks of strong type from the words, and keeps the address of a link', () => {
  expect(readableMarkdown('**Bank account number (IBAN)**: [ask us](https://larkmoor.example/a)')).toBe(
    'Bank account number (IBAN): [ask us](https://larkmoor.example/a)',
  );
});

it('gives back what an author or a value says, whatever signs it holds', () => {
  const said = '5 ** 2, C:\\new, [x](y) _z_ www.example.org https://a.example 3. + <b> &amp; ~~`';
  expect(readableMarkdown(escapeMarkdown(said))).toBe(said);
});
