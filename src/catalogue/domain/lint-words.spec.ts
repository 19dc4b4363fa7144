import { lintCues, withOwnWords } from './lint-words.js';
import type { LintEntry, LintList } from './lint-words.js';

const entry = (term: string, more: Partial<LintEntry> = {}): LintEntry => ({
  term,
  class: 'stock',
  rule: 'W6',
  severity: 'warn',
  instead: 'delete',
  source: 'judgement',
  ...more,
});
const shipped: LintList = {
  language: 'en',
  version: 1,
  reviewedBy: ['A. Reader'],
  sources: { judgement: 'the writer' },
  entries: [entry('top priority'), entry('rest assured')],
  cues: Object.fromEntries(lintCues.map((cue) => [cue, []])) as unknown as LintList['cues'],
};

it('adds own entries and cues to the shipped ones', () => {
  const list = withOwnWords(shipped, {
    language: 'en',
    version: 1,
    sources: { house: 'our style guide' },
    entries: [entry('at the heart of what we do', { source: 'house' })],
    cues: { free: ['on the house'] },
  });
  expect(list.entries.map(({ term }) => term)).toEqual([
    'top priority',
    'rest assured',
    'at the heart of what we do',
  ]);
  expect(list.cues.free).toEqual(['on the house']);
  expect(list.sources).toEqual({ judgement: 'the writer', house: 'our style guide' });
});

it('lets an own entry take the place of the shipped one with its term and class, and takes none away', () => {
  const own = [entry('Top Priority', { severity: 'hint' })];
  const list = withOwnWords(shipped, { language: 'en', version: 2, entries: own });
  expect(list.entries.map(({ term, severity }) => `${term} ${severity}`)).toEqual([
    'Top Priority hint',
    'rest assured warn',
  ]);
});
