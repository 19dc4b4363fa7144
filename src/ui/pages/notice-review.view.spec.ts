import type { NoticeEvent } from '../../notices/notice-history.js';
import type { NoticeRevisionView } from '../../notices/notices.views.js';
import { historyItems } from './notice-review.view.js';

const saved = (revision: number, savedAt: string) =>
  ({ revision, savedAt, savedBy: 'dana', contentHash: 'a'.repeat(64) }) as NoticeRevisionView;
const done = (act: NoticeEvent['act'], revision: number, at: string) =>
  ({ act, at, by: 'karl', revision, words: '' }) as unknown as NoticeEvent;

it('tells the history newest first, and an act above the saving of the same moment', () => {
  const told = historyItems(
    [saved(2, '2026-11-22T10:00:00.500Z'), saved(1, '2026-11-22T10:00:00Z')],
    [done('approved', 2, '2026-11-22T11:00:00Z'), done('submitted', 2, '2026-11-22T10:00:00.500Z')],
    (id) => id,
  );
  expect(told.map(({ text }) => text)).toEqual([
    'Revision 2 approved by karl',
    'Revision 2 submitted by karl',
    'Revision 2 saved by dana',
    'Revision 1 drafted by dana',
  ]);
});
