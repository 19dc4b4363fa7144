import { loadCatalogue } from '../catalogue/catalogue.loader.js';
import { loadNoticeKinds } from '../notices/notice-kinds.loader.js';

it('rests on fields that notices have', () => {
  const catalogue = loadCatalogue();
  const fields = new Set(
    [...loadNoticeKinds(catalogue).values()].flatMap(({ placeholders }) => [...placeholders.keys()]),
  );
  const unknown = [...catalogue.contentCodes.values()].flatMap(({ noticeFields = [] }) =>
    noticeFields.filter((field) => !fields.has(field)),
  );
  expect(unknown).toEqual([]);
});
