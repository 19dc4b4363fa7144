import fc from 'fast-check';
import { attachmentHeader } from './content-disposition.js';

describe('the header of an attachment', () => {
  it.each([
    ['log.txt', `attachment; filename="log.txt"; filename*=UTF-8''log.txt`],
    ['a "b".txt', `attachment; filename="a _b_.txt"; filename*=UTF-8''a%20%22b%22.txt`],
    ['Übersicht.pdf', `attachment; filename="_bersicht.pdf"; filename*=UTF-8''%C3%9Cbersicht.pdf`],
    [
      'x"\r\nSet-Cookie: a=b',
      `attachment; filename="x___Set-Cookie_ a_b"; filename*=UTF-8''x%22%0D%0ASet-Cookie%3A%20a%3Db`,
    ],
    ["it's 100%;*", `attachment; filename="it_s 100___"; filename*=UTF-8''it%27s%20100%25%3B%2A`],
  ])('carries %j', (name, header) => {
    expect(attachmentHeader(name)).toBe(header);
  });

  it('is plain ASCII of one line and gives the whole name back, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const header = attachmentHeader(name);
        const [, encoded = ''] =
          /^attachment; filename="[ -!#-[\]-~]*"; filename\*=UTF-8''([!-~]*)$/.exec(header) ?? [];
        expect(decodeURIComponent(encoded)).toBe(name.toWellFormed());
      }),
    );
  });
});
