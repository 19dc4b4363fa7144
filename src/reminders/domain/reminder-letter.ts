import { Temporal } from 'temporal-polyfill';
import { rungWords } from './ladder.js';

/** A duty as a reminder tells of it. */
export interface ToldDuty {
  /** `report due (GDPR Art. 33)`. */
  name: string;
  rung: string;
  dueAt: Temporal.Instant;
  /** IANA zone in which the law counts. */
  zone: string;
  /** Counts from a notice that has not gone out. */
  projected: boolean;
  href: string;
}

export interface LetterBasis {
  reference: string;
  exercise: boolean;
  /** Soonest first; at least one. */
  duties: readonly ToldDuty[];
  /** IANA zone of the installation. */
  zone: string;
  now: Temporal.Instant;
  /** Where all duties of the incident stand. */
  registerHref: string;
}

export interface Letter {
  subject: string;
  text: string;
  html: string;
}

/** Duties written out; the rest are counted and stand in the register. */
const MOST_TOLD = 40;

/** The words of one message: what is due, when, and where to go; no title, no name, no other fact of the incident. */
export function reminderLetter(basis: LetterBasis): Letter {
  const { reference, exercise, duties, now } = basis;
  const mark = exercise ? 'EXERCISE ' : '';
  const [first] = duties;
  const soonest = first ? timeLeftWords(first.dueAt, now) : '';
  const subject =
    duties.length === 1 && first
      ? `${mark}${reference}: ${first.name}, ${soonest}`
      : `${mark}${reference}: ${duties.length} duties, the first ${soonest}`;
  const intro = exercise
    ? `This is an exercise. ${reference} has duties that wait for you.`
    : `${reference} has duties that wait for you.`;
  const told = duties.slice(0, MOST_TOLD).map((duty) => linesOf(duty, basis));
  const rest = duties.length - told.length;
  const last = [
    ...(rest > 0 ? [`${rest} more stand in the register.`] : []),
    'These times are computed from the facts on record; they are no legal advice.',
  ];
  return {
    subject,
    text: [
      intro,
      ...told.map((lines) => lines.join('\n')),
      `All duties: ${basis.registerHref}`,
      ...last,
    ].join('\n\n'),
    html: htmlOf(reference, intro, basis.registerHref, told, last),
  };
}

function linesOf(duty: ToldDuty, { zone, now }: LetterBasis): string[] {
  const there = momentWords(duty.dueAt, duty.zone);
  const here = momentWords(duty.dueAt, zone);
  return [
    `${duty.name[0]?.toUpperCase()}${duty.name.slice(1)}`,
    `Last moment: ${here}${there === here ? '' : ` (${there})`}, ${timeLeftWords(duty.dueAt, now)}`,
    `Why now: ${rungWords(duty.rung)}${duty.projected ? '; the time is provisional, for the notice it counts from has not gone out' : ''}`,
    duty.href,
  ];
}

function htmlOf(
  reference: string,
  intro: string,
  registerHref: string,
  told: readonly string[][],
  last: readonly string[],
): string {
  const duties = told.map((lines) => {
    const href = lines.at(-1) ?? '';
    const [name = '', ...rest] = lines.slice(0, -1).map(escaped);
    return `<p><a href="${escaped(href)}"><b>${name}</b></a><br>${rest.join('<br>')}</p>`;
  });
  return [
    '<!doctype html>',
    `<html lang="en"><head><meta charset="utf-8"><title>${escaped(reference)}</title></head><body>`,
    `<p>${escaped(intro)}</p>`,
    ...duties,
    `<p><a href="${escaped(registerHref)}">All duties of ${escaped(reference)}</a></p>`,
    ...last.map((line) => `<p>${escaped(line)}</p>`),
    '</body></html>',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** `23 h 58 min left`, `2 d 3 h left`, `1 h 5 min late`; rounded down. */
export function timeLeftWords(dueAt: Temporal.Instant, now: Temporal.Instant): string {
  const left = dueAt.epochMilliseconds - now.epochMilliseconds;
  const minutes = Math.floor(Math.abs(left) / 60_000);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const parts =
    days > 1 ? [`${days} d`, part(hours, 'h')] : [part(hours + days * 24, 'h'), part(rest, 'min')];
  const words = parts.filter((word) => word !== '').join(' ') || 'less than 1 min';
  return `${words} ${left < 0 ? 'late' : 'left'}`;
}

function part(amount: number, unit: string): string {
  return amount === 0 ? '' : `${amount} ${unit}`;
}

/** `Thu 5 Nov 2026, 09:00 GMT`, with the zone's offset where English has no short name for it. */
export function momentWords(at: Temporal.Instant, zone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
  const parts = new Map(format.formatToParts(at.epochMilliseconds).map(({ type, value }) => [type, value]));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return `${of('weekday')} ${of('day')} ${of('month')} ${of('year')}, ${of('hour')}:${of('minute')} ${of('timeZoneName')}`;
}
