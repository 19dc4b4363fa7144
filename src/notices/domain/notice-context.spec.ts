import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import { rankingFactsOf } from '../../plans/domain/ranking-facts.js';
import { loadNoticeKinds } from '../notice-kinds.loader.js';
import type { NoticeDuty } from './notice-condition.js';
import {
  DetailsRefused,
  everyReader,
  noticeContext,
  readerValues,
  type NoticeSources,
} from './notice-context.js';
import type { NoticeKind } from './notice-kind.js';
import { UndeclaredPlaceholder, valueOf } from './notice-values.js';

const catalogue = loadCatalogue();
const kind = loadNoticeKinds(catalogue).get('individuals-email') as NoticeKind;
const at = Temporal.Instant.from('2026-11-19T09:00:00Z');

function context(sources: Partial<NoticeSources> = {}) {
  const { facts = {} } = sources;
  return noticeContext(kind, {
    stateTexts: catalogue.stateTexts,
    facts,
    ranking: rankingFactsOf(facts, at, catalogue),
    steps: [],
    duties: [],
    ...sources,
  });
}

function valueIn(name: string, sources: Partial<NoticeSources>): string {
  return String(valueOf(context(sources).values, name));
}

function faultsOf(details: Record<string, unknown>, sources: Partial<NoticeSources> = {}): string[] {
  try {
    context({ ...sources, details });
    return [];
  } catch (error) {
    if (!(error instanceof DetailsRefused)) throw error;
    return error.faults.map(({ path }) => path);
  }
}

describe('the values of a notice', () => {
  it('are there for declared names only, whatever the object they come from inherits', () => {
    const { values } = context();
    expect(Object.getPrototypeOf(values)).toBeNull();
    expect(valueOf(values, 'organisation.name')).toBeUndefined();
    for (const name of ['constructor', '__proto__', 'organisation.nmae'])
      expect(() => valueOf(values, name)).toThrow(UndeclaredPlaceholder);
  });

  it('tell days and times in the zone of the notice', () => {
    const facts = { discoveredAt: '2026-11-16T23:30:00Z', containedAt: '2026-11-16T23:30:00Z' };
    expect(valueIn('incident.discoveredAt', { facts, timeZone: 'Europe/Berlin' })).toBe('2026-11-17');
    expect(valueIn('incident.containedAt', { facts, timeZone: 'America/New_York' })).toBe(
      '2026-11-16T18:30:00',
    );
  });

  it('keep the clock that a fact was written by where no zone is given', () => {
    const facts = { containedAt: '2026-08-25T06:50:00+02:00' };
    expect(valueIn('incident.containedAt', { facts })).toBe('2026-08-25T06:50:00');
  });

  it.each([
    ['the number that was counted', { total: 48213, byJurisdiction: { IE: 5 } }, '48213'],
    ['the sum of a complete list', { byJurisdiction: { IE: 5, NL: 7 }, complete: true }, '12'],
    ['no lower bound', { byJurisdiction: { IE: 5, NL: 7 } }, 'undefined'],
    [
      'no guess where one number is unknown',
      { byJurisdiction: { IE: 5, NL: null }, complete: true },
      'undefined',
    ],
  ])('hold as the number of people: %s', (_, affected, people) => {
    expect(valueIn('incident.peopleAffected', { facts: { affected } })).toBe(people);
  });

  it('have no end before the beginning', () => {
    const facts = { occurredAt: '2026-11-14T12:00:00Z', containedAt: '2026-11-13T12:00:00Z' };
    expect(valueIn('incident.occurredUntil', { facts })).toBe('undefined');
  });

  it('take the name of the organisation from the facts, else from the profile', () => {
    const organisation = { name: 'Profile', phone: '1800 555 014' };
    expect(valueIn('organisation.name', { organisation })).toBe('Profile');
    expect(valueIn('organisation.name', { organisation, facts: { organisation: { name: 'Facts' } } })).toBe(
      'Facts',
    );
    expect(valueIn('organisation.phone', { organisation })).toBe('1800 555 014');
  });
});

describe('details that no fact holds', () => {
  it('are read by the type of their field', () => {
    const details = {
      'next.updateAt': '2026-12-04',
      'payback.sum': { amount: '15.00', currency: 'GBP' },
      'fix.open': [{ text: 'we test', by: '2026-11-27' }],
    };
    expect(faultsOf(details)).toEqual([]);
    expect(valueIn('next.updateAt', { details })).toBe('2026-12-04');
  });

  it.each([
    ['next.updateAt', '04/12/2026'],
    ['next.updateAt', 20261204],
    ['payback.answerDays', -1],
    ['payback.answerDays', 1.5],
    ['payback.sum', { amount: '15,00', currency: 'GBP' }],
    ['payback.sum', '15 GBP'],
    ['organisation.phone', 'call us'],
    ['organisation.email', 'a@x.example,b@y.example'],
    ['next.statusUrl', 'http://larkmoor.example'],
    ['fix.open', []],
    ['incident.notTaken', 'password'],
    ['incident.wayIn', ''],
    ['incident.wayIn', 'x'.repeat(501)],
    ['incident.wayIn', { toString: 'x' }],
    ['recipient.name', 'Anna'],
    ['incident.secret', 'x'],
    ['__proto__x', 'x'],
  ])('%s: %j is refused with its place', (name, value) => {
    expect(faultsOf({ [name]: value })).toEqual([`/details/${name}`]);
  });

  it('cannot say other than the facts', () => {
    const sources = { facts: { discoveredAt: '2026-11-16T12:00:00Z' } };
    expect(faultsOf({ 'incident.discoveredAt': '2026-11-17' }, sources)).toEqual([
      '/details/incident.discoveredAt',
    ]);
  });

  it('are told all at once', () => {
    expect(faultsOf({ 'next.updateAt': 'soon', 'help.endsAt': 'late' })).toHaveLength(2);
  });
});

describe('the proof of fix', () => {
  const open = [{ text: 'we test', by: '2026-11-27' }];

  it('fills its fields, and what has another form than its field stays unknown', () => {
    const proof = { 'fix.closedAt': '2026-11-16T19:20', 'fix.tester': 'Corvane', 'fix.testedAt': 'soon' };
    expect(valueIn('fix.closedAt', { proof })).toBe('2026-11-16T19:20:00');
    expect(valueIn('fix.tester', { proof })).toBe('Corvane');
    expect(valueIn('fix.testedAt', { proof })).toBe('undefined');
  });

  it('is recorded, never typed into a notice, whether there is a record or not', () => {
    const typed = {
      'fix.what': 'the flaw',
      'fix.closedAt': '2026-11-16T19:20',
      'fix.tester': 'Corvane',
      'fix.testedAt': '2026-11-18',
      'fix.result': 'it failed',
      'fix.proofUrl': 'https://larkmoor.example/proof',
    };
    const paths = Object.keys(typed).map((name) => `/details/${name}`);
    expect(faultsOf(typed)).toEqual(paths);
    expect(faultsOf(typed, { proof: typed })).toEqual(paths);
  });

  it('says what is still open where it says so; else people do', () => {
    expect(faultsOf({ 'fix.open': open })).toEqual([]);
    expect(faultsOf({ 'fix.open': open }, { proof: { 'fix.open': open } })).toEqual(['/details/fix.open']);
  });
});

describe('a reader', () => {
  it('has the personal fields of one row and no others', () => {
    const values = readerValues(kind, { name: 'Anna', dataClasses: [], code: null });
    expect(valueOf(values, 'recipient.name')).toBe('Anna');
    expect(valueOf(values, 'recipient.dataClasses')).toBeUndefined();
    expect(() => valueOf(values, 'organisation.name')).toThrow(UndeclaredPlaceholder);
  });

  it('in nobody’s particular place has the data of all, once each', () => {
    const classes = [{ class: 'name' }, { class: 'ssn', protection: 'none' as const }, { class: 'name' }];
    expect(everyReader({ data: { classes } })).toEqual({ dataClasses: ['name', 'ssn'], affected: 'certain' });
    expect(everyReader({})).toEqual({});
  });
});

describe('duties of the readers', () => {
  const duty = (jurisdiction: string, parts: Partial<NoticeDuty> = {}): NoticeDuty => ({
    ruleId: `${jurisdiction.toLowerCase()}-people`,
    status: 'due',
    recipient: 'individuals',
    jurisdiction,
    contentCodes: [],
    prohibitedContent: ['incident-description'],
    ...parts,
  });
  const forbiddenIn = (duties: NoticeDuty[], places: string[], readersIn?: string[]) => {
    const facts = { affected: { byJurisdiction: Object.fromEntries(places.map((place) => [place, 1])) } };
    const { forbidden, notes } = context({ facts, duties, readersIn });
    return [[...forbidden], notes.length] as const;
  };

  it('forbid where they hold for every reader, and are noted where for some', () => {
    expect(forbiddenIn([duty('US-MA')], ['US-MA'])).toEqual([['incident-description'], 0]);
    expect(forbiddenIn([duty('US-MA')], ['US-MA', 'US-NJ'])).toEqual([[], 1]);
    expect(forbiddenIn([duty('US-MA')], ['US-MA', 'US-NJ'], ['US-MA'])).toEqual([
      ['incident-description'],
      0,
    ]);
    expect(forbiddenIn([duty('US-MA')], ['US-MA', 'US-NJ'], ['US-NJ'])).toEqual([[], 0]);
    expect(forbiddenIn([duty('US')], ['US-MA', 'US-NJ'])).toEqual([['incident-description'], 0]);
  });

  it('count only when they are owed to individuals', () => {
    for (const status of ['not-owed', 'inactive', 'needs-facts'] as const)
      expect(forbiddenIn([duty('US-MA', { status })], ['US-MA'])).toEqual([[], 0]);
    expect(forbiddenIn([duty('US-MA', { recipient: 'regulator' })], ['US-MA'])).toEqual([[], 0]);
    expect(forbiddenIn([duty('US-MA', { status: 'on-hold' })], ['US-MA'])).toEqual([
      ['incident-description'],
      0,
    ]);
  });
});
