import fc from 'fast-check';
import { loadCatalogue } from '../../../catalogue/catalogue.loader.js';
import { wordLanguages } from '../../../catalogue/domain/data-class-words.js';
import type { WordLanguage } from '../../../catalogue/domain/data-class-words.js';
import { goldNotice, goldPresent } from '../../../../test/support/gold-notices.js';
import type { GoldName } from '../../../../test/support/gold-notices.js';
import { processorTime } from '../../../../test/support/processor-time.js';
import { checkNotice } from './check-notice.js';
import type { CheckedNotice, CheckedPart } from './checked-notice.js';

const catalogue = loadCatalogue();
const goldOf: Record<WordLanguage, GoldName> = {
  en: 'bank-en',
  'zh-Hans': 'bank-zh-Hans',
  ja: 'bank-ja',
  de: 'bank-de',
  fr: 'bank-fr',
  es: 'bank-es',
};
const silent = new Set(['absence-ok', 'apology-ok']);

function noticeOf(locale: string, ...parts: CheckedPart[]): CheckedNotice {
  return {
    kind: 'individuals-email',
    channel: 'email',
    audience: 'individuals',
    locale,
    parts,
    facts: { vulnerableGroups: true, data: { classes: [{ class: 'name' }], complete: true } },
    values: {},
    reader: { name: 'A. Reader-Test', affected: 'certain' },
    steps: [],
    duties: [],
    leads: [],
    commitments: [],
    proofComplete: false,
    noticeDate: '2026-11-19',
    linkHosts: ['larkmoor.example'],
    limits: { subject: 60, preheader: 110, words: 600 },
  };
}

const part = (id: string, words: string, heading = 'What happened'): CheckedPart => ({
  id,
  level: id === 'subject' ? 0 : 2,
  heading,
  words,
  source: words,
  fields: [],
});

(goldPresent ? describe : describe.skip)('in a gold notice (skipped where ../shared is absent)', () => {
  it.each(wordLanguages)('a listed phrase of %s is found at its place, wherever it is put', (language) => {
    const gold = goldNotice(goldOf[language]);
    const entries = catalogue.lintWords[language].entries.filter((entry) => !silent.has(entry.class));
    const sections = gold.parts.filter(({ level }) => level === 2);
    fc.assert(
      fc.property(fc.constantFrom(...entries), fc.constantFrom(...sections), (entry, section) => {
        const gap = entry.followedBy === 'number' ? ' 5' : '';
        const sentence =
          language === 'ja' || language === 'zh-Hans' ? `${entry.term}盗${gap}。` : `${entry.term}${gap}.`;
        const words = `${section.words}\n\n${sentence}`;
        const put = gold.parts.map((one) => (one === section ? { ...one, words, source: words } : one));
        const start = section.words.length + 2;
        const hits = checkNotice({ ...gold, parts: put }, catalogue).findings.filter(
          ({ place }) =>
            place.section === section.id &&
            place.start !== undefined &&
            place.start >= start &&
            place.start <= start + entry.term.length,
        );
        const alike = entries.filter(({ term }) => term.toLowerCase().includes(entry.term.toLowerCase()));
        expect(hits.some(({ rule }) => alike.some((one) => one.rule === rule))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

const scripts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ...wordLanguages.flatMap((language) =>
            catalogue.lintWords[language].entries.map(({ term }) => term),
          ),
        ),
        fc.constantFrom(
          '\n\n',
          '\n- ',
          '\n1. ',
          '. ',
          '。',
          ' ',
          ', ',
          '5 March 2026',
          'https://a.example/login',
          '\u00AD',
        ),
        fc.string({ maxLength: 12 }),
      ),
      { maxLength: 40 },
    )
    .map((pieces) => pieces.join('')),
);
const locales = fc.constantFrom(...wordLanguages, 'ko', 'zh-Hant', '', 'de-AT');
const notices = fc
  .tuple(locales, scripts, scripts, scripts, scripts)
  .map(([locale, subject, heading, words, actions]) =>
    noticeOf(
      locale,
      part('subject', subject, ''),
      part('happened', words, heading),
      part('actions', actions),
      part('contact', words, heading),
    ),
  );

describe('whatever a notice says', () => {
  it('is checked without a fault, and quotes what stands at the place it names', () => {
    fc.assert(
      fc.property(notices, (notice) => {
        for (const { rule, place, text, why, fix } of checkNotice(notice, catalogue).findings) {
          expect(text.length).toBeLessThanOrEqual(240);
          expect(why.length * fix.length).toBeGreaterThan(0);
          if (place.start === undefined) continue;
          const words = notice.parts.find(({ id }) => id === place.section)?.words ?? '';
          const seen = words.slice(place.start, place.end);
          expect(seen).not.toBe('');
          expect(place.end).toBeLessThanOrEqual(words.length);
          const quoted = text.endsWith('…') ? text.slice(0, -1) : text;
          // A quote is the words of the place, or the sentence around them.
          const fits = flat(seen).startsWith(flat(quoted)) || flat(quoted).includes(flat(seen));
          expect([rule, fits]).toEqual([rule, true]);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('gives the same report when it is checked again', () => {
    fc.assert(
      fc.property(notices, (notice) => {
        const again = structuredClone(notice);
        expect(checkNotice(again, catalogue)).toEqual(checkNotice(notice, catalogue));
      }),
      { numRuns: 60 },
    );
  });

  it('offers only mends whose words stand once in what is kept', () => {
    fc.assert(
      fc.property(notices, (notice) => {
        for (const { mend } of checkNotice(notice, catalogue).findings) {
          if (!mend) continue;
          const source = notice.parts.find(({ id }) => id === mend.section)?.source ?? '';
          expect(source.split(mend.from)).toHaveLength(2);
        }
      }),
      { numRuns: 100 },
    );
  });
});

function flat(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Long texts that are hard on careless patterns. */
const hard: [string, string][] = [
  ['letters', 'a'],
  ['points', 'a.'],
  ['figures', '12 '],
  ['a telephone number without an end', '0 '],
  ['hyphens', '-'],
  ['slashes', 'a/'],
  ['at signs', 'a@'],
  ['open brackets', '['],
  ['links', '[a](https://a.example/'],
  ['items', '\n- a'],
  ['sentences', 'We took your data. '],
  ['hedges', 'may have '],
  ['Chinese', '可能已'],
  ['Japanese sentences', 'お客様の情報が流出しました。'],
  ['empty lines', '\n'],
  ['white space', ' '],
  ['months', '5 March '],
  ['capitals', 'Aa '],
];

describe('64 KiB of', () => {
  it.each(hard)('%s take hardly longer a unit than 8 KiB', (_, piece) => {
    const locale = /[a-z]/iu.test(piece) ? 'en' : 'ja';
    const time = (size: number, enough: number) => {
      const words = piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
      const notice = noticeOf(locale, part('contact', words));
      return processorTime(() => checkNotice(notice, catalogue), enough);
    };
    // Eight times the text; what grows with the square would take 64 times as long.
    const most = Math.max(time(8_192, 20), 20) * 8 * 4;
    expect(time(65_536, most)).toBeLessThan(most);
  });
});
