import type { NoticeWording, PartComparison } from '../../notices/notice-wording.js';
import { FormFields } from '../form-fields.js';
import type { RemarksView } from './notice-comments.view.js';
import { NoticeReadings } from './notice-reading.js';
import type { OpenedNotice } from './notice.opened.js';

const parts: PartComparison[] = [
  { id: 'data', heading: 'Your data', state: 'changed', changes: [] },
  { id: 'foot', heading: '', state: 'same', changes: [] },
  { id: 'text-discreet', heading: '', state: 'changed', changes: [] },
];
const readings = new NoticeReadings({ compare: () => parts } as unknown as NoticeWording);
const first = { revision: 1, savedAt: '2026-11-22T10:00:00Z' } as unknown as OpenedNotice['found']['current'];
const second = { ...first, revision: 2 };
const opened = {
  message: {},
  found: { notice: { id: 'notice', revision: 2 }, current: second },
  framed: { facts: { facts: {} } },
} as unknown as OpenedNotice;

function read(query: Record<string, string>) {
  const remarks = () => () => ({}) as RemarksView;
  return readings.of(opened, [second, first], new FormFields(query), 'Europe/Berlin', remarks)!;
}

describe('The review page', () => {
  it('names each part that has no heading by the words that the editor has for it', () => {
    const { parts: shown } = read({ view: 'text' });
    expect(shown.map(({ heading }) => heading)).toEqual(['Your data', 'Foot', 'Text discreet']);
  });

  it('names it among the parts that nobody changed, too', () => {
    const { parts: changed, alikeWords } = read({});
    expect(changed.map(({ heading }) => heading)).toEqual(['Your data', 'Text discreet']);
    expect(alikeWords).toBe('Foot');
  });
});
