import { Temporal } from 'temporal-polyfill';
import type { CheckedNotice, CheckedPart } from '../checked-notice.js';
import type { CheckRule } from '../check-rule.js';
import type { Finding } from '../finding.js';
import { contentFinding, nowhere } from './facts-finding.js';
import type { FactWords } from '../../../../catalogue/domain/fact-words.js';
import { hasPhrase, phrasesIn } from './phrases.js';
import type { FoundDay, FoundTime, WrittenDay } from './figures.js';
import { readParts } from './read-parts.js';
import type { ReadPart } from './read-parts.js';
import { sentencesOf } from './sentences.js';
import type { Passage } from './sentences.js';
import { isAmong, toldRecord } from './told-record.js';
import type { ToldRecord } from './told-record.js';
import { factWordsOf } from './words-of-language.js';

const evidence = ['muzatko23-delay', 'ponemon12-too-little'];
const wrongDay =
  'A day that differs from the record makes readers check the wrong weeks, and doubt the rest.';

/** Letters that tell the whole story; a first word or a call script may leave a day out. */
const wholeStory = new Set(['individuals-email', 'individuals-letter']);
/** From here on, people are told why they hear of it only now. */
export const MOST_DAYS_WITHOUT_REASON = 30;

/** C4: when it happened, when it was found, when people are told; and each day as the facts have it. */
export const dateRule: CheckRule = {
  id: 'C4',
  group: 'content',
  ceiling: 'block',
  needs: 'notice',
  unable: ({ locale }, ground) =>
    factWordsOf(locale, ground) === null ? `Dates in ${locale} cannot be read.` : null,
  check: (notice, ground) => {
    const language = factWordsOf(notice.locale, ground);
    if (!language) return [];
    const record = toldRecord(notice, ground);
    const parts = readParts(notice, language);
    return [
      ...parts.flatMap((part) => wrongDays(part, notice, record, language)),
      ...(wholeStory.has(notice.kind) ? untoldDays(parts, notice, record, language) : []),
      ...longGap(parts, notice, record, language),
    ];
  },
};

function wrongDays(
  part: ReadPart,
  notice: CheckedNotice,
  record: ToldRecord,
  language: FactWords,
): Finding[] {
  const sentences = sentencesOf(part.words);
  const around = ({ start }: { start: number }) =>
    sentences.find((one) => one.start <= start && start < one.end);
  const finding = (seen: FoundDay | FoundTime, fix: string) =>
    contentFinding(
      'C4',
      'block',
      { place: { section: part.id, start: seen.start, end: seen.end }, text: seen.text },
      { why: wrongDay, fix, evidence },
    );
  const days = part.figures.days.flatMap((day) => {
    const sentence = around(day);
    const expected = sentence ? mismatch(day, sentence, part, notice, record, language) : null;
    if (expected !== null) return [finding(day, expected)];
    return isUnknown(day, part, notice, record) ? [unknownDay(day, part)] : [];
  });
  const times = part.figures.times.flatMap((time) => {
    const sentence = around(time);
    return sentence && isWrongTime(time, sentence, part, record, language)
      ? [finding(time, 'Take the time of the facts or of the proof of fix.')]
      : [];
  });
  return [...days, ...times, ...(record.days.length > 0 ? relativeDays(part, sentences, language) : [])];
}

/** "Last Tuesday": whoever reads it a week later counts from another day. */
function relativeDays(part: ReadPart, sentences: readonly Passage[], language: FactWords): Finding[] {
  if (!telling.has(part.id)) return [];
  const isDated = ({ start, end }: Passage) =>
    part.figures.days.some((day) => day.day !== null && start <= day.start && day.start < end);
  return sentences
    .filter(({ text }) =>
      [language.happened, language.found].some((phrases) => hasPhrase(text, phrases, language.match)),
    )
    .filter((sentence) => !isDated(sentence))
    .flatMap((sentence) =>
      phrasesIn(sentence.text, language.relativeDays, language.match).map(({ text, start, end }) =>
        contentFinding(
          'C4',
          'warn',
          { place: { section: part.id, start: sentence.start + start, end: sentence.start + end }, text },
          {
            why: 'It tells a day only to whoever knows when it was written.',
            fix: 'Name the day, month and year.',
            evidence,
          },
        ),
      ),
    );
}

/** Parts that tell when it happened and when it was found. */
const telling = new Set(['opening', 'happened', 'happened-short', 'status']);

/** What to write instead, where the day is none that it can be; null: nothing is amiss. */
function mismatch(
  day: FoundDay,
  sentence: Passage,
  part: CheckedPart,
  notice: CheckedNotice,
  record: ToldRecord,
  language: FactWords,
): string | null {
  if (day.day === null || !tellsDays.has(part.id)) return null;
  const says = (phrases: readonly string[]) => hasPhrase(sentence.text, phrases, language.match);
  const explains = says(language.delay);
  const sent = notice.noticeDate;
  if (isDateline(day, part)) {
    const isSent = sent === null || isAmong(day, [Temporal.PlainDate.from(sent)]);
    return isSent ? null : `Take the day of sending, ${sent}.`;
  }
  if (isLater(day, sent)) return null;
  const happened = !explains && says(language.happened);
  const found = !explains && says(language.found);
  const stopped = !explains && says(language.stopped);
  const tested = record.hasRecords && part.id !== 'happened' && says(language.tested);
  if (day.bound !== null && happened && record.occurred.length > 0 && part.id !== 'actions') {
    const ends = day.bound === 'from' ? record.occurred : [...record.contained, ...record.found];
    if (ends.length > 0 && !isAmong(day, ends))
      return day.bound === 'from'
        ? 'Take the first day of the facts (occurredAt).'
        : 'Take the last day of the facts (containedAt).';
  }
  if (
    part.id === 'happened' &&
    found &&
    !happened &&
    !stopped &&
    record.found.length > 0 &&
    !isAmong(day, [...record.found, ...record.contained])
  )
    return 'Take the day of the facts on which it was found (discoveredAt).';
  if (isAmong(day, record.days)) return null;
  if (!(happened || found || stopped || tested || part.id === 'actions')) return null;
  const known = [...record.occurred, ...record.found, ...record.contained];
  return known.length === 0 ? null : 'Take the day of the facts, or mend the facts where they are wrong.';
}

/** The day that opens the notice, with a few words before it at most: "Date: 19 November 2026". */
function isDateline({ start }: FoundDay, { level, words }: CheckedPart): boolean {
  return level === 1 && start <= 16 && !words.slice(0, start).includes('\n');
}

const sinceBefore = /(?:since|seit(?: dem)?|depuis(?: le)?|desde(?: el)?)\s+$/iu;

/** Told as part of what happened, and named by nothing that is known. */
function isUnknown(day: FoundDay, part: CheckedPart, notice: CheckedNotice, record: ToldRecord): boolean {
  if (day.day === null || record.days.length === 0) return false;
  const told = part.id === 'happened' || (record.hasRecords && (part.id === 'fix' || part.id === 'data'));
  // "Since that day" tells how things are now.
  if (!told || (part.id !== 'happened' && sinceBefore.test(part.words.slice(0, day.start)))) return false;
  return !isLater(day, notice.noticeDate) && !isAmong(day, record.days);
}

function unknownDay({ start, end, text }: FoundDay, { id }: CheckedPart): Finding {
  return contentFinding(
    'C4',
    'warn',
    { place: { section: id, start, end }, text },
    {
      why: 'No fact and no record names this day, so nobody can answer for it.',
      fix: 'Check the day, and record where it comes from; or leave it out.',
      evidence,
    },
  );
}

/** Rights, annexes and addresses speak of other days. */
const tellsDays = new Set([
  'subject',
  'preheader',
  'opening',
  'happened',
  'happened-short',
  'data',
  'fix',
  'proof',
  'actions',
  'status',
  'apology',
]);

/** A promise, not a report: the check of figures holds it against the record. */
export function isLater(day: WrittenDay, sent: string | null): boolean {
  if (sent === null || day.day === null) return false;
  const at = Temporal.PlainDate.from(sent);
  const of = (year: number) => Temporal.PlainDate.from({ year, month: day.month, day: day.day ?? 1 });
  if (day.year !== null) return Temporal.PlainDate.compare(of(day.year), at) > 0;
  // Without a year: the nearest such day, and half a year ahead at most.
  const ahead = at.until(of(at.year)).days;
  const days = ahead < -182 ? at.until(of(at.year + 1)).days : ahead;
  return days > 0 && days <= 182;
}

function isWrongTime(
  time: FoundTime,
  { text }: Passage,
  part: CheckedPart,
  record: ToldRecord,
  language: FactWords,
): boolean {
  if (!['happened', 'fix', 'proof'].includes(part.id) || record.times.size === 0) return false;
  if (!hasPhrase(text, language.stopped, language.match)) return false;
  // Clocks of two places differ by whole or half hours.
  return ![...record.times].some((known) => (known - time.minutes) % 30 === 0);
}

function untoldDays(
  parts: readonly ReadPart[],
  notice: CheckedNotice,
  record: ToldRecord,
  language: FactWords,
): Finding[] {
  const story = parts.filter(({ id }) => id === 'happened' || id === 'data');
  if (!story.some(({ id }) => id === 'happened')) return [];
  const names = (days: readonly Temporal.PlainDate[], among: readonly ReadPart[]) =>
    among.some(({ figures }) => figures.days.some((day) => day.day !== null && isAmong(day, days)));
  const isOpen = story.some(({ words }) => hasPhrase(words, language.unknownYet, language.match));
  const warn = (section: string, fix: string) =>
    contentFinding('C4', 'warn', nowhere(section), {
      why: 'Readers measure how long they were at risk by three days: when it happened, when it was found, when they are told.',
      fix,
      evidence,
    });
  const findings: Finding[] = [];
  if (!names(record.occurred, story) && !(record.occurred.length === 0 && isOpen))
    findings.push(
      warn('happened', 'Say on which day it happened, or that the day is not known yet and when it will be.'),
    );
  if (!names(record.found, story)) findings.push(warn('happened', 'Say on which day it was found.'));
  const first = parts.find(({ level }) => level === 1);
  const sent = notice.noticeDate;
  if (first && sent !== null && !names([Temporal.PlainDate.from(sent)], parts))
    findings.push(warn(first.id, 'Give the day of the notice itself.'));
  return findings;
}

function longGap(
  parts: readonly ReadPart[],
  notice: CheckedNotice,
  record: ToldRecord,
  language: FactWords,
): Finding[] {
  const found = notice.facts.discoveredAt === undefined ? undefined : record.found[0];
  const happened = parts.find(({ id }) => id === 'happened');
  if (!found || !happened || notice.noticeDate === null) return [];
  const gap = found.until(Temporal.PlainDate.from(notice.noticeDate), { largestUnit: 'days' }).days;
  if (gap <= MOST_DAYS_WITHOUT_REASON) return [];
  const isTold =
    happened.fields.some(({ name }) => name === 'incident.delayReason') ||
    hasPhrase(happened.words, language.delay, language.match);
  if (isTold) return [];
  return [
    contentFinding('C4', 'warn', nowhere('happened'), {
      why: `People hear of it ${gap} days after it was found; late word without a reason costs trust that later help does not restore.`,
      fix: 'Say why they hear of it only now.',
      evidence,
    }),
  ];
}
