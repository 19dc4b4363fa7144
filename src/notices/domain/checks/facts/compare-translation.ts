import type { DataClassWords } from '../../../../catalogue/domain/data-class-words.js';
import { ANNEX, ANNEX_LANGUAGE } from '../../annex.js';
import type { CheckedNotice, CheckedPart } from '../checked-notice.js';
import type { CheckGround } from '../check-rule.js';
import type { Finding } from '../finding.js';
import type { FactWords } from '../../../../catalogue/domain/fact-words.js';
import { contentFinding } from './facts-finding.js';
import { namedClasses } from './named-classes.js';
import { topicsIn } from './promise-rule.js';
import { plainFigures } from './masked-text.js';
import { readFigures } from './read-figures.js';
import type { Figures, WrittenDay } from './figures.js';
import { linesOf } from './sentences.js';
import { factWordsOf } from './words-of-language.js';

/**
 * T1: holds a translation against its source, part by part: the same data classes, days, times, sums, numbers of people,
 * lengths of time, telephone numbers, links, addresses, promises and merge fields. What differs is a block; a promise is
 * read by its words, which translators choose freely, and is a warning. A number of people is the same where its figure
 * stands in the other text, whatever noun it has there.
 *
 * @param source and translation  of the same revision, for the same reader
 */
export function compareTranslation(
  source: CheckedNotice,
  translation: CheckedNotice,
  ground: Pick<CheckGround, 'dataClassWords' | 'factWords'>,
): Finding[] {
  const [from, to] = [factWordsOf(source.locale, ground), factWordsOf(translation.locale, ground)];
  const missing = translation.parts.length > 0 ? absentParts(source, translation) : [];
  const pairs = translation.parts.flatMap((part) => {
    const other = source.parts.find(({ id }) => id === part.id);
    return other ? [{ part, other }] : [];
  });
  return [
    ...missing,
    ...pairs.flatMap(({ part, other }) => fieldsDiffer(other, part)),
    ...(from && to
      ? [
          ...pairs
            .filter(({ part }) => part.id !== ANNEX)
            .flatMap(({ part, other }) => figuresDiffer(other, from, part, to)),
          ...pairs
            .filter(({ part }) => part.id === ANNEX)
            .flatMap(({ part, other }) => textsDiffer(other, part, ground)),
          ...classesDiffer(source, from, translation, to, ground.dataClassWords),
        ]
      : []),
  ];
}

const PROMISE = 'promise ';
const PEOPLE = 'people ';
const DAY = 'day ';

const why = 'A reader of the translation is told something else than a reader of the source.';

function differs(section: string | null, seen: Partial<Said>, fix: string): Finding {
  const place = {
    section,
    ...(seen.start !== undefined && { start: seen.start, end: seen.end ?? seen.start }),
  };
  const finding = contentFinding(
    'T1',
    seen.key?.startsWith(PROMISE) ? 'warn' : 'block',
    { place, text: seen.text ?? '' },
    { why, fix },
  );
  return { ...finding, group: 'translation' };
}

function absentParts(source: CheckedNotice, translation: CheckedNotice): Finding[] {
  const has = (parts: readonly CheckedPart[], id: string) => parts.some((part) => part.id === id);
  return [
    ...source.parts
      .filter(({ id }) => !has(translation.parts, id))
      .map(({ id, heading }) => differs(null, { text: heading || id }, 'Translate this part too.')),
    ...translation.parts
      .filter(({ id }) => !has(source.parts, id))
      .map(({ id }) => differs(id, {}, 'The source has no such part: take it out, or write it there first.')),
  ];
}

/** Addresses and texts of laws stand in one language in all: a figure that differs is another address. */
function textsDiffer(
  source: CheckedPart,
  translation: CheckedPart,
  ground: Pick<CheckGround, 'factWords'>,
): Finding[] {
  const english = factWordsOf(ANNEX_LANGUAGE, ground);
  return english ? figuresDiffer(source, english, translation, english) : [];
}

/** Fields as often as each stands there: one that is left out is a fact that is left out. */
function fieldsDiffer(source: CheckedPart, translation: CheckedPart): Finding[] {
  const names = (part: CheckedPart) => [...new Set(part.fields.map(({ name }) => name))];
  const [ours, theirs] = [names(translation), names(source)];
  return [
    ...theirs
      .filter((name) => !ours.includes(name))
      .map((name) => differs(translation.id, { text: name }, `Put the field ${name} into the translation.`)),
    ...ours
      .filter((name) => !theirs.includes(name))
      .map((name) =>
        differs(translation.id, { text: name }, `The source has no field ${name} here: take it out.`),
      ),
  ];
}

interface Said {
  /** The same in every language. */
  key: string;
  text: string;
  start: number;
  end: number;
}

function figuresDiffer(
  source: CheckedPart,
  from: FactWords,
  translation: CheckedPart,
  to: FactWords,
): Finding[] {
  const [theirs, ours] = [said(source, from), said(translation, to)];
  const keys = (list: readonly Said[]) => new Set(list.map(({ key }) => key));
  const [known, there] = [keys(theirs), keys(ours)];
  const [figuresThere, figuresHere] = [bareFigures(source), bareFigures(translation)];
  const isSaid = (key: string, keys: ReadonlySet<string>, figures: ReadonlySet<string>) =>
    keys.has(key) ||
    (key.startsWith(PEOPLE) && figures.has(key.slice(PEOPLE.length))) ||
    (key.startsWith(DAY) && [...keys].some((other) => isSameDay(key, other)));
  const strange = once(ours.filter(({ key }) => !isSaid(key, known, figuresThere)));
  const lacking = once(theirs.filter(({ key }) => !isSaid(key, there, figuresHere)));
  return [
    ...strange.map((one) =>
      differs(translation.id, one, 'The source does not say this here: take what it says.'),
    ),
    ...lacking.map(({ key, text }) =>
      differs(translation.id, { key, text }, 'The source says this here, and the translation does not.'),
    ),
  ];
}

/** All whole figures of a part, `48,213` as `48213`. */
function bareFigures({ words }: CheckedPart): Set<string> {
  const written = plainFigures(words).matchAll(/\d+(?:[.,\s'’]\d{3})*/gu);
  return new Set([...written].map(([figure]) => figure.replace(/\D/gu, '')));
}

function once(list: readonly Said[]): Said[] {
  return [...new Map(list.map((one) => [one.key, one] as const)).values()];
}

function said(part: CheckedPart, language: FactWords): Said[] {
  const { days, times, sums, people, durations, phones, links, emails }: Figures = readFigures(
    part.words,
    language,
  );
  const promises = linesOf(part.words).flatMap((line) =>
    topicsIn(line, language).map((topic) => ({
      key: `${PROMISE}${topic}`,
      text: line.text,
      start: line.start,
      end: line.end,
    })),
  );
  return [
    ...days.map((day) => ({ ...day, key: `${DAY}${dayKey(day)}` })),
    ...times.map((time) => ({ ...time, key: `time ${time.minutes}` })),
    ...sums.map((sum) => ({ ...sum, key: `sum ${sum.amount} ${sum.currency}` })),
    ...people.map((count) => ({ ...count, key: `${PEOPLE}${count.people}` })),
    ...durations.map((one) => ({ ...one, key: `time ${one.amount} ${one.unit}` })),
    ...phones.map((phone) => ({ ...phone, key: `phone ${phone.value}` })),
    ...links.map((link) => ({ ...link, key: `link ${link.value}` })),
    ...emails.map((email) => ({ ...email, key: `email ${email.value}` })),
    ...(promisingParts.has(part.id) ? promises : []),
  ];
}

const promisingParts = new Set(['fix', 'control', 'payback', 'identity', 'next']);

function dayKey({ month, day, year }: WrittenDay): string {
  return day === null ? `month ${month}` : `${month}-${day}${year === null ? '' : ` ${year}`}`;
}

/** Of a stretch of days one language leaves the year out of the first, another of the last. */
function isSameDay(one: string, other: string): boolean {
  return other.startsWith(DAY) && (one.startsWith(`${other} `) || other.startsWith(`${one} `));
}

function classesDiffer(
  source: CheckedNotice,
  from: FactWords,
  translation: CheckedNotice,
  to: FactWords,
  words: DataClassWords,
): Finding[] {
  const theirs = namedClasses(source, from, words);
  const ours = namedClasses(translation, to, words);
  const [known, there] = [theirs, ours].map((list) => new Set(list.map(({ code }) => code))) as [
    Set<string>,
    Set<string>,
  ];
  const strange = ours.filter(({ code }) => !known.has(code));
  const lacking = [
    ...new Map(theirs.filter(({ code }) => !there.has(code)).map((one) => [one.code, one])).values(),
  ];
  return [
    ...strange.map((one) =>
      differs(one.section, one, 'The source does not name these data: take what it names.'),
    ),
    ...lacking.map(({ section, text }) =>
      differs(section, { text }, 'The source names these data, and the translation does not.'),
    ),
  ];
}
