import { Temporal } from 'temporal-polyfill';
import type { Condition, DutyDeadline, ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import type { DataTestTerm } from '../../catalogue/domain/vocabulary.js';
import type { HarmLevel, IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { prepareDutyKnowledge } from './duty-knowledge.js';
import type { Duty } from './duty.js';
import { evaluateDuties } from './evaluate-duties.js';

const aware = '2026-11-20T09:00:00Z'; // a Friday

type Change = Partial<Omit<ObligationRule, 'deadline'>> & { deadline?: Partial<DutyDeadline> };

function houseRule({ deadline, ...change }: Change = {}): ObligationRule {
  return {
    id: 'house',
    jurisdiction: 'DE',
    status: 'in-force',
    effective: null,
    recipient: 'regulator',
    authority: 'House authority',
    law: 'House law',
    stage: 'single',
    appliesTo: { nexus: 'none' },
    trigger: {},
    deadline: {
      kind: 'fixed',
      clock: 'awareAt',
      amount: 72,
      unit: 'hours',
      tz: 'Europe/Brussels',
      ...deadline,
    },
    content: [],
    channels: ['any-means'],
    asOf: '2026-11',
    source: ['house'],
    verified: true,
    notes: '',
    ...change,
  };
}

const asap = { kind: 'asap', amount: undefined, unit: undefined } as const;

function term(code: string, test: DataTestTerm['test']): DataTestTerm {
  return { code, meaning: code, legacyUs: [], legacyIntl: [], test };
}

const calendars = {
  'us-federal': { 2026: ['2026-11-26', '2026-12-25'], 2027: ['2027-01-01'] },
  'eu-target': { 2026: ['2026-12-25'], 2027: ['2027-01-01'], 2028: [] },
};
const vocabulary = {
  dataTests: [
    term('ssn-alone', 'ssn'),
    term('name-with-ssn', { all: [{ listed: 'name' }, 'ssn'] }),
    term('elements', {
      all: [{ any: ['ssn', 'passport'] }, { finding: 'elements-suffice-for-identity-theft' }],
    }),
  ],
};

function evaluateAll(rules: ObligationRule[], facts: IncidentFacts, at = '2026-11-21T00:00:00Z'): Duty[] {
  const known = prepareDutyKnowledge({
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    vocabulary,
    calendars,
  });
  return evaluateDuties(facts, Temporal.Instant.from(at), known);
}

function evaluate(change: Change, facts: IncidentFacts = { awareAt: aware }, at?: string): Duty {
  return evaluateAll([houseRule(change)], facts, at)[0] as Duty;
}

/** The answer to a condition: held, not held, or the facts it waits for. */
function ask(condition: Condition, facts: IncidentFacts, change: Change = {}): true | false | string[] {
  const duty = evaluate(
    { ...change, trigger: { ...change.trigger, conditions: condition } },
    { awareAt: aware, ...facts },
  );
  return duty.status === 'needs-facts' ? duty.missingFacts : duty.status === 'due';
}

describe('counting', () => {
  const cases: [string, string, Partial<DutyDeadline>, string][] = [
    ['72 hours run through the end of summer time', '2026-10-23T08:00:00Z', {}, '2026-10-26T08:00:00Z'],
    ['72 hours run through the start of summer time', '2026-03-27T13:00:00Z', {}, '2026-03-30T13:00:00Z'],
    [
      'hours are counted from the second, what is finer is cut off',
      '2026-10-23T08:00:00.999999999999Z',
      {},
      '2026-10-26T08:00:00Z',
    ],
    ['a leap second is the last second of its minute', '2026-10-23T23:59:60Z', {}, '2026-10-26T23:59:59Z'],
    ['an offset is read', '2026-10-23T10:00:00+02:00', {}, '2026-10-26T08:00:00Z'],
    [
      '30 days last to the end of the local day',
      '2026-11-02T17:00:00Z',
      { unit: 'days', amount: 30, tz: 'America/Los_Angeles' },
      '2026-12-03T07:59:59Z',
    ],
    [
      'day 0 is the local date, not that of UTC',
      '2026-11-03T05:00:00Z',
      { unit: 'days', amount: 30, tz: 'America/Los_Angeles' },
      '2026-12-03T07:59:59Z',
    ],
    [
      'a day that ends after a clock change ends in the new offset',
      '2026-10-20T12:00:00Z',
      { unit: 'days', amount: 13, tz: 'America/New_York' },
      '2026-11-03T04:59:59Z',
    ],
    [
      'a day whose last hour comes twice ends with the first, which is never too late',
      '2026-04-03T12:00:00Z',
      { unit: 'days', amount: 1, tz: 'America/Santiago' },
      '2026-04-05T02:59:59Z',
    ],
    [
      'and so does a cutoff in that hour',
      '2026-04-03T12:00:00Z',
      { unit: 'days', amount: 1, tz: 'America/Santiago', cutoff: '23:30' },
      '2026-04-05T02:30:00Z',
    ],
    [
      '29 February counts in a leap year',
      '2028-02-28T12:00:00Z',
      { unit: 'days', amount: 1, tz: 'UTC' },
      '2028-02-29T23:59:59Z',
    ],
    [
      'and is missing in the others',
      '2027-02-28T12:00:00Z',
      { unit: 'days', amount: 1, tz: 'UTC' },
      '2027-03-01T23:59:59Z',
    ],
    [
      'days pass the end of the year',
      '2026-12-30T12:00:00Z',
      { unit: 'days', amount: 3, tz: 'UTC' },
      '2027-01-02T23:59:59Z',
    ],
    [
      'a counted trigger day is day 1',
      '2026-11-04T03:00:00Z',
      { unit: 'days', amount: 60, tz: 'Asia/Tokyo', countTriggerDay: true },
      '2027-01-02T14:59:59Z',
    ],
    [
      'one day with a counted trigger day ends the same day',
      '2026-11-04T03:00:00Z',
      { unit: 'days', amount: 1, tz: 'Asia/Tokyo', countTriggerDay: true },
      '2026-11-04T14:59:59Z',
    ],
    [
      'a month ends on the same day of the next',
      '2026-12-27T08:00:00Z',
      { unit: 'months', amount: 1 },
      '2027-01-27T22:59:59Z',
    ],
    [
      'or on its last day',
      '2027-01-31T08:00:00Z',
      { unit: 'months', amount: 1, tz: 'UTC' },
      '2027-02-28T23:59:59Z',
    ],
    [
      'which may be the 29th',
      '2028-01-31T08:00:00Z',
      { unit: 'months', amount: 1, tz: 'UTC' },
      '2028-02-29T23:59:59Z',
    ],
    [
      'twelve months after 29 February is the 28th',
      '2028-02-29T08:00:00Z',
      { unit: 'months', amount: 12, tz: 'UTC' },
      '2029-02-28T23:59:59Z',
    ],
    [
      'business days pass over weekends and days off',
      '2026-11-20T17:00:00Z',
      { unit: 'business-days', amount: 5, calendar: 'us-federal', tz: 'America/New_York' },
      '2026-12-01T04:59:59Z',
    ],
    [
      'a clock on a Saturday counts from Monday',
      '2026-11-21T17:00:00Z',
      { unit: 'business-days', amount: 1, calendar: 'us-federal', tz: 'America/New_York' },
      '2026-11-24T04:59:59Z',
    ],
    [
      'EDGAR keeps the federal days off',
      '2026-11-25T21:00:00Z',
      { unit: 'business-days', amount: 4, calendar: 'us-sec-edgar', tz: 'America/New_York', cutoff: '17:30' },
      '2026-12-02T22:30:00Z',
    ],
    [
      'the end of the year is day 0',
      '2026-11-20T17:00:00Z',
      { unit: 'days', amount: 60, tz: 'America/New_York', from: 'end-of-year' },
      '2027-03-02T04:59:59Z',
    ],
    [
      'of the local year of the clock',
      '2027-01-01T03:00:00Z',
      { unit: 'days', amount: 60, tz: 'America/New_York', from: 'end-of-year' },
      '2027-03-02T04:59:59Z',
    ],
  ];

  it.each(cases)('%s', (_, awareAt, deadline, dueAt) => {
    expect(evaluate({ deadline }, { awareAt })).toMatchObject({
      status: 'due',
      dueAt,
      safeDueAt: null,
      projected: false,
    });
  });
});

describe('moving past days off', () => {
  const roll = (to: 'next-working-day' | 'next-working-day-noon', onlyIf?: Condition): Change => ({
    deadline: {
      unit: 'days',
      amount: 1,
      tz: 'UTC',
      rollover: { to, calendar: 'eu-target', ...(onlyIf && { onlyIf }) },
    },
  });
  const excluded: Condition = { not: { org: 'credit-institution' } };
  const bank = (value?: boolean): IncidentFacts => ({
    awareAt: '2026-11-20T09:00:00Z',
    organisation: { attributes: value === undefined ? {} : { 'credit-institution': value } },
  });

  const cases: [string, Change, IncidentFacts, string, string | null][] = [
    [
      'Saturday moves to the end of Monday',
      roll('next-working-day'),
      bank(),
      '2026-11-23T23:59:59Z',
      '2026-11-21T23:59:59Z',
    ],
    ['or to its noon', roll('next-working-day-noon'), bank(), '2026-11-23T12:00:00Z', '2026-11-21T23:59:59Z'],
    [
      'a working day stays',
      roll('next-working-day'),
      { awareAt: '2026-11-19T09:00:00Z' },
      '2026-11-20T23:59:59Z',
      null,
    ],
    [
      'a holiday moves over the weekend behind it',
      roll('next-working-day'),
      { awareAt: '2026-12-24T09:00:00Z' },
      '2026-12-28T23:59:59Z',
      '2026-12-25T23:59:59Z',
    ],
    [
      'the last day of the year moves into the next',
      roll('next-working-day'),
      { awareAt: '2026-12-31T09:00:00Z' },
      '2027-01-04T23:59:59Z',
      '2027-01-01T23:59:59Z',
    ],
    [
      'not while it is unknown whether it may move',
      roll('next-working-day', excluded),
      bank(),
      '2026-11-21T23:59:59Z',
      null,
    ],
    ['not if it may not', roll('next-working-day', excluded), bank(true), '2026-11-21T23:59:59Z', null],
    [
      'if it is known that it may',
      roll('next-working-day', excluded),
      bank(false),
      '2026-11-23T23:59:59Z',
      '2026-11-21T23:59:59Z',
    ],
  ];

  it.each(cases)('%s', (_, change, facts, dueAt, safeDueAt) => {
    expect(evaluate(change, facts)).toMatchObject({ status: 'due', dueAt, safeDueAt });
  });

  it('looks at the local day of elapsed hours', () => {
    const rollover = { to: 'next-working-day', calendar: 'eu-target' } as const;
    const hours = { amount: 14, tz: 'Asia/Tokyo', rollover };
    // Friday 23:00 UTC is Saturday 08:00 in Tokyo
    expect(evaluate({ deadline: hours })).toMatchObject({
      dueAt: '2026-11-23T14:59:59Z',
      safeDueAt: '2026-11-20T23:00:00Z',
    });
  });
});

describe('a date outside the calendars', () => {
  const businessDays: Change = {
    deadline: { unit: 'business-days', amount: 3, calendar: 'us-federal', tz: 'UTC' },
  };
  const message = /^The calendar us-federal does not know 2028-01-01: add the days off of 2028 to it\.$/;

  it('is told on the duty, whose last moment is left out', () => {
    const duty = evaluate(businessDays, { awareAt: '2027-12-30T09:00:00Z' });
    expect(duty).toMatchObject({ status: 'due', dueAt: null, calendarError: expect.stringMatching(message) });
    expect(duty.arithmetic.at(-1)).toMatch(/^Cannot be counted\./);
  });

  it('leaves the other duties as they are', () => {
    const duties = evaluateAll([{ ...houseRule(businessDays), id: 'counted' }, houseRule()], {
      awareAt: '2027-12-30T09:00:00Z',
    });
    expect(duties.map(({ dueAt }) => dueAt)).toEqual([null, '2028-01-02T09:00:00Z']);
  });

  it('leaves the unmoved moment of a limit that cannot be moved', () => {
    const rollover = { to: 'next-working-day', calendar: 'eu-target' } as const;
    const change = { deadline: { unit: 'days', amount: 1, tz: 'UTC', rollover } } as const;
    // Saturday 30 December 2028; the next working day is in 2029
    expect(evaluate(change, { awareAt: '2028-12-29T09:00:00Z' })).toMatchObject({
      status: 'due',
      dueAt: null,
      safeDueAt: '2028-12-30T23:59:59Z',
      calendarError: expect.stringMatching(/2029-01-01/),
    });
  });

  it('leaves out a target that cannot be counted', () => {
    const target = {
      ...asap,
      calendar: 'us-federal',
      softTarget: { amount: 3, unit: 'business-days' },
    } as const;
    expect(evaluate({ deadline: target }, { awareAt: '2027-12-30T09:00:00Z' })).toMatchObject({
      status: 'asap',
      softDueAt: null,
      calendarError: expect.stringMatching(message),
    });
  });
});

describe('a cap', () => {
  const capped: Change = {
    deadline: { clock: 'classifiedAt', amount: 4, cap: { clock: 'awareAt', amount: 24, unit: 'hours' } },
  };

  it.each([
    ['counts when it is earlier', '2026-11-21T06:00:00Z', '2026-11-21T09:00:00Z'],
    ['does not count when it is later', '2026-11-20T10:00:00Z', '2026-11-20T14:00:00Z'],
    ['counts when the main clock starts as it passes', '2026-11-21T09:00:00Z', '2026-11-21T09:00:00Z'],
    ['is ignored when the main clock starts after it passed', '2026-11-21T09:00:01Z', '2026-11-21T13:00:01Z'],
  ])('%s', (_, classifiedAt, dueAt) => {
    expect(evaluate(capped, { awareAt: aware, classifiedAt }).dueAt).toBe(dueAt);
  });

  it('is ignored while its own clock is unknown', () => {
    expect(evaluate(capped, { classifiedAt: aware }).dueAt).toBe('2026-11-20T13:00:00Z');
  });

  it('makes a limit certain that would rest on a plan', () => {
    const second = { clock: 'awareAt', amount: 24, unit: 'hours' } as const;
    const planned: Change = { deadline: { clock: 'notice', of: ['first'], cap: second } };
    const notices = { first: { plannedAt: '2026-11-20T12:00:00Z' } };
    expect(evaluate(planned, { awareAt: aware, notices })).toMatchObject({
      dueAt: '2026-11-21T09:00:00Z',
      projected: false,
    });
    expect(evaluate(planned, { notices })).toMatchObject({ dueAt: '2026-11-23T12:00:00Z', projected: true });
  });

  it('starts nothing by itself', () => {
    expect(evaluate(capped)).toMatchObject({ status: 'clock-not-started', missingFacts: ['classifiedAt'] });
  });
});

describe('clocks that are notices', () => {
  const ofTwo: Change = {
    deadline: { clock: 'notice', of: ['first', 'second'], unit: 'days', amount: 3, tz: 'UTC' },
  };

  const cases: [string, IncidentFacts['notices'], string | null, boolean][] = [
    [
      'the first sent one counts',
      { first: { sentAt: '2026-11-03T09:00:00Z' }, second: { sentAt: '2026-11-02T09:00:00Z' } },
      '2026-11-06T23:59:59Z',
      false,
    ],
    [
      'a sent one goes before a planned one',
      { first: { plannedAt: '2026-11-03T09:00:00Z' }, second: { sentAt: '2026-11-05T09:00:00Z' } },
      '2026-11-08T23:59:59Z',
      false,
    ],
    [
      'what was sent makes its own plan void',
      { first: { plannedAt: '2026-11-03T09:00:00Z', sentAt: '2026-11-04T09:00:00Z' } },
      '2026-11-07T23:59:59Z',
      false,
    ],
    [
      'a planned one gives a projected limit',
      { second: { plannedAt: '2026-11-05T09:00:00Z' } },
      '2026-11-08T23:59:59Z',
      true,
    ],
    ['none: the clock has not started', {}, null, false],
  ];

  it.each(cases)('%s', (_, notices, dueAt, projected) => {
    const duty = evaluate(ofTwo, { notices });
    expect(duty).toMatchObject({ status: dueAt ? 'due' : 'clock-not-started', dueAt, projected });
    expect(duty.missingFacts).toEqual(dueAt ? [] : ['notices.first.sentAt']);
  });

  it('a duty together with a notice is due at its very instant', () => {
    const together: Change = { deadline: { ...asap, kind: 'with-notice', clock: 'notice', of: ['first'] } };
    expect(
      evaluate(together, { notices: { first: { plannedAt: '2026-11-21T10:00:00+02:00' } } }),
    ).toMatchObject({
      status: 'due',
      dueAt: '2026-11-21T08:00:00Z',
      projected: true,
    });
    expect(evaluate(together, {})).toMatchObject({
      status: 'clock-not-started',
      missingFacts: ['notices.first.sentAt'],
    });
  });

  it('a duty without a number needs no clock', () => {
    const after: Change = { deadline: { ...asap, clock: 'notice', of: ['first'] } };
    expect(evaluate(after, {})).toMatchObject({ status: 'asap', dueAt: null, missingFacts: [] });
  });
});

describe('a notice that this one may not follow', () => {
  const bound: Change = { deadline: { concurrentWith: 'mailing' } };
  const mailing = (state: { sentAt?: string; plannedAt?: string }): IncidentFacts => ({
    awareAt: aware,
    notices: { mailing: state },
  });

  const cases: [string, Change, IncidentFacts, string, boolean][] = [
    [
      'an earlier plan counts, and is projected',
      bound,
      mailing({ plannedAt: '2026-11-21T08:00:00Z' }),
      '2026-11-21T08:00:00Z',
      true,
    ],
    [
      'a later plan does not',
      bound,
      mailing({ plannedAt: '2026-11-25T08:00:00Z' }),
      '2026-11-23T09:00:00Z',
      false,
    ],
    [
      'a plan at the very limit changes nothing',
      bound,
      mailing({ plannedAt: '2026-11-23T09:00:00Z' }),
      '2026-11-23T09:00:00Z',
      false,
    ],
    [
      'what was sent goes before what was planned',
      bound,
      mailing({ plannedAt: '2026-11-21T08:00:00Z', sentAt: '2026-11-22T08:00:00Z' }),
      '2026-11-22T08:00:00Z',
      false,
    ],
    ['without that notice the own limit stays', bound, { awareAt: aware }, '2026-11-23T09:00:00Z', false],
    [
      'a duty without a number becomes due with it',
      { deadline: { ...asap, concurrentWith: 'mailing' } },
      mailing({ plannedAt: '2026-11-25T08:00:00Z' }),
      '2026-11-25T08:00:00Z',
      true,
    ],
  ];

  it.each(cases)('%s', (_, change, facts, dueAt, projected) => {
    expect(evaluate(change, facts)).toMatchObject({ status: 'due', dueAt, projected });
  });

  it('leaves a duty without a number as it is while unknown', () => {
    expect(evaluate({ deadline: { ...asap, concurrentWith: 'mailing' } }).status).toBe('asap');
  });

  it('does not start the own clock', () => {
    expect(evaluate(bound, { notices: { mailing: { sentAt: aware } } })).toMatchObject({
      status: 'clock-not-started',
      missingFacts: ['awareAt'],
    });
  });

  it('bounds a moved limit, whose safe moment stays only if it is earlier', () => {
    const rollover = { to: 'next-working-day', calendar: 'eu-target' } as const;
    const moved: Change = {
      deadline: { unit: 'days', amount: 1, tz: 'UTC', rollover, concurrentWith: 'mailing' },
    };
    expect(evaluate(moved, mailing({ sentAt: '2026-11-22T10:00:00Z' }))).toMatchObject({
      dueAt: '2026-11-22T10:00:00Z',
      safeDueAt: '2026-11-21T23:59:59Z',
    });
    expect(evaluate(moved, mailing({ sentAt: '2026-11-21T10:00:00Z' }))).toMatchObject({
      dueAt: '2026-11-21T10:00:00Z',
      safeDueAt: null,
    });
  });
});

describe('limits that are none', () => {
  it('a target from guidance is told apart from a limit', () => {
    const target: Change = {
      deadline: { ...asap, tz: 'Asia/Tokyo', softTarget: { amount: 5, unit: 'days' } },
    };
    expect(evaluate(target, { awareAt: '2026-11-04T03:00:00Z' })).toMatchObject({
      status: 'asap',
      dueAt: null,
      softDueAt: '2026-11-09T14:59:59Z',
    });
    expect(evaluate(target, {})).toMatchObject({ status: 'asap', softDueAt: null, missingFacts: [] });
  });

  const waiting: Change = {
    deadline: {
      ...asap,
      clock: 'notice',
      of: ['police'],
      tz: 'America/New_York',
      notBefore: { of: ['police'], amount: 7, unit: 'business-days', calendar: 'us-federal' },
    },
  };

  it.each([
    ['sent', { sentAt: '2026-11-12T15:00:00Z' }],
    ['planned, without being projected', { plannedAt: '2026-11-12T15:00:00Z' }],
  ])('not before the day after seven full business days from a notice %s', (_, police) => {
    // Thu 12 Nov; 13, 16, 17, 18, 19, 20, 23; Tue 24 Nov 00:00 EST
    expect(evaluate(waiting, { notices: { police } })).toMatchObject({
      status: 'asap',
      notBefore: '2026-11-24T05:00:00Z',
      projected: false,
    });
  });

  it('waits for that notice', () => {
    expect(evaluate(waiting, {})).toMatchObject({
      status: 'clock-not-started',
      missingFacts: ['notices.police.sentAt'],
    });
  });
});

describe('variants', () => {
  const change: Change = {
    deadline: {
      concurrentWith: 'mailing',
      variants: [
        { when: { org: 'small' }, amount: 144 },
        { when: { org: 'vital' }, amount: 24, concurrentWith: null },
      ],
    },
  };
  const organisation = (attributes: Record<string, boolean>): IncidentFacts => ({
    awareAt: aware,
    organisation: { attributes },
    notices: { mailing: { sentAt: '2026-11-20T10:00:00Z' } },
  });

  it('the first that holds replaces what it names', () => {
    expect(
      evaluate(change, { awareAt: aware, organisation: { attributes: { small: true, vital: true } } }).dueAt,
    ).toBe('2026-11-26T09:00:00Z');
  });

  it('unknown is not enough', () => {
    expect(evaluate(change, { awareAt: aware }).dueAt).toBe('2026-11-23T09:00:00Z');
  });

  it('may take a bond to another notice away', () => {
    expect(evaluate(change, organisation({ small: false })).dueAt).toBe('2026-11-20T10:00:00Z');
    expect(evaluate(change, organisation({ small: false, vital: true })).dueAt).toBe('2026-11-21T09:00:00Z');
  });
});

describe('which rules start clocks', () => {
  const facts: IncidentFacts = { awareAt: '2026-12-01T02:00:00Z' };

  it.each([
    ['in-force', [], 'due'],
    ['not-yet-in-force', [], 'due'],
    ['contractual', [], 'inactive'],
    ['contractual', ['voluntary'], 'inactive'],
    ['contractual', ['contractual'], 'due'],
    ['voluntary', ['voluntary'], 'due'],
    ['internal-clock', ['internal-clock'], 'due'],
    ['proposed', ['contractual', 'voluntary', 'internal-clock'], 'inactive'],
    ['not-yet-enforceable', [], 'inactive'],
    ['adopted-effective-date-unconfirmed', [], 'inactive'],
  ] as const)('%s with %p opted in is %s', (status, optIn, expected) => {
    expect(evaluate({ status }, { ...facts, optIn: [...optIn] }).status).toBe(expected);
  });

  const inSantiago = { effective: '2026-12-01', deadline: { tz: 'America/Santiago' } };

  it.each([
    ['the evening before, local time', { awareAt: '2026-12-01T02:59:59Z' }, 'inactive'],
    ['the first local minute', { awareAt: '2026-12-01T03:00:00Z' }, 'due'],
    [
      'the first known instant of the list, not the earliest',
      { awareAt: '2026-12-02T00:00:00Z', discoveredAt: '2026-11-01T00:00:00Z' },
      'due',
    ],
    [
      'an instant outside the list does not count',
      { awareAt: undefined, occurredAt: '2026-12-02T00:00:00Z' },
      'inactive',
    ],
  ])('the local day of the reference date decides: %s', (_, clocks, expected) => {
    expect(evaluate(inSantiago, { ...clocks }, '2026-11-21T00:00:00Z').status).toBe(expected);
  });

  const order = [
    'awareAt',
    'discoveredAt',
    'determinedAt',
    'classifiedAt',
    'materialityDeterminedAt',
    'ransomPaidAt',
  ] as const;

  it.each(order)('%s goes before those that follow it', (first) => {
    const later = order.slice(order.indexOf(first) + 1).map((clock) => [clock, '2026-11-01T00:00:00Z']);
    const clocks: IncidentFacts = { ...Object.fromEntries(later), [first]: '2026-12-02T00:00:00Z' };
    const earlier: IncidentFacts = {
      ...Object.fromEntries(later.map(([clock]) => [clock, '2026-12-02T00:00:00Z'])),
      [first]: '2026-11-01T00:00:00Z',
    };
    expect(evaluate(inSantiago, clocks).status).not.toBe('inactive');
    expect(evaluate(inSantiago, earlier)).toMatchObject({
      status: 'inactive',
      decidedBy: [first, 'rule.effective'],
    });
  });

  it('without any clock the instant of evaluation decides', () => {
    expect(evaluate(inSantiago, {}, '2026-12-01T02:00:00Z')).toMatchObject({
      status: 'inactive',
      decidedBy: ['at', 'rule.effective'],
    });
    expect(evaluate(inSantiago, {}, '2026-12-01T03:00:00Z').status).toBe('clock-not-started');
  });

  it('a rule that starts no clock asks for nothing, and one whose trigger is not met is not owed', () => {
    const conditions = { finding: 'sec-material' };
    expect(evaluate({ status: 'proposed', trigger: { conditions } })).toMatchObject({
      status: 'inactive',
      missingFacts: [],
    });
    const denied: IncidentFacts = { incident: { findings: { 'sec-material': false } } };
    expect(evaluate({ status: 'proposed', trigger: { conditions } }, denied).status).toBe('not-owed');
  });

  it('a hold stops only an owed duty that it suspends', () => {
    const held: IncidentFacts = { awareAt: aware, lawEnforcementHold: true };
    const conditions = { finding: 'sec-material' };
    expect(evaluate({ suspendedByLawEnforcementHold: true }, held)).toMatchObject({
      status: 'on-hold',
      dueAt: null,
    });
    expect(
      evaluate({ suspendedByLawEnforcementHold: true }, { awareAt: aware, lawEnforcementHold: false }).status,
    ).toBe('due');
    expect(evaluate({ suspendedByLawEnforcementHold: true }).status).toBe('due');
    expect(evaluate({}, held).status).toBe('due');
    expect(evaluate({ suspendedByLawEnforcementHold: true, trigger: { conditions } }, held).status).toBe(
      'needs-facts',
    );
  });
});

describe('three values', () => {
  const yes: Condition = { org: 'yes' };
  const no: Condition = { org: 'no' };
  const open = (code: string): Condition => ({ finding: code });
  const organisation = { attributes: { yes: true, no: false } };

  const cases: [string, Condition, true | false | string[]][] = [
    ['all is false if one is false, whatever is unknown', { all: [open('a'), no] }, false],
    ['all is unknown if one is, and names it', { all: [yes, open('a')] }, ['incident.findings.a']],
    ['all is true if all are', { all: [yes, { not: no }] }, true],
    ['any is true if one is, whatever is unknown', { any: [open('a'), yes] }, true],
    [
      'any is unknown if one is, and names each unknown',
      { any: [no, open('b'), open('a')] },
      ['incident.findings.a', 'incident.findings.b'],
    ],
    ['any is false if all are', { any: [no, { not: yes }] }, false],
    ['not leaves unknown', { not: open('a') }, ['incident.findings.a']],
    [
      'what a false part would need is not missing',
      { any: [{ all: [no, open('a')] }, open('b')] },
      ['incident.findings.b'],
    ],
    [
      'what a true part would need is not missing',
      { all: [{ any: [yes, open('a')] }, open('b')] },
      ['incident.findings.b'],
    ],
  ];

  it.each(cases)('%s', (_, condition, expected) => {
    expect(ask(condition, { organisation })).toEqual(expected);
  });
});

describe('statements', () => {
  const cases: [string, Condition, IncidentFacts, true | false | string[]][] = [
    ['an attribute left out is unknown', { org: 'x' }, {}, ['organisation.attributes.x']],
    ['unless the list is complete', { org: 'x' }, { organisation: { attributesComplete: true } }, false],
    [
      'a finding left out is unknown',
      { finding: 'x' },
      { incident: { findings: {} } },
      ['incident.findings.x'],
    ],
    [
      'unless the list is complete',
      { finding: 'x' },
      { incident: { findings: { y: true }, findingsComplete: true } },
      false,
    ],
    [
      'a role among the roles',
      { role: 'processor' },
      { organisation: { roles: ['controller', 'processor'] } },
      true,
    ],
    ['a role not among them', { role: 'processor' }, { organisation: { roles: ['controller'] } }, false],
    ['no roles known', { role: 'processor' }, {}, ['organisation.roles']],
    [
      'a licence elsewhere',
      { insuranceLicence: 'US-SC' },
      { organisation: { insuranceLicences: ['US-VA'] } },
      false,
    ],
    ['no licences known', { insuranceLicence: 'US-SC' }, {}, ['organisation.insuranceLicences']],
    ['one of the types', { type: ['phishing', 'malware'] }, { incident: { types: ['malware'] } }, true],
    ['no types known', { type: ['phishing'] }, {}, ['incident.types']],
    ['the other intent', { intent: 'accidental' }, { incident: { intent: 'intentional' } }, false],
    ['no intent known', { intent: 'accidental' }, {}, ['incident.intent']],
    ['a day reached', { onOrAfter: '2026-11-20' }, {}, true],
    ['a day not reached', { onOrAfter: '2026-11-21' }, {}, false],
  ];

  it.each(cases)('%s', (_, condition, facts, expected) => {
    expect(ask(condition, facts)).toEqual(expected);
  });

  it('effects are asked of the incident', () => {
    const trigger = { effects: ['confidentiality', 'integrity'] };
    expect(evaluate({ trigger }, { awareAt: aware, incident: { effects: ['integrity'] } }).status).toBe(
      'due',
    );
    expect(
      evaluate({ trigger }, { awareAt: aware, incident: { effects: ['availability'] } }).decidedBy,
    ).toEqual(['incident.effects']);
    expect(evaluate({ trigger }).missingFacts).toEqual(['incident.effects']);
  });
});

describe('people', () => {
  type People = NonNullable<IncidentFacts['affected']>;
  const more = (
    atLeast: number,
    count: 'residents' | 'persons-notified' | 'total' | 'any-one-state' = 'residents',
  ): Condition => ({ affected: { atLeast, count } });
  const atMost = (limit: number, count: 'residents' | 'total' = 'residents'): Condition => ({
    affected: { atMost: limit, count },
  });

  const cases: [string, string, Condition, People, true | false | string[]][] = [
    ['500 is not more than 500', 'US-CA', more(501), { byJurisdiction: { 'US-CA': 500 } }, false],
    ['501 is', 'US-CA', more(501), { byJurisdiction: { 'US-CA': 501 } }, true],
    [
      'an own entry is exact, complete or not',
      'US-CA',
      atMost(499),
      { byJurisdiction: { 'US-CA': 499 } },
      true,
    ],
    [
      'nobody listed is unknown',
      'US-CA',
      more(1),
      { byJurisdiction: { 'US-NY': 5 } },
      ['affected.byJurisdiction.US-CA'],
    ],
    [
      'nobody listed is nobody if complete',
      'US-CA',
      more(1),
      { byJurisdiction: { 'US-NY': 5 }, complete: true },
      false,
    ],
    [
      'a total elsewhere does not make a province',
      'CA-QC',
      more(1),
      { byJurisdiction: { CA: 2000 }, complete: true },
      false,
    ],
    ['an unknown number is at least one', 'US-CA', more(1), { byJurisdiction: { 'US-CA': null } }, true],
    [
      'an unknown number may be more',
      'US-CA',
      more(2),
      { byJurisdiction: { 'US-CA': null }, complete: true },
      ['affected.byJurisdiction.US-CA'],
    ],
    [
      'an unknown number may be too many',
      'US-CA',
      atMost(499),
      { byJurisdiction: { 'US-CA': null }, complete: true },
      ['affected.byJurisdiction.US-CA'],
    ],
    [
      'persons notified are counted as residents',
      'US-CA',
      more(2, 'persons-notified'),
      { byJurisdiction: { 'US-CA': 1 } },
      false,
    ],
    ['Member States make the Union', 'EU', more(30), { byJurisdiction: { DE: 10, FR: 20, NO: 99 } }, true],
    [
      'with their parts and outermost regions',
      'EU',
      more(30),
      { byJurisdiction: { 'DE-BY': 10, RE: 20 } },
      true,
    ],
    [
      'nobody is counted twice',
      'EU',
      more(11),
      { byJurisdiction: { DE: 10, 'DE-BY': 5 }, complete: true },
      false,
    ],
    [
      'the own entry of a whole goes before its parts',
      'US',
      more(11),
      { byJurisdiction: { US: 10, 'US-CA': 50 } },
      false,
    ],
    [
      'a sum that is not complete may be more',
      'US',
      more(100),
      { byJurisdiction: { 'US-CA': 50 } },
      ['affected.byJurisdiction.US'],
    ],
    [
      'a sum that is not complete is at least so many',
      'US',
      more(50),
      { byJurisdiction: { 'US-CA': 50 } },
      true,
    ],
    [
      'a sum that is not complete may already be too many',
      'US',
      atMost(49),
      { byJurisdiction: { 'US-CA': 50 } },
      false,
    ],
    [
      'a sum with an unknown number is a lower bound',
      'US',
      more(52),
      { byJurisdiction: { 'US-CA': 50, 'US-NY': null }, complete: true },
      ['affected.byJurisdiction.US'],
    ],
    [
      'in which it stands for one',
      'US',
      more(51),
      { byJurisdiction: { 'US-CA': 50, 'US-NY': null }, complete: true },
      true,
    ],
    [
      'the total is the stated one',
      'DE',
      more(500, 'total'),
      { total: 499, byJurisdiction: { DE: 9000 } },
      false,
    ],
    [
      'or the sum of what lies in nothing else',
      'DE',
      more(500, 'total'),
      { byJurisdiction: { US: 300, 'US-CA': 300, DE: 199 }, complete: true },
      false,
    ],
    [
      'which is exact only if complete',
      'DE',
      atMost(499, 'total'),
      { byJurisdiction: { US: 300, DE: 199 } },
      ['affected.total'],
    ],
    ['nobody known makes no total', 'DE', more(1, 'total'), {}, ['affected.total']],
    [
      'the largest State',
      'US',
      more(501, 'any-one-state'),
      { byJurisdiction: { 'US-TX': 700, 'US-OK': 500 } },
      true,
    ],
    [
      'is exact if complete',
      'US',
      more(701, 'any-one-state'),
      { byJurisdiction: { 'US-TX': 700, DE: null }, complete: true },
      false,
    ],
    [
      'not beside an entry of the country',
      'US',
      more(701, 'any-one-state'),
      { byJurisdiction: { 'US-TX': 700, US: 900 }, complete: true },
      ['affected.byJurisdiction'],
    ],
    [
      'nor with an unknown number',
      'US',
      more(701, 'any-one-state'),
      { byJurisdiction: { 'US-TX': 700, 'US-OK': null }, complete: true },
      ['affected.byJurisdiction'],
    ],
  ];

  it.each(cases)('%s', (_, jurisdiction, condition, affected, expected) => {
    expect(ask(condition, { affected }, { jurisdiction })).toEqual(expected);
  });

  it('both bounds are included', () => {
    const between: Condition = { affected: { atLeast: 250, atMost: 499, count: 'residents' } };
    const answers = [249, 250, 499, 500].map((people) =>
      ask(between, { affected: { byJurisdiction: { DE: people } } }),
    );
    expect(answers).toEqual([false, true, true, false]);
  });
});

describe('nexus', () => {
  const residents: Change = { jurisdiction: 'EU', appliesTo: { nexus: 'residents' } };
  const either: Change = { jurisdiction: 'EU', appliesTo: { nexus: 'residents-or-established' } };
  const nobody = { byJurisdiction: {}, complete: true };

  const cases: [string, Change, IncidentFacts, Partial<Duty>][] = [
    ['residents anywhere inside', residents, { affected: { byJurisdiction: { FR: 1 } } }, { status: 'due' }],
    [
      'nobody there',
      residents,
      { affected: { ...nobody, byJurisdiction: { US: 5 } } },
      { status: 'not-owed', decidedBy: ['affected.complete'] },
    ],
    [
      'zero people there',
      residents,
      { affected: { byJurisdiction: { EU: 0 } } },
      { status: 'not-owed', decidedBy: ['affected.byJurisdiction.EU'] },
    ],
    [
      'an establishment does not replace residents',
      residents,
      { affected: nobody, organisation: { establishments: ['DE'] } },
      { status: 'not-owed' },
    ],
    [
      'an establishment inside is enough',
      either,
      { affected: nobody, organisation: { establishments: ['US', 'DE-BE'] } },
      { status: 'due' },
    ],
    [
      'neither',
      either,
      { affected: nobody, organisation: { establishments: ['US'] } },
      { status: 'not-owed', decidedBy: ['affected.complete', 'organisation.establishments'] },
    ],
    [
      'an establishment may help while it is unknown',
      either,
      { affected: nobody },
      { status: 'needs-facts', missingFacts: ['organisation.establishments'] },
    ],
    [
      'it does not help where it is known',
      either,
      { organisation: { establishments: ['US'] } },
      { status: 'needs-facts', missingFacts: ['affected.byJurisdiction.EU'] },
    ],
    [
      'both unknown',
      either,
      {},
      { status: 'needs-facts', missingFacts: ['affected.byJurisdiction.EU', 'organisation.establishments'] },
    ],
  ];

  it.each(cases)('%s', (_, change, facts, expected) => {
    expect(evaluate(change, { awareAt: aware, ...facts })).toMatchObject(expected);
  });
});

describe('the sector screen', () => {
  const screened: Change = {
    appliesTo: {
      nexus: 'none',
      organisation: { org: 'sec-sci-entity' },
      sectorScreen: ['financial-services'],
    },
  };

  const cases: [string, IncidentFacts['organisation'], Partial<Duty>][] = [
    [
      'keeps another sector from being asked',
      { sectors: ['retail'] },
      { status: 'not-owed', decidedBy: ['organisation.sectors'] },
    ],
    [
      'asks a sector of the screen',
      { sectors: ['retail', 'financial-services'] },
      { status: 'needs-facts', missingFacts: ['organisation.attributes.sec-sci-entity'] },
    ],
    [
      'asks while sectors are unknown',
      {},
      { status: 'needs-facts', missingFacts: ['organisation.attributes.sec-sci-entity'] },
    ],
    [
      'gives way to a known attribute',
      { sectors: ['retail'], attributes: { 'sec-sci-entity': true } },
      { status: 'due' },
    ],
    [
      'is not needed for a denied one',
      { sectors: ['financial-services'], attributes: { 'sec-sci-entity': false } },
      { status: 'not-owed', decidedBy: ['organisation.attributes.sec-sci-entity'] },
    ],
  ];

  it.each(cases)('%s', (_, organisation, expected) => {
    expect(evaluate(screened, { awareAt: aware, organisation })).toMatchObject(expected);
  });
});

describe('exemptions', () => {
  const exempt: Change = { trigger: { unless: { all: [{ org: 'glba' }, { finding: 'relied-on' }] } } };

  it('take a duty away once claimed, naming the claim', () => {
    const claimed: IncidentFacts = {
      organisation: { attributes: { glba: true } },
      incident: { findings: { 'relied-on': true } },
    };
    expect(evaluate(exempt, { awareAt: aware, ...claimed })).toMatchObject({
      status: 'not-owed',
      decidedBy: ['incident.findings.relied-on', 'organisation.attributes.glba'],
    });
  });

  it('do nothing while unknown, and ask for nothing', () => {
    expect(evaluate(exempt, { awareAt: aware, organisation: { attributes: { glba: true } } })).toMatchObject({
      status: 'due',
      missingFacts: [],
    });
    const undecided = evaluate({ trigger: { ...exempt.trigger, conditions: { finding: 'material' } } });
    expect(undecided.missingFacts).toEqual(['incident.findings.material']);
  });
});

describe('harm', () => {
  const test = (unassessed?: 'owed' | 'needs-facts'): Condition => ({
    harm: { atLeast: 'likely', ...(unassessed && { unassessed }) },
  });

  const cases: [string, string, Condition, IncidentFacts['harm'], true | false | string[]][] = [
    ['a lower level', 'DE', test(), { level: 'possible' }, false],
    ['the level itself', 'DE', test(), { level: 'likely' }, true],
    ['not assessed', 'DE', test(), {}, ['harm.level']],
    ['not assessed, named outright', 'DE', test('needs-facts'), undefined, ['harm.level']],
    ['not assessed, presumed by the law', 'DE', test('owed'), {}, true],
    ['assessed as lower, whatever is presumed', 'DE', test('owed'), { level: 'unlikely' }, false],
    [
      'the own jurisdiction first',
      'US-FL',
      test(),
      { level: 'serious', byJurisdiction: { 'US-FL': 'unlikely', US: 'serious' } },
      false,
    ],
    ['then its country', 'US-FL', test(), { level: 'serious', byJurisdiction: { US: 'unlikely' } }, false],
    [
      'then the incident',
      'US-FL',
      test(),
      { level: 'serious', byJurisdiction: { 'US-GA': 'unlikely' } },
      true,
    ],
    ['at most', 'DE', { harmAtMost: 'unlikely' }, { level: 'unlikely' }, true],
    ['more than at most', 'DE', { harmAtMost: 'unlikely' }, { level: 'possible' }, false],
    ['at most, not assessed', 'DE', { harmAtMost: 'serious' }, {}, ['harm.level']],
  ];

  it.each(cases)('%s', (_, jurisdiction, condition, harm, expected) => {
    expect(ask(condition, harm ? { harm } : {}, { jurisdiction })).toEqual(expected);
  });

  it('rises in five steps', () => {
    const levels: HarmLevel[] = ['none', 'unlikely', 'possible', 'likely', 'serious'];
    const met = levels.map(
      (atLeast) => levels.filter((level) => ask({ harm: { atLeast } }, { harm: { level } }) === true).length,
    );
    expect(met).toEqual([5, 4, 3, 2, 1]);
  });
});

describe('data', () => {
  const yes = true;
  const no = false;
  const protection = ['data.classes.ssn.protection'];
  const keyTaken = ['data.classes.ssn.keyTaken'];
  type Answer = boolean | string[];

  const table: [string, { protection?: string | null; keyTaken?: boolean | null }, Answer, Answer, Answer][] =
    [
      // protection, [none, encryption, redaction]
      ['none', { protection: 'none' }, yes, yes, yes],
      ['hashed-weak', { protection: 'hashed-weak' }, yes, yes, yes],
      ['encrypted, key safe', { protection: 'encrypted', keyTaken: false }, yes, no, yes],
      ['encrypted, key taken', { protection: 'encrypted', keyTaken: true }, yes, yes, yes],
      ['encrypted, key unknown', { protection: 'encrypted' }, yes, keyTaken, yes],
      ['tokenised, vault safe', { protection: 'tokenised', keyTaken: false }, yes, no, yes],
      ['tokenised, vault unknown', { protection: 'tokenised', keyTaken: null }, yes, keyTaken, yes],
      ['hashed-strong', { protection: 'hashed-strong' }, yes, no, yes],
      ['redacted', { protection: 'redacted' }, yes, no, no],
      ['absent', {}, yes, protection, protection],
      ['null', { protection: null }, yes, protection, protection],
    ];

  it.each(table)('protection %s: under no harbour %p, encryption %p, redaction %p', (_, ssn, ...expected) => {
    const facts = { data: { classes: [{ class: 'ssn', ...ssn }] } } as IncidentFacts;
    const answers = (['none', 'encryption', 'redaction'] as const).map((safeHarbor) =>
      ask({ data: ['ssn-alone'] }, facts, { trigger: { safeHarbor } }),
    );
    expect(answers).toEqual(expected);
  });

  const encryption: Change = { trigger: { safeHarbor: 'encryption' } };
  const cases: [string, string, NonNullable<IncidentFacts['data']>, Answer][] = [
    ['a class that is not listed is unknown', 'ssn-alone', { classes: [] }, ['data.classes']],
    ['or absent if the list is complete', 'ssn-alone', { classes: [], complete: true }, false],
    [
      'a name counts however protected',
      'name-with-ssn',
      {
        classes: [
          { class: 'name', protection: 'redacted' },
          { class: 'ssn', protection: 'none' },
        ],
      },
      true,
    ],
    [
      'a number does not',
      'name-with-ssn',
      {
        classes: [
          { class: 'name', protection: 'none' },
          { class: 'ssn', protection: 'redacted' },
        ],
      },
      false,
    ],
    [
      'of a class listed twice one that counts is enough',
      'ssn-alone',
      {
        classes: [
          { class: 'ssn', protection: 'redacted' },
          { class: 'ssn', protection: 'none' },
        ],
      },
      true,
    ],
    [
      'of a class listed twice the unknown one is asked',
      'ssn-alone',
      { classes: [{ class: 'ssn', protection: 'redacted' }, { class: 'ssn' }] },
      protection,
    ],
    [
      'a finding may be part of a test',
      'elements',
      { classes: [{ class: 'passport', protection: 'none' }] },
      ['incident.findings.elements-suffice-for-identity-theft'],
    ],
  ];

  it.each(cases)('%s', (_, test, data, expected) => {
    expect(ask({ data: [test] }, { data }, encryption)).toEqual(expected);
  });

  it('is read without a safe harbour where the rule names none', () => {
    expect(
      ask({ data: ['ssn-alone'] }, { data: { classes: [{ class: 'ssn', protection: 'redacted' }] } }),
    ).toBe(true);
  });

  it('asks for the facts of the unknown parts only', () => {
    const trigger = { data: { anyOf: ['name-with-ssn', 'elements'] }, safeHarbor: 'encryption' as const };
    const facts: IncidentFacts = {
      data: { classes: [{ class: 'ssn', protection: 'encrypted' }], complete: true },
    };
    expect(evaluate({ trigger }, facts).missingFacts).toEqual([
      'data.classes.ssn.keyTaken',
      'incident.findings.elements-suffice-for-identity-theft',
    ]);
  });
});

describe('a duty', () => {
  it('carries what a page needs from its rule, null where the rule says nothing', () => {
    expect(evaluate({ deadline: { mustPrecede: 'mailing' } })).toMatchObject({
      ruleId: 'house',
      recipient: 'regulator',
      authority: 'House authority',
      clock: 'awareAt',
      clockAt: '2026-11-20T09:00:00Z',
      mustPrecede: 'mailing',
      sameDutyAs: null,
      identityProtection: null,
      prescribedFormat: null,
      prohibitedContent: [],
      decidedBy: [],
    });
  });
});
