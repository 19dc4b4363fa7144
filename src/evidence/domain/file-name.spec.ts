import fc from 'fast-check';
import { plainFileName } from './file-name.js';

describe('the name a file is kept under', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\a\\log.txt', 'log.txt'],
    ['a\r\nContent-Type: text/html.pdf', 'html.pdf'],
    ['a\r\nX: b.pdf', 'a X: b.pdf'],
    ['invoice\u202Efdp.exe', 'invoice fdp.exe'],
    ['zero\u200Bwidth.txt', 'zero width.txt'],
    ['می\u200Cخواهم.txt', 'می\u200Cخواهم.txt'],
    ['  spaced   out .txt ', 'spaced out .txt'],
    ['.htaccess', 'htaccess'],
    ['..', 'file'],
    ['', 'file'],
    ['\0', 'file'],
    ['a/', 'file'],
    ['e\u0301tude.txt', 'étude.txt'],
  ])('of %j is %j', (sent, kept) => {
    expect(plainFileName(sent)).toBe(kept);
  });

  it('is cut to 200 characters and keeps its ending', () => {
    const kept = plainFileName(`${'ü'.repeat(400)}.pdf`);
    expect([...kept].length).toBe(200);
    expect(kept).toMatch(/^ü+\.pdf$/);
    expect([...plainFileName(`a.${'b'.repeat(400)}`)].length).toBe(200);
  });

  it('is one line without a path, for any text, and stays as it is when asked again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (sent) => {
        const kept = plainFileName(sent);
        expect(kept).toMatch(/^[^/\\\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+$/u);
        expect([...kept].length).toBeLessThanOrEqual(200);
        expect(plainFileName(kept)).toBe(kept);
      }),
    );
  });
});
