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
import type { Figures, Placed, WrittenDay } from './figures.js';
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

const why = 'A reader of the translation is told something else than a reader of the source.';

function differs(
  section: string | null,
  seen: Partial<Placed> & Partial<Pick<Said, 'kind'>>,
  fix: string,
): Finding {
  const place = {
    section,
    ...(seen.start !== undefined && { start: seen.start, end: seen.end ?? seen.start }),
  };
  const finding = contentFinding(
    'T1',
    seen.kind === 'promise' ? 'warn' : 'block',
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

/** Something that is said, in a form that is the same in every language. */
type Said = Placed & ({ kind: 'day'; value: WrittenDay } | { kind: SaidKind; value: string });
type SaidKind = 'time' | 'duration' | 'sum' | 'people' | 'phone' | 'link' | 'email' | 'promise';

function figuresDiffer(
  source: CheckedPart,
  from: FactWords,
  translation: CheckedPart,
  to: FactWords,
): Finding[] {
  const [theirs, ours] = [said(source, from), said(translation, to)];
  return [
    ...notAmong(ours, theirs, source).map((one) =>
      differs(translation.id, one, 'The source does not say this here: take what it says.'),
    ),
    ...notAmong(theirs, ours, translation).map(({ kind, text }) =>
      differs(translation.id, { kind, text }, 'The source says this here, and the translation does not.'),
    ),
  ];
}

/** Each thing once that is not said in the other part. */
function notAmong(list: readonly Said[], others: readonly Said[], { words }: CheckedPart): Said[] {
  const known = new Set(others.map(identity));
  const days = others.flatMap(({ kind, value }) => (kind === 'day' ? [value] : []));
  const figures = bareFigures(words);
  const isSaid = (one: Said) => {
    if (known.has(identity(one))) return true;
    if (one.kind === 'day') return days.some((day) => isSameDay(day, one.value));
    return one.kind === 'people' && figures.has(one.value);
  };
  const missing = list.filter((one) => !isSaid(one));
  return [...new Map(missing.map((one) => [identity(one), one])).values()];
}

/** One text for all that says the same in the same way; a month is the same in any year. */
function identity({ kind, value }: Said): string {
  if (kind !== 'day') return `${kind} ${value}`;
  const { month, day, year } = value;
  return `${kind} ${month} ${day} ${day === null ? null : year}`;
}

/** Of a stretch of days one language leaves the year out of the first, another of the last. */
function isSameDay(one: WrittenDay, other: WrittenDay): boolean {
  if (one.month !== other.month || one.day !== other.day) return false;
  return one.year === null || other.year === null || one.year === other.year;
}

/** All whole figures of a text, `48,213` as `48213`. */
function bareFigures(words: string): Set<string> {
  const written = plainFigures(words).matchAll(/\d+(?:[.,\s'’]\d{3})*/gu);
  return new Set([...written].map(([figure]) => figure.replace(/\D/gu, '')));
}

function said(part: CheckedPart, language: FactWords): Said[] {
  const { days, times, sums, people, durations, phones, links, emails }: Figures = readFigures(
    part.words,
    language,
  );
  return [
    ...days.map((day): Said => ({ ...day, kind: 'day', value: day })),
    ...times.map((time) => saidAs('time', time, time.minutes)),
    ...sums.map((sum) => saidAs('sum', sum, `${sum.amount} ${sum.currency}`)),
    ...people.map((count) => saidAs('people', count, count.people)),
    ...durations.map((one) => saidAs('duration', one, `${one.amount} ${one.unit}`)),
    ...phones.map((phone) => saidAs('phone', phone, phone.value)),
    ...links.map((link) => saidAs('link', link, link.value)),
    ...emails.map((email) => saidAs('email', email, email.value)),
    ...(promisingParts.has(part.id) ? promisesIn(part, language) : []),
  ];
}

const promisingParts = new Set(['fix', 'control', 'payback', 'identity', 'next']);

function promisesIn({ words }: CheckedPart, language: FactWords): Said[] {
  return linesOf(words).flatMap((line) =>
    topicsIn(line, language).map((topic) => saidAs('promise', line, topic)),
  );
}

function saidAs(kind: SaidKind, { text, start, end }: Placed, value: string | number): Said {
  return { kind, value: String(value), text, start, end };
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
