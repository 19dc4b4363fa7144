import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { prepareDutyKnowledge } from './duty-knowledge.js';
import { evaluateDuties } from './evaluate-duties.js';
import {
  MANUAL_UNITS,
  isWithdrawn,
  manualDutyCodes,
  manualIdentity,
  manualRule,
  withdrawnTerms,
} from './manual-duty.js';
import type { ManualDuty } from './manual-duty.js';
import { readManualDuty } from './manual-duty-reading.js';

const CODES = {
  clocks: ['awareAt', 'discoveredAt'],
  calendars: ['gb-england'],
  channels: ['email', 'phone'],
};
const ENTRY = {
  counterparty: 'Northwind Retail Ltd',
  contract: 'Master services agreement, 14.2',
  title: 'Report security incidents',
  amount: 72,
  unit: 'hours',
};
const CALENDARS = { 'gb-england': { 2026: ['2026-12-25', '2026-12-28'], 2027: ['2027-01-01'] } };
const KNOWLEDGE = prepareDutyKnowledge({
  rules: new Map(),
  vocabulary: { dataTests: [] },
  calendars: CALENDARS,
});
const NOW = Temporal.Instant.from('2026-12-30T00:00:00Z');

function entered(extra: object = {}): ManualDuty {
  const { duty, faults } = readManualDuty({ ...ENTRY, ...extra }, CODES);
  if (!duty) throw new Error(JSON.stringify(faults));
  return duty;
}

function counted(extra: object, facts: object) {
  const rule = manualRule('manual-01j', entered(extra), '2026-11');
  const [duty] = evaluateDuties(facts, NOW, { ...KNOWLEDGE, rules: [rule] });
  if (!duty) throw new Error('no duty');
  return duty;
}

const faultsOf = (extra: object) =>
  (readManualDuty({ ...ENTRY, ...extra }, CODES).faults ?? []).map(({ path }) => path);

describe('A manual duty', () => {
  it('counts hours as elapsed time, also over the night in which the clocks go back', () => {
    const duty = counted({ zone: 'Europe/Dublin' }, { awareAt: '2026-10-24T09:00:00Z' });
    expect(duty).toMatchObject({
      status: 'due',
      dueAt: '2026-10-27T09:00:00Z',
      recipient: 'partners',
      authority: 'Northwind Retail Ltd',
      law: 'Master services agreement, 14.2: Report security incidents',
      verified: false,
      jurisdiction: 'ZZ',
    });
    expect(duty.arithmetic.join(' ')).toContain('+ 72 hours, elapsed through weekends and clock changes');
  });

  it('counts days to the end of the last local day, an hour later in UTC after the clocks went back', () => {
    const days = { amount: 3, unit: 'days', zone: 'Europe/Dublin' };
    expect(counted(days, { awareAt: '2026-10-19T09:00:00Z' }).dueAt).toBe('2026-10-22T22:59:59Z');
    expect(counted(days, { awareAt: '2026-10-24T09:00:00Z' }).dueAt).toBe('2026-10-27T23:59:59Z');
  });

  it('passes over weekends and holidays of its calendar, until the cutoff of the last business day', () => {
    const terms = {
      amount: 5,
      unit: 'business-days',
      calendar: 'gb-england',
      zone: 'Europe/London',
      cutoff: '17:00',
    };
    // Wed 23 Dec: Thu 24, (Fri 25, weekend, Mon 28), Tue 29, Wed 30, Thu 31, (Fri 1 Jan, weekend), Mon 4 Jan.
    expect(counted(terms, { awareAt: '2026-12-23T15:00:00Z' }).dueAt).toBe('2027-01-04T17:00:00Z');
  });

  it('ends a month on the last day of a shorter month', () => {
    const month = { amount: 1, unit: 'months' };
    expect(counted(month, { awareAt: '2026-08-31T10:00:00Z' }).dueAt).toBe('2026-09-30T23:59:59Z');
    expect(counted(month, { awareAt: '2028-01-31T10:00:00Z' }).dueAt).toBe('2028-02-29T23:59:59Z');
  });

  it('has no moment where the contract names no number, and says that the contract does not', () => {
    const duty = counted({ amount: null, unit: 'without-undue-delay' }, { awareAt: '2026-11-02T09:00:00Z' });
    expect(duty).toMatchObject({ status: 'asap', dueAt: null });
    expect(duty.arithmetic.join(' ')).toContain('The contract gives no number');
  });

  it('is owed before its clock starts, and names the fact it waits for', () => {
    expect(counted({ clock: 'discoveredAt' }, { awareAt: '2026-11-02T09:00:00Z' })).toMatchObject({
      status: 'clock-not-started',
      missingFacts: ['discoveredAt'],
    });
  });

  it('says that a date outside its calendar cannot be counted', () => {
    const terms = { amount: 5, unit: 'business-days', calendar: 'gb-england' };
    const duty = counted(terms, { awareAt: '2027-12-30T09:00:00Z' });
    expect([duty.status, duty.dueAt]).toEqual(['due', null]);
    expect(duty.calendarError).toContain('does not know 2028');
  });

  it('is owed whatever else is known of the incident', () => {
    const facts = { affected: { byJurisdiction: {}, complete: true }, harm: { level: 'none' as const } };
    expect(counted({}, { ...facts, awareAt: '2026-11-02T09:00:00Z' }).status).toBe('due');
  });

  it('is owed no more once it was withdrawn', () => {
    const origin = { ruleVersion: 'a', knowledgeVersion: 'k', factsRevision: 1, evaluatedAt: 'then' };
    const terms = { ...counted({}, { awareAt: '2026-11-02T09:00:00Z' }), ...origin };
    const after = withdrawnTerms(terms, { factsRevision: 4, evaluatedAt: 'now' });
    expect(after).toMatchObject({ status: 'not-owed', dueAt: null, factsRevision: 4, ruleVersion: 'a' });
    expect([isWithdrawn(terms), isWithdrawn(after)]).toEqual([false, true]);
  });
});

describe('What people enter', () => {
  it('starts from awareness and counts in UTC unless it says otherwise', () => {
    expect(entered()).toEqual({
      ...ENTRY,
      clock: 'awareAt',
      zone: 'UTC',
      calendar: null,
      cutoff: null,
      channels: [],
      content: '',
      note: '',
    });
  });

  it('names zones as the IANA database writes them', () => {
    expect(entered({ zone: 'europe/dublin' }).zone).toBe('Europe/Dublin');
  });

  it.each([
    ['no counterparty', { counterparty: ' ' }, '/counterparty'],
    ['two lines in a title', { title: 'Report\nincidents' }, '/title'],
    ['a title that turns text round', { title: 'Report \u202e incidents' }, '/title'],
    ['a contract that is too long', { contract: 'x'.repeat(201) }, '/contract'],
    ['a note that is no text', { note: 7 }, '/note'],
    ['a clock that another notice starts', { clock: 'notice' }, '/clock'],
    ['no unit', { unit: '' }, '/unit'],
    ['an inherited name as unit', { unit: 'constructor' }, '/unit'],
    ['no amount', { amount: null }, '/amount'],
    ['nothing', { amount: 0 }, '/amount'],
    ['more than ten thousand', { amount: 10_001 }, '/amount'],
    ['a fraction', { amount: 1.5 }, '/amount'],
    ['a number in text', { amount: '72' }, '/amount'],
    ['a number where there is none', { unit: 'without-undue-delay' }, '/amount'],
    ['an offset as zone', { zone: '+01:00' }, '/zone'],
    ['no such zone', { zone: 'Europe/Atlantis' }, '/zone'],
    ['business days without a calendar', { unit: 'business-days' }, '/calendar'],
    ['a calendar for hours', { calendar: 'gb-england' }, '/calendar'],
    ['a cutoff for hours', { cutoff: '17:00' }, '/cutoff'],
    ['no time of day', { unit: 'days', cutoff: '25:00' }, '/cutoff'],
    ['a channel that is none', { channels: ['email', 'pigeon'] }, '/channels'],
    ['a member that is not known', { lawyer: 'x' }, ''],
    ['a member of every object', JSON.parse('{"__proto__": {"amount": 1}}') as object, ''],
  ])('is refused at its place: %s', (_, extra, path) => {
    const input = Object.hasOwn(extra, '__proto__')
      ? (JSON.parse(`${JSON.stringify(ENTRY).slice(0, -1)},"__proto__":{"amount":1}}`) as object)
      : { ...ENTRY, ...extra };
    const { faults } = readManualDuty(input, CODES);
    expect((faults ?? []).map((fault) => fault.path)).toEqual([path]);
  });

  it('tells every fault, and never repeats what was typed', () => {
    expect(faultsOf({ counterparty: '', zone: 'Secret/Zone', channels: 'email' })).toEqual([
      '/counterparty',
      '/zone',
      '/channels',
    ]);
    const { faults } = readManualDuty({ ...ENTRY, zone: 'Secret/Zone', unit: 'secret' }, CODES);
    expect(JSON.stringify(faults)).not.toMatch(/secret/i);
  });

  it('takes calendars that can be counted, no clock of another notice, and ways to tell somebody', () => {
    const term = (code: string) => ({ code, meaning: '' });
    const vocabulary = {
      clocks: [term('awareAt'), term('notice')],
      calendars: [term('gb-england'), term('zz-card-brand')],
      channels: [term('email'), term('internal')],
    };
    expect(manualDutyCodes(vocabulary, new Set(['gb-england']))).toEqual({
      clocks: ['awareAt'],
      calendars: ['gb-england'],
      channels: ['email'],
    });
  });

  it('is the same duty whatever its spaces and capitals', () => {
    const other = {
      ...entered(),
      title: '  REPORT  security incidents',
      counterparty: 'northwind retail LTD',
    };
    expect(manualIdentity({ ...other, title: other.title.trim() })).toBe(manualIdentity(entered()));
    expect(manualIdentity(entered({ contract: 'MSA 14.3' }))).not.toBe(manualIdentity(entered()));
  });

  it('is either refused with places, or counts: whatever comes in', () => {
    const any = fc.record(
      {
        counterparty: fc.oneof(fc.string(), fc.constant('Northwind')),
        contract: fc.constant('MSA'),
        title: fc.oneof(fc.string(), fc.constant('Report')),
        amount: fc.oneof(fc.integer({ min: -5, max: 10_050 }), fc.constant(null)),
        unit: fc.constantFrom(...MANUAL_UNITS, 'years'),
        zone: fc.constantFrom('UTC', 'Pacific/Apia', 'America/New_York', '+01:00'),
        calendar: fc.constantFrom(null, 'gb-england'),
        cutoff: fc.constantFrom(null, '09:00', 'noon'),
      },
      { requiredKeys: ['contract'] },
    );
    fc.assert(
      fc.property(any, (input) => {
        const { duty, faults } = readManualDuty(input, CODES);
        if (!duty) return faults.length > 0 && faults.every(({ message }) => message !== '');
        const rule = manualRule('manual-x', duty, '2026-11');
        const knowledge = { ...KNOWLEDGE, rules: [rule] };
        const [answer] = evaluateDuties({ awareAt: '2026-11-02T09:00:00Z' }, NOW, knowledge);
        return answer?.dueAt != null ? answer.dueAt > '2026-11-02T09:00:00Z' : answer?.status !== 'not-owed';
      }),
    );
  });
});
