import { goldMatter, goldNames, goldNotice, goldPresent } from '../../../../test/support/gold-notices.js';
import type { GoldName } from '../../../../test/support/gold-notices.js';
import type { CheckedNotice } from './checked-notice.js';
import type { Readability } from './finding.js';
import { isHard, readabilityOf } from './readability.js';

function notice(locale: string, words: string): CheckedNotice {
  const part = { id: 'happened', level: 2 as const, heading: 'Heading', words, source: words, fields: [] };
  return {
    kind: 'individuals-email',
    channel: 'email',
    audience: 'individuals',
    locale,
    parts: [part],
    facts: {},
    values: {},
    reader: null,
    steps: [],
    duties: [],
    leads: [],
    commitments: [],
    proofComplete: false,
    noticeDate: null,
    linkHosts: [],
    limits: {},
  };
}

it('counts a figure as one word of one syllable, and an item of a list as a sentence', () => {
  expect(readabilityOf(notice('en', 'We paid 61,480 to 37 people.\n\n- We go on'))).toMatchObject({
    name: 'Flesch-Kincaid grade',
    sentences: 2,
    units: 9,
    averageSentence: 4.5,
    longestSentence: 6,
    // 0.39 x 4.5 + 11.8 x 10/9 - 15.59, and no grade below nursery is made up.
    value: -0.7,
  });
});

it('counts characters, marks among them and white space not, for Chinese and Japanese', () => {
  const read = readabilityOf(notice('zh-Hans', '攻击者 复制了您的姓名。我行已通知您。'));
  expect(read).toMatchObject({
    name: 'characters per sentence',
    sentences: 2,
    units: 18,
    averageSentence: 9,
  });
});

it('has no figure for a language without a formula, and none for an empty text', () => {
  expect(readabilityOf(notice('ko', '데이터가 유출되었습니다.'))).toBeNull();
  expect(readabilityOf(notice('en', ''))).toBeNull();
});

it('takes a low figure for hard where the scale is one of ease', () => {
  const figure = (name: string, value: number): Readability => ({
    name,
    value,
    limit: 60,
    limits: '',
    sentences: 1,
    units: 1,
    averageSentence: 1,
    longestSentence: 1,
  });
  expect(isHard(figure('Kandel-Moles', 40))).toBe(true);
  expect(isHard(figure('Kandel-Moles', 80))).toBe(false);
  expect(isHard(figure('LIX', 61))).toBe(true);
  expect(isHard({ ...figure('LIX', 61), limit: null })).toBe(false);
});

/** Of the gold notices: key of the figure in their front matter, and how far two ways of counting syllables may lie apart. */
const measures: Record<GoldName, [figure: string, near: number, units: string]> = {
  'bank-en': ['fleschKincaid', 0.6, 'words'],
  'hospital-en': ['fleschKincaid', 0.6, 'words'],
  'retail-en': ['fleschKincaid', 0.6, 'words'],
  'bank-de': ['lix', 1, 'words'],
  'bank-fr': ['kandel_moles', 2.5, 'words'],
  'bank-es': ['fernandez_huerta', 2.5, 'words'],
  'bank-ja': ['avg', 0.1, 'chars'],
  'bank-zh-Hans': ['avg', 0.1, 'chars'],
};

describe('the gold notices (skipped where ../shared is absent)', () => {
  (goldPresent ? it.each : it.skip.each)(goldNames)('%s measures as its front matter says', (name) => {
    const { measured } = goldMatter(name);
    const [figure, near, units] = measures[name];
    const read = readabilityOf(goldNotice(name)) as Readability;
    expect(Math.abs(read.value - (measured[figure] as number))).toBeLessThanOrEqual(near);
    expect(Math.abs(read.units - (measured[units] as number))).toBeLessThanOrEqual(3);
    const longest = (measured['longest'] ?? measured['longestSentence']) as number;
    expect(Math.abs(read.longestSentence - longest)).toBeLessThanOrEqual(1);
    expect(isHard(read)).toBe(false);
  });
});
