import { Temporal } from 'temporal-polyfill';
import type { NoticeValue } from '../../notice-values.js';
import type { CheckedNotice } from '../checked-notice.js';
import type { CheckRule } from '../check-rule.js';
import type { Finding, MechanicalMend } from '../finding.js';
import { isLater } from './date-rule.js';
import { contentFinding } from './facts-finding.js';
import type { FactWords } from '../../../../catalogue/domain/fact-words.js';
import { hasPhrase } from './phrases.js';
import type { FoundContact, FoundCount, FoundDay, FoundDuration, FoundSum } from './figures.js';
import { readParts } from './read-parts.js';
import type { ReadPart } from './read-parts.js';
import { sentencesOf } from './sentences.js';
import { isAmong, toldRecord } from './told-record.js';
import type { ToldRecord } from './told-record.js';
import { factWordsOf } from './words-of-language.js';

const why = 'The figure differs from the record: people hold us to what is written.';

/** Parts that count people who are affected, or who lost something. */
const counting = new Set(['subject', 'preheader', 'opening', 'happened', 'status', 'data']);
const promising = new Set(['payback', 'control', 'identity', 'next', 'still-yours', 'kept']);

/** F1: numbers of people, sums, telephone numbers and promised days and times are those of the record. */
export const figureRule: CheckRule = {
  id: 'F1',
  group: 'content',
  ceiling: 'block',
  needs: 'notice',
  check: (notice, ground) => {
    const language = factWordsOf(notice.locale, ground);
    if (!language) return [];
    const record = toldRecord(notice, ground);
    const parts = readParts(notice, language);
    return [
      ...parts.flatMap((part) => differing(part, notice, record, language)),
      ...parts.flatMap((part) => typedFields(part, notice)),
    ];
  },
};

type Seen = { text: string; start: number; end: number };

function differing(
  part: ReadPart,
  notice: CheckedNotice,
  record: ToldRecord,
  language: FactWords,
): Finding[] {
  if (part.id === 'annex') return [];
  const isOurs = part.id !== 'rights';
  const { people, sums, phones, days, durations, inWords } = part.figures;
  const block = (seen: Seen, fix: string) =>
    contentFinding(
      'F1',
      isOurs ? 'block' : 'warn',
      { place: { section: part.id, start: seen.start, end: seen.end }, text: seen.text },
      { why, fix },
    );
  return [
    ...people
      .filter((one) => isWrongCount(one, part, record, language))
      .map((one) => block(one, 'Take the number of the facts or of the record it comes from.')),
    ...sums
      .filter((sum) => isWrongSum(sum, record))
      .map((sum) => block(sum, 'Take the sum of the record it comes from.')),
    ...phones
      .filter((phone) => isOurs && isWrongPhone(phone, part, record))
      .map((phone) => block(phone, 'Take the telephone number of the profile.')),
    ...days
      .filter((day) => isOurs && isWrongPromise(day, part, notice, record))
      .map((day) => ({
        ...block(day, 'Take the day of the commitment or of the field it comes from.'),
        severity: isHeld(part, notice) ? ('block' as const) : ('warn' as const),
      })),
    ...durations
      .filter((one) => promising.has(part.id) && isWrongDuration(one, record))
      .map((one) => block(one, 'Take the time of the commitment or of the field it comes from.')),
    ...inWords
      .filter(() => counting.has(part.id) || promising.has(part.id))
      .map((one) => ({
        ...block(one, 'Write it in figures, so that it can be held against the record.'),
        severity: 'warn' as const,
      })),
  ];
}

function isWrongCount(count: FoundCount, part: ReadPart, record: ToldRecord, language: FactWords): boolean {
  if (record.numbers.has(count.people)) {
    if (!tellsAffected(count, part, language) || record.people.size === 0) return false;
    return !record.people.has(count.people);
  }
  if (tellsAffected(count, part, language)) return record.people.size > 0;
  return counting.has(part.id) && record.hasRecords && record.numbers.size > record.people.size;
}

/** The sentence counts those whose data were taken, not those who lost money or answer a telephone. */
function tellsAffected({ start }: Seen, { id, words, figures }: ReadPart, language: FactWords): boolean {
  if (id === 'data' || !counting.has(id)) return false;
  const sentence = sentencesOf(words).find((one) => one.start <= start && start < one.end);
  if (!sentence || figures.sums.some((sum) => sentence.start <= sum.start && sum.start < sentence.end))
    return false;
  return hasPhrase(sentence.text, language.disclosed, language.match);
}

function isWrongSum({ amount, currency }: FoundSum, { sums }: ToldRecord): boolean {
  return sums.length > 0 && !sums.some((known) => known.amount === amount && known.currency === currency);
}

/** Elsewhere a day may be no promise of ours; and where a commitment waits for its day, this may be the one. */
function isHeld({ id }: ReadPart, { commitments }: CheckedNotice): boolean {
  return (promising.has(id) || id === 'fix') && commitments.every(({ due }) => due !== null);
}

/** Another number than ours may be named; one that looks like ours and is not is a slip. */
function isWrongPhone({ value }: FoundContact, part: ReadPart, { phones }: ToldRecord): boolean {
  if (phones.length === 0 || phones.some((phone) => sameLine(phone, value))) return false;
  const ours = part.id === 'contact' || part.id === 'preheader';
  const others = part.figures.phones.some((phone) => phones.some((known) => sameLine(known, phone.value)));
  return (ours && !others) || phones.some((phone) => isSlip(phone, value));
}

/** With or without the code of the country, as far as it is written with a plus. */
function sameLine(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.startsWith('+') === long.startsWith('+')) return one === other;
  return long.replace('+', '').endsWith(short.replace(/^(?:\+|0+)/u, ''));
}

function isSlip(known: string, typed: string): boolean {
  if (known.length !== typed.length) return false;
  const differing = [...known].filter((digit, place) => digit !== typed[place]).length;
  return differing > 0 && differing <= 2;
}

/** A day to come is a promise: it stands in a commitment, a field or a record. */
function isWrongPromise(day: FoundDay, { id }: ReadPart, notice: CheckedNotice, record: ToldRecord): boolean {
  if (!record.hasRecords || day.day === null || isAmong(day, record.days)) return false;
  return promising.has(id) || isLater(day, notice.noticeDate);
}

function isWrongDuration({ amount, unit }: FoundDuration, { durations }: ToldRecord): boolean {
  const counted = durations.filter((known) => known.unit === unit);
  return (
    unit !== 'minute' &&
    unit !== 'hour' &&
    counted.length > 0 &&
    !counted.some((known) => known.amount === amount)
  );
}

/** A figure that someone typed where a field holds the same: the field follows the facts, the figure does not. */
function typedFields(part: ReadPart, notice: CheckedNotice): Finding[] {
  if (part.source === part.words) return [];
  const isField = ({ start, end }: Seen) =>
    part.fields.some((field) => field.start < end && start < field.end);
  const known = Object.entries(notice.values).filter(
    (entry): entry is [string, NoticeValue] => entry[1] !== undefined && !entry[0].startsWith('records.'),
  );
  const { days, sums, people, phones } = part.figures;
  const typed: (Seen & { fits(value: NoticeValue): boolean; helper: string })[] = [
    ...days
      .filter(({ year, day, bound }) => year !== null && day !== null && bound === null)
      .map((day) => ({ ...day, helper: 'longDate ', fits: (value: NoticeValue) => isDay(value, day) })),
    ...sums.map((sum) => ({ ...sum, helper: 'money ', fits: (value: NoticeValue) => isSum(value, sum) })),
    ...people.map((count) => ({
      ...count,
      helper: '',
      fits: (value: NoticeValue) => value === count.people,
    })),
    ...phones.map((phone) => ({
      ...phone,
      helper: '',
      fits: (value: NoticeValue) => typeof value === 'string' && value.replace(/\D/gu, '') === phone.value,
    })),
  ];
  return typed.flatMap((figure) => {
    if (isField(figure)) return [];
    const [name] = known.find(([, value]) => figure.fits(value)) ?? [];
    if (name === undefined) return [];
    const mend =
      figure.helper === '' && !name.endsWith('.phone')
        ? undefined
        : mendOf(part, figure.text, `{{${figure.helper}${name}}}`);
    return [
      contentFinding(
        'F1',
        'hint',
        { place: { section: part.id, start: figure.start, end: figure.end }, text: figure.text },
        {
          why: 'It was typed by hand; when the fact changes, the text stays as it is.',
          fix: `Put the field ${name} in its place.`,
          ...(mend && { mend }),
        },
      ),
    ];
  });
}

function mendOf({ id, source }: ReadPart, from: string, to: string): MechanicalMend | undefined {
  return source.split(from).length === 2 ? { section: id, from, to } : undefined;
}

function isDay(value: NoticeValue, { year, month, day }: FoundDay): boolean {
  const at = value instanceof Temporal.PlainDateTime ? value.toPlainDate() : value;
  return at instanceof Temporal.PlainDate && at.year === year && at.month === month && at.day === day;
}

function isSum(value: NoticeValue, { amount, currency }: FoundSum): boolean {
  if (typeof value !== 'object' || !('amount' in value)) return false;
  const known = value as { amount: string; currency: string };
  return Number(known.amount) === Number(amount) && known.currency === currency;
}
