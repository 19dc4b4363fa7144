import { documentFormats } from '../../notices/render-document.js';
import { noticeDocumentsView } from './notice-documents.view.js';

const text = {
  id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  reference: 'INC-2026-00042',
  revision: 3,
  contentHash: `9f2c41d07ab3e5f6${'0'.repeat(48)}`,
};

it('leads to files that there are, and tells their number', () => {
  const { words, links } = noticeDocumentsView({ ...text, standing: 'approved' });
  expect(words).toBe('Each carries the number INC-2026-00042 / 3 / 9f2c 41d0 7ab3 e5f6.');
  const formats = links.map(({ href }) => href.split('/').at(-1));
  expect(documentFormats).toEqual(expect.arrayContaining(formats));
  expect(links[0]!.href).toBe(`/api/v1/notices/${text.id}/documents/pdf`);
});

it('says of a draft that nobody approved it', () => {
  expect(noticeDocumentsView({ ...text, standing: 'draft' }).words).toContain('nobody approved it');
});
