import fc from 'fast-check';
import { MEDIA_TYPES, fileTypeOf } from './file-type.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const PNG = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR';
const JPEG = '\xff\xd8\xff\xe0\0\x10JFIF';
const WEBP = 'RIFF\x24\0\0\0WEBPVP8 ';

describe('the type of a file', () => {
  it.each([
    ['a.pdf', '%PDF-1.7\n%\xe2', 'application/pdf'],
    ['a.PNG', PNG, 'image/png'],
    ['a.jpg', JPEG, 'image/jpeg'],
    ['a.jpeg', JPEG, 'image/jpeg'],
    ['a.gif', 'GIF89a\x01', 'image/gif'],
    ['a.gif', 'GIF87a\x01', 'image/gif'],
    ['a.webp', WEBP, 'image/webp'],
    ['a.txt', 'seen at 03:12\n', 'text/plain'],
    ['windows-1252.csv', 'name;Stra\xdfe\r\n', 'text/csv'],
    ['powershell.txt', '\xff\xfeh\0i\0', 'text/plain'],
    ['colours.txt', '\x1b[31mdenied\x1b[0m', 'text/plain'],
    ['a.eml', 'Received: from mx\r\nSubject: x\r\n\r\nBody', 'message/rfc822'],
    ['mbox.eml', 'From a@b Sat Nov 21\nDate: x\n\n', 'message/rfc822'],
  ])('of %s with such a beginning is what both say', (name, content, mediaType) => {
    expect(fileTypeOf(name, bytes(content))).toEqual({ mediaType });
  });

  it.each([
    'a.svg',
    'a.html',
    'a.docx',
    'a.zip',
    'a.js',
    'a.pdf.exe',
    'pdf',
    'a.',
    '.',
    'a.constructor',
    'a.toString',
  ])('of %s is bytes without a type, whatever they are', (name) => {
    expect(fileTypeOf(name, bytes('%PDF-1.7'))).toEqual({ mediaType: 'application/octet-stream' });
  });

  it.each([
    ['photo.png', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['photo.png', JPEG],
    ['photo.jpg', PNG],
    ['anim.gif', 'GIF90a'],
    ['scan.pdf', ' %PDF-1.7'],
    ['scan.pdf', '<html>%PDF-'],
    ['pic.webp', 'RIFF\0\0\0\0WAVE'],
    ['pic.webp', 'RIFF'],
    ['log.txt', 'MZ\x90\0\x03'],
    ['log.txt', '%PDF-1.7'],
    ['log.txt', '\xff\xfeh\0i'],
    ['list.csv', PNG],
    ['mail.eml', '<html></html>'],
    ['mail.eml', 'Subject: x\r\n\r\n\0'],
    ['mail.eml', 'no header at all'],
  ])('of %s is refused when the bytes are something else', (name, content) => {
    expect(fileTypeOf(name, bytes(content))).toMatchObject({ disagrees: { ending: name.split('.')[1] } });
  });

  it('is always one of the list or a refusal, for any name and bytes', () => {
    const endings = fc.constantFrom('pdf', 'png', 'jpg', 'gif', 'webp', 'txt', 'csv', 'eml', 'svg', '');
    fc.assert(
      fc.property(fc.string(), endings, fc.uint8Array({ maxLength: 64 }), (stem, ending, content) => {
        const type = fileTypeOf(`${stem}.${ending}`, content);
        return 'disagrees' in type || MEDIA_TYPES.includes(type.mediaType);
      }),
    );
  });
});
