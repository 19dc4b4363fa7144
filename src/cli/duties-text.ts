import { Temporal } from 'temporal-polyfill';
import type { Duty, DutyStatus } from '../obligations/domain/duty.js';
import { LocalTime } from '../obligations/domain/local-time.js';

export interface DutyList {
  knowledgeVersion: string;
  duties: Duty[];
}

/** In the order in which people have to look. */
const PARTS: readonly [status: DutyStatus, heading: string][] = [
  ['due', 'DUE'],
  ['asap', 'WITHOUT UNDUE DELAY (the law gives no number)'],
  ['clock-not-started', 'OWED, THE CLOCK HAS NOT STARTED'],
  ['on-hold', 'ON HOLD (an authority asked in writing to wait)'],
  ['needs-facts', 'NOT DECIDED, FACTS ARE MISSING'],
  ['inactive', 'STARTS NO CLOCK'],
  ['not-owed', 'NOT OWED'],
];

/** The duties for people, most urgent first: what is left, the moment in the authority's zone, what is missing. */
export function dutiesText({ knowledgeVersion, duties }: DutyList, at: Temporal.Instant): string {
  const time = new LocalTime();
  const parts = PARTS.flatMap(([status, heading]) => {
    const found = duties.filter((duty) => duty.status === status).sort(bySooner);
    if (found.length === 0) return [];
    return ['', `${heading}: ${found.length}`, ...found.flatMap((duty) => linesOf(duty, at, time))];
  });
  const head = `${duties.length} duties at ${time.text(at)} (knowledge ${knowledgeVersion}). Not legal advice.`;
  return [head, ...parts].join('\n');
}

/** What cannot be counted comes first: somebody has to look. Ties stay in file order. */
function bySooner(one: Duty, other: Duty): number {
  const [a, b] = [one.dueAt ?? '', other.dueAt ?? ''];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function linesOf(duty: Duty, at: Temporal.Instant, time: LocalTime): string[] {
  const inZone = (instant: string) => time.inWords(Temporal.Instant.from(instant), duty.tz);
  const { dueAt, safeDueAt, softDueAt, notBefore, calendarError, missingFacts, decidedBy } = duty;
  const said = [
    dueAt && `due ${inZone(dueAt)}${duty.projected ? ' (rests on a planned notice)' : ''}`,
    safeDueAt && `safe, before it was moved past days off: ${inZone(safeDueAt)}`,
    softDueAt && `target from guidance: ${inZone(softDueAt)}`,
    notBefore && `not before ${inZone(notBefore)}`,
    calendarError && `cannot be counted: ${calendarError}`,
    missingFacts.length > 0 && `needs ${missingFacts.join(', ')}`,
    decidedBy.length > 0 && `decided by ${decidedBy.join(', ')}`,
    duty.mustPrecede && `must go out before ${duty.mustPrecede}`,
    duty.sameDutyAs && `the same duty as ${duty.sameDutyAs}`,
  ];
  const left = dueAt ? `${leftUntil(dueAt, at)}  ` : '';
  const doubt = duty.verified ? '' : ' (not verified)';
  return [
    `  ${left}${duty.ruleId}: ${duty.authority}, ${duty.jurisdiction}${doubt}`,
    ...said.filter((line): line is string => Boolean(line)).map((line) => `      ${line}`),
  ];
}

/** `2 d 3 h left`, `41 min left`, `OVER by 5 h 2 min`: the two largest units, never more than there is. */
function leftUntil(dueAt: string, at: Temporal.Instant): string {
  const seconds = Math.trunc((Date.parse(dueAt) - at.epochMilliseconds) / 1000);
  const minutes = Math.floor(Math.abs(seconds) / 60);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const words = days > 0 ? `${days} d ${hours} h` : hours > 0 ? `${hours} h ${rest} min` : `${rest} min`;
  return seconds < 0 ? `OVER by ${words}` : `${words} left`;
}
