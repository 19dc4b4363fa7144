import { Temporal } from 'temporal-polyfill';
import { openMarks } from '../../shared-fields.js';
import { checkLanguage, listOf } from '../check-language.js';
import type { CheckRule } from '../check-rule.js';
import type { CheckedNotice } from '../checked-notice.js';
import type { Finding, Severity } from '../finding.js';
import { partsOfKind } from '../five-parts.js';
import { findingIn, findingOn } from '../make-finding.js';
import { readingOf } from '../notice-reading.js';
import type { ReadPart } from '../notice-reading.js';
import { hasCue } from '../word-hits.js';
import { daysIn, figuresIn } from '../written-days.js';
import { tellsAll, tellsOfBreach } from './whom.js';
import { withoutWords } from './word-rules.js';

const person: CheckRule = {
  id: 'C10',
  group: 'content',
  ceiling: 'block',
  needs: 'notice',
  concerns: tellsAll,
  unable: withoutWords,
  check: (notice, ground) => {
    const { language, body } = readingOf(notice);
    const list = listOf(language, ground);
    if (!language || !list) return [];
    const told = partsOfKind(notice, ground, 'where-to-get-help');
    const parts = told.length > 0 ? told : body;
    const units = parts.flatMap(({ blocks }) => blocks.flatMap((block) => block.units));
    const at = (severity: Severity, fix: string): Finding =>
      told[0]
        ? findingIn('C10', told[0].part, null, { severity, fix, text: told[0].part.heading })
        : findingOn('C10', { severity, fix });
    const figures = parts.map((part) => figuresIn(part, language, ground));
    if (!figures.some(({ phones }) => phones.length > 0) && !mergesPhone(parts)) {
      const isOwed = notice.duties.some(({ contentCodes }) => contentCodes.includes('contact-phone'));
      return [at(isOwed ? 'block' : 'warn', 'Give a telephone number at which a person answers.')];
    }
    const hasHours =
      figures.some(({ times }) => times.length > 0) ||
      hasCue(units, list, 'hours') ||
      clock.test(textOf(parts));
    return [
      ...(hasCue(units, list, 'free')
        ? []
        : [at('warn', 'Give a number that costs nothing to call, and say so.')]),
      ...(hasHours ? [] : [at('warn', 'Say at which hours a person answers.')]),
      ...(hasCue(units, list, 'second-way') || figures.some(({ emails }) => emails.length > 0)
        ? []
        : [at('hint', 'Name a second way besides the telephone.')]),
    ];
  },
};

/** "8 to 20", where no mark of a clock stands. */
const clock = /(?<!\d)\d{1,2}\s(?:to|until|bis|à|a|hasta|–|-)\s?\d{1,2}(?!\d)/u;

function mergesPhone(parts: readonly ReadPart[]): boolean {
  return parts.some(({ part }) => part.fields.some(({ name }) => name === 'organisation.phone'));
}

function textOf(parts: readonly ReadPart[]): string {
  return parts.map(({ part }) => part.words).join('\n');
}

/** With these in hand, somebody can write or call in the name of the house. */
const contactClasses: ReadonlySet<string> = new Set(['contact', 'credentials']);

function leakedContact({ facts }: CheckedNotice, rankingClassOf: ReadonlyMap<string, string>): boolean {
  return (facts.data?.classes ?? []).some((entry) =>
    contactClasses.has(rankingClassOf.get(entry.class) ?? ''),
  );
}

const scams: CheckRule = {
  id: 'C11',
  group: 'content',
  ceiling: 'warn',
  needs: 'notice',
  concerns: (notice, { vocabulary }) =>
    tellsAll(notice) &&
    leakedContact(
      notice,
      new Map(vocabulary.dataClasses.map(({ code, rankingClass }) => [code, rankingClass])),
    ),
  unable: withoutWords,
  check: (notice, ground) => {
    const list = listOf(checkLanguage(notice.locale), ground);
    if (!list) return [];
    const units = readingOf(notice).body.flatMap(({ blocks }) => blocks.flatMap((block) => block.units));
    return [
      ...(hasCue(units, list, 'scam')
        ? []
        : [findingOn('C11', { severity: 'warn', fix: 'Warn of people who call or write in your name.' })]),
      ...(hasCue(units, list, 'never-asks')
        ? []
        : [findingOn('C11', { severity: 'warn', fix: 'Say what you never ask for, such as a password.' })]),
    ];
  },
};

const nextWord: CheckRule = {
  id: 'C12',
  group: 'content',
  ceiling: 'warn',
  needs: 'notice',
  // A text message says that a letter follows, and is too short for more.
  concerns: (notice, ground) => notice.kind !== 'sms' && tellsOfBreach(notice, ground),
  unable: ({ locale }) =>
    checkLanguage(locale) === null ? 'Days could not be read in this language.' : null,
  check: (notice, ground) => {
    const { language, body } = readingOf(notice);
    if (!language) return [];
    const next = body.find(({ part }) => part.id === 'next');
    const parts = next ? [next] : body;
    const days = parts.flatMap((part) => daysIn(part, language, ground));
    const isOpen = next !== undefined && openMarks(next.part.words).length > 0;
    if (isOpen || days.some((day) => isLater(day, notice.noticeDate))) return [];
    const options = {
      severity: 'warn' as const,
      fix: 'Name the day of your next message, after the day of this one.',
    };
    return [
      next
        ? findingIn('C12', next.part, null, { ...options, text: next.part.heading })
        : findingOn('C12', options),
    ];
  },
};

/** A day without a year is the next one of its name. Without a day of sending every whole day will do. */
function isLater(
  { year, month, day }: { year: number | null; month: number; day: number | null },
  noticeDate: string | null,
): boolean {
  if (day === null) return false;
  if (noticeDate === null || !/^\d{4}-\d\d-\d\d/u.test(noticeDate)) return true;
  const sent = dayOf(noticeDate.slice(0, 10));
  const said = dayOf(`${String(year ?? sent?.year ?? 0).padStart(4, '0')}-${pad(month)}-${pad(day)}`);
  if (!sent || !said) return false;
  if (year !== null) return Temporal.PlainDate.compare(said, sent) > 0;
  const ahead = Temporal.PlainDate.compare(said, sent) > 0 ? said : said.add({ years: 1 });
  return sent.until(ahead, { largestUnit: 'days' }).days <= farthestWithoutYear;
}

/** A day without a year that lies farther ahead is one that has passed. */
const farthestWithoutYear = 183;

function dayOf(text: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return null;
  }
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

const complaint: CheckRule = {
  id: 'C14',
  group: 'content',
  ceiling: 'warn',
  needs: 'notice',
  concerns: (notice) => tellsAll(notice) && notice.audience === 'individuals',
  unable: withoutWords,
  check: (notice, ground) => {
    const list = listOf(checkLanguage(notice.locale), ground);
    const { body } = readingOf(notice);
    if (!list || body.some(({ blocks }) => blocks.some(({ units }) => hasCue(units, list, 'complaint'))))
      return [];
    return [
      findingOn('C14', { severity: 'warn', fix: 'Name the body outside your house that hears complaints.' }),
    ];
  },
};

const ways: CheckRule = {
  id: 'A3',
  group: 'access',
  ceiling: 'warn',
  needs: 'notice',
  concerns: (notice) => tellsAll(notice) && notice.audience === 'individuals',
  unable: withoutWords,
  check: (notice, ground) => {
    const list = listOf(checkLanguage(notice.locale), ground);
    const { body } = readingOf(notice);
    if (!list || body.some(({ blocks }) => blocks.some(({ units }) => hasCue(units, list, 'access'))))
      return [];
    const fix = 'Name large print, easy-read text, and a relay or sign-language service.';
    return [findingOn('A3', { severity: 'warn', fix })];
  },
};

export const helpRules: readonly CheckRule[] = [person, scams, nextWord, complaint, ways];
