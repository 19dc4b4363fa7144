import { Temporal } from 'temporal-polyfill';
import type { ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import { prepareDutyKnowledge } from './duty-knowledge.js';
import { evaluateDuties } from './evaluate-duties.js';

const catalogue = loadCatalogue();
const shipped = catalogue.rules.get('eu-gdpr-33-authority') as ObligationRule;
const at = Temporal.Instant.from('2026-11-21T00:00:00Z');

/** The last moment of a rule with nothing but a clock (awareAt) and these terms. */
function due(awareAt: string, deadline: Partial<ObligationRule['deadline']>): string | null | undefined {
  const rule: ObligationRule = {
    ...shipped,
    id: 'xx-clock',
    status: 'in-force',
    effective: null,
    appliesTo: { nexus: 'none' },
    trigger: {},
    deadline: { kind: 'fixed', clock: 'awareAt', amount: 1, unit: 'days', tz: 'UTC', ...deadline },
  };
  const knowledge = prepareDutyKnowledge({ ...catalogue, rules: new Map([[rule.id, rule]]) });
  return evaluateDuties({ awareAt }, at, knowledge)[0]?.dueAt;
}

describe('days in the zones of the data, worked by hand', () => {
  it.each([
    // Clocks go forward on 29 March 2026 at 01:00 UTC: the day ends at 22:59:59 UTC.
    ['Europe/Dublin', '2026-03-28T12:00:00Z', 1, '2026-03-29T22:59:59Z'],
    // And back on 25 October at 01:00 UTC: the day ends at 23:59:59 UTC.
    ['Europe/Dublin', '2026-10-24T12:00:00Z', 1, '2026-10-25T23:59:59Z'],
    // 8 March 2026, 02:00 EST becomes 03:00 EDT: UTC-4 at the end of the day.
    ['America/New_York', '2026-03-07T12:00:00Z', 1, '2026-03-09T03:59:59Z'],
    // 1 November 2026, 02:00 EDT becomes 01:00 EST: UTC-5 at the end of the day.
    ['America/New_York', '2026-10-31T12:00:00Z', 1, '2026-11-02T04:59:59Z'],
    // 30 days across the same change; aware at 23:30 PDT on 15 October, which is the 16th in UTC.
    ['America/Los_Angeles', '2026-10-16T06:30:00Z', 30, '2026-11-15T07:59:59Z'],
    // No summer time; 23:59:59 is 14:59:59 UTC. 15:00 UTC is already the next day.
    ['Asia/Tokyo', '2026-05-01T14:59:59Z', 3, '2026-05-04T14:59:59Z'],
    ['Asia/Tokyo', '2026-05-01T15:00:00Z', 3, '2026-05-05T14:59:59Z'],
    // Summer time begins on 4 October 2026 (UTC+11), ends on 5 April 2026 (UTC+10).
    ['Australia/Sydney', '2026-10-03T02:00:00Z', 1, '2026-10-04T12:59:59Z'],
    ['Australia/Sydney', '2026-04-04T02:00:00Z', 1, '2026-04-05T13:59:59Z'],
    // Half an hour: the local day begins at 18:30 UTC.
    ['Asia/Kolkata', '2026-12-31T18:29:59Z', 1, '2027-01-01T18:29:59Z'],
    ['Asia/Kolkata', '2026-12-31T18:30:00Z', 1, '2027-01-02T18:29:59Z'],
    // No summer time since 2019: UTC-3 in January too.
    ['America/Sao_Paulo', '2026-01-15T02:59:59Z', 3, '2026-01-18T02:59:59Z'],
  ])('%s: aware %s, %i days, due %s', (tz, awareAt, amount, dueAt) => {
    expect(due(awareAt, { tz, amount })).toBe(dueAt);
  });

  it('count the leap day of 2028, and end a month on it', () => {
    expect(due('2028-02-28T12:00:00Z', { tz: 'Europe/Dublin' })).toBe('2028-02-29T23:59:59Z');
    expect(due('2028-01-31T12:00:00Z', { tz: 'Europe/Dublin', unit: 'months' })).toBe('2028-02-29T23:59:59Z');
    expect(due('2027-01-31T12:00:00Z', { tz: 'Europe/Dublin', unit: 'months' })).toBe('2027-02-28T23:59:59Z');
    expect(due('2028-02-29T12:00:00Z', { tz: 'Asia/Tokyo', unit: 'months', amount: 12 })).toBe(
      '2029-02-28T14:59:59Z',
    );
  });

  it('go through the end of the year and its holidays', () => {
    // Thu 24 Dec 2026 (day 0), 25th a federal holiday: Mon 28, Tue 29, Wed 30, Thu 31; 1 Jan off: Mon 4 Jan 2027.
    const terms = { tz: 'America/New_York', unit: 'business-days', calendar: 'us-federal' } as const;
    expect(due('2026-12-24T17:00:00Z', { ...terms, amount: 5 })).toBe('2027-01-05T04:59:59Z');
    // Counted from 31 December of the clock's year, and of the year in the zone: 18:30 UTC is 2027 in Kolkata.
    const yearly = { unit: 'days', amount: 60, from: 'end-of-year' } as const;
    expect(due('2026-12-31T18:30:00Z', { ...yearly, tz: 'UTC' })).toBe('2027-03-01T23:59:59Z');
    expect(due('2026-12-31T18:30:00Z', { ...yearly, tz: 'Asia/Kolkata' })).toBe('2028-02-29T18:29:59Z');
  });

  it('run hours through weekends, holidays and a change of the clocks', () => {
    // Fri 23 Oct 2026 20:00 UTC + 72 h = Mon 26 Oct 20:00 UTC, whatever Dublin did to its clocks on Sunday.
    expect(due('2026-10-23T20:00:00Z', { tz: 'Europe/Dublin', unit: 'hours', amount: 72 })).toBe(
      '2026-10-26T20:00:00Z',
    );
  });
});
