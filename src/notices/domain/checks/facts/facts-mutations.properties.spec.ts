import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';

import { loadCatalogue } from '../../../../catalogue/catalogue.loader.js';
import type { WordLanguage } from '../../../../catalogue/domain/data-class-words.js';
import type { IncidentFacts } from '../../../../incidents/domain/incident-facts.js';
import type { CheckedNotice, CheckedPart } from '../checked-notice.js';
import type { Finding } from '../finding.js';
import { causeOf } from '../../../../plans/domain/cause.js';
import type { FactWords } from '../../../../catalogue/domain/fact-words.js';
import { readParts } from './read-parts.js';
import { isAmong, toldRecord } from './told-record.js';
import { compareTranslation } from './compare-translation.js';
import { factRules } from './fact-rules.js';
import { readYaml } from '../../../../catalogue/yaml-document.js';
import { givenRecords } from './given-records.js';
import { frontMatterOf, partsOfMarkdown } from './markdown-notice.js';
import { factWordsOf } from './words-of-language.js';

const catalogue = loadCatalogue();
const gold = (name: string) => `../shared/design/gold-notices/${name}.md`;
const isThere = existsSync(gold('bank-en'));

function read(name: string, base = name): CheckedNotice {
  const text = readFileSync(gold(name), 'utf8');
  const front = readYaml(frontMatterOf(readFileSync(gold(base), 'utf8')) ?? '').value as Record<
    string,
    unknown
  >;
  const own = readYaml(frontMatterOf(text) ?? '').value as {
    subject: string;
    preheader: string;
    locale: string;
  };
  const line = (id: string, words: string): CheckedPart => ({
    id,
    level: 0,
    heading: '',
    words,
    source: words,
    fields: [],
  });
  return {
    kind: 'individuals-email',
    channel: 'email',
    audience: 'individuals',
    locale: own.locale,
    parts: [line('subject', own.subject), line('preheader', own.preheader), ...partsOfMarkdown(text)],
    facts: front.facts as IncidentFacts,
    duties: [],
    leads: [],
    limits: {},
    ...givenRecords(front),
  };
}

const findings = (notice: CheckedNotice): Finding[] =>
  factRules
    .filter((rule) => rule.concerns?.(notice, catalogue) !== false)
    .flatMap((rule) => rule.check(notice, catalogue));

const golds = [
  ['bank-en', 'bank-en'],
  ['bank-de', 'bank-en'],
  ['bank-fr', 'bank-en'],
  ['bank-es', 'bank-en'],
  ['bank-ja', 'bank-en'],
  ['bank-zh-Hans', 'bank-en'],
  ['hospital-en', 'hospital-en'],
  ['retail-en', 'retail-en'],
] as const;

(isThere ? describe : describe.skip)('notices that are known to be good', () => {
  it.each(golds)('%s has neither block nor warning', (name, base) => {
    expect(findings(read(name, base)).filter(({ severity }) => severity !== 'hint')).toEqual([]);
  });

  it.each(golds.filter(([name]) => name.startsWith('bank-') && name !== 'bank-en'))(
    '%s says the same as its source',
    (name) => {
      expect(compareTranslation(read('bank-en'), read(name, 'bank-en'), catalogue)).toEqual([]);
    },
  );

  describe.each(golds)('%s', (name, base) => {
    const good = read(name, base);
    const language = factWordsOf(good.locale, catalogue) as FactWords;
    const record = toldRecord(good, catalogue);
    const parts = readParts(good, language);

    it('is caught with a day moved', () => {
      const days = parts.flatMap((part) =>
        part.figures.days
          .filter(
            (day) =>
              day.day !== null && isAmong(day, record.days) && !['rights', 'contact'].includes(part.id),
          )
          .map((day) => ({ part, day })),
      );
      expect(days.length).toBeGreaterThan(6);
      fc.assert(
        fc.property(fc.constantFrom(...days), fc.integer({ min: 1, max: 28 }), ({ part, day }, other) => {
          const moved = { ...day, day: other };
          const isKnown = isAmong({ ...moved, year: null }, record.days);
          fc.pre(!isKnown);
          const words = withFigure(part.words, day, String(day.day), String(other), day.bound === 'to');
          expect(rulesOf(changed(good, part, words))).toEqual(
            expect.arrayContaining([expect.stringMatching(/C4|F1/)]),
          );
        }),
      );
    });

    it('is caught with a sum, a number of people, a telephone number or a promised time changed', () => {
      const figures = parts.flatMap((part) => [
        ...part.figures.sums.map((one) => ({ part, one })),
        ...part.figures.people.map((one) => ({ part, one })),
        ...part.figures.phones.map((one) => ({ part, one })),
      ]);
      fc.assert(
        fc.property(
          fc.constantFrom(...figures),
          fc.nat({ max: 11 }),
          fc.integer({ min: 1, max: 9 }),
          ({ part, one }, place, by) => {
            const digits = [...one.text.matchAll(/\d/gu)].map(({ index }) => index);
            const at = digits[place % digits.length] as number;
            const digit = String((Number(one.text[at]) + by) % 10);
            fc.pre(!(at === digits[0] && digit === '0'));
            const text = one.text.slice(0, at) + digit + one.text.slice(at + 1);
            const words = part.words.slice(0, one.start) + text + part.words.slice(one.end);
            expect(rulesOf(changed(good, part, words))).toContain('F1');
          },
        ),
        { numRuns: 15 },
      );
    });

    it('is caught with one kind of data for another, or without one', () => {
      const data = parts.find(({ id }) => id === 'data') as CheckedPart;
      const items = [...data.words.matchAll(/^- .*$/gmu)].map(({ 0: item }) => item);
      const classes = new Set((good.facts.data?.classes ?? []).map((entry) => entry.class));
      const groups = new Set(
        catalogue.vocabulary.dataClasses.filter(({ code }) => classes.has(code)).map(({ group }) => group),
      );
      const others = catalogue.dataClassWords.classes.filter(({ code }) =>
        catalogue.vocabulary.dataClasses.some((one) => one.code === code && !groups.has(one.group)),
      );
      fc.assert(
        fc.property(fc.constantFrom(...items), fc.constantFrom(...others), (item, other) => {
          const wording = other[good.locale as WordLanguage].your;
          const swapped = changed(good, data, data.words.replace(item, `- ${wording}`));
          expect(findings(swapped).filter(({ rule }) => rule === 'C2').length).toBeGreaterThan(1);
          const left = changed(good, data, data.words.replace(`${item}\n`, '').replace(`\n${item}`, ''));
          expect(rulesOf(left)).toContain('C2');
        }),
      );
    });

    it('is caught with another cause in the facts', () => {
      const causes: Record<string, string[]> = {
        'external-attack': ['external-intrusion'],
        'own-sharing': ['declared-sharing'],
        'internal-misuse': ['insider-misuse'],
        error: ['misdelivery'],
        'physical-loss': ['loss-of-device'],
        'third-party': ['supply-chain-compromise'],
      };
      const own = causeOf(good.facts);
      for (const [cause, types] of Object.entries(causes)) {
        const facts = { ...good.facts, incident: { ...good.facts.incident, types } };
        const blocks = factRules
          .flatMap((rule) => rule.check({ ...good, facts }, catalogue))
          .filter(({ rule, severity }) => rule === 'C5' && severity === 'block');
        expect([cause, blocks.length > 0]).toEqual([cause, cause !== own]);
      }
    });
  });
});

function changed(notice: CheckedNotice, part: CheckedPart, words: string): CheckedNotice {
  return {
    ...notice,
    parts: notice.parts.map((one) => (one.id === part.id ? { ...one, words, source: words } : one)),
  };
}

/** Of findings that stop a notice or need a reason. */
function rulesOf(notice: CheckedNotice): string[] {
  return findings(notice)
    .filter(({ severity }) => severity !== 'hint')
    .map(({ rule }) => rule);
}

function withFigure(
  words: string,
  { start, end }: { start: number; end: number },
  from: string,
  to: string,
  last: boolean,
): string {
  const text = words.slice(start, end);
  const places = [...text.matchAll(new RegExp(`(?<!\\d)${from}(?!\\d)`, 'gu'))].map(({ index }) => index);
  const at = (last ? places.at(-1) : places[0]) as number;
  return words.slice(0, start) + text.slice(0, at) + to + text.slice(at + from.length) + words.slice(end);
}
