import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { monitoringWith, readOwnRecord } from './own-record.js';

const knowledge = loadCatalogue();
const DISCLOSED: IncidentFacts = { incident: { effects: ['confidentiality'] } };
const read = (facts: IncidentFacts) => readOwnRecord({ ...DISCLOSED, ...facts }, knowledge);
const coded = (credit_monitoring: unknown, data_abuse?: unknown): IncidentFacts => ({
  veris: { plus: { attribute: { confidentiality: { credit_monitoring, data_abuse } } } },
});

describe('readOwnRecord', () => {
  it('counts breaches of confidentiality only, as the public counts do', () => {
    expect(
      read({ incident: { effects: ['availability'] }, data: { classes: [{ class: 'email-address' }] } }),
    ).toBeNull();
    expect(readOwnRecord({ data: { classes: [{ class: 'bank-account' }] } }, knowledge)).not.toBeNull();
    expect(readOwnRecord({}, knowledge)).toBeNull();
    expect(read({ mode: 'prepare' })).toBeNull();
    const imported = { attribute: { confidentiality: { data_disclosure: 'Potentially' } } };
    expect(readOwnRecord({ incident: { effects: [] }, veris: imported }, knowledge)).not.toBeNull();
  });

  it.each([
    ['Y', 'yes'],
    ['yes', 'yes'],
    ['N', 'no'],
    ['U', 'unknown'],
    ['AllClear ID', 'unknown'],
    [['Y'], null],
    [undefined, null],
  ])('reads monitoring coded as %j as %j', (written, outcome) => {
    expect(read(coded(written))?.monitoring).toBe(outcome);
  });

  it('takes losses that are recorded as abuse seen, whatever an old record says', () => {
    expect(read({ ...coded('U', 'Unknown') })?.abuse).toBe('unknown');
    expect(read({ ...coded('U', 'No'), lossesIncurred: 'confirmed' })?.abuse).toBe('yes');
    expect(read({ ...coded('U', 'Unknown'), lossesIncurred: 'none-known' })?.abuse).toBe('no');
    expect(read({ lossesIncurred: 'reported' })?.abuse).toBe('yes');
  });

  it('counts days between dates that are known to the day, and no day before the incident', () => {
    const dates = (incident: object, notification: object) =>
      read({ veris: { timeline: { incident }, plus: { timeline: { notification } } } })?.days;
    const day = { year: 2016, month: 2, day: 27 };
    expect(dates(day, { year: 2016, month: 3, day: 1 })).toBe(3);
    expect(dates(day, day)).toBe(0);
    expect(dates(day, { year: 2016, month: 3 })).toBeNull();
    expect(dates(day, { year: 2015, month: 3, day: 1 })).toBeNull();
    expect(dates(day, { year: 2016, month: 2, day: 31 })).toBeNull();
  });

  it('counts a recorded incident to its first notice to people, not to an authority', () => {
    const rule = (recipient: string) =>
      [...knowledge.rules.values()].find((one) => one.recipient === recipient)?.id ?? '';
    const facts = {
      occurredAt: '2026-03-01T12:00:00Z',
      notices: {
        [rule('regulator')]: { sentAt: '2026-03-02T12:00:00Z' },
        [rule('individuals')]: { sentAt: '2026-03-11T09:00:00Z' },
      },
    };
    expect(read(facts)?.days).toBe(10);
  });

  it('names each ranking class of the data once', () => {
    const classes = knowledge.vocabulary.dataClasses.filter(({ rankingClass }) => rankingClass === 'contact');
    expect(classes.length).toBeGreaterThan(1);
    expect(read({ data: { classes: classes.map(({ code }) => ({ class: code })) } })?.dataClasses).toEqual([
      'contact',
    ]);
  });
});

describe('monitoringWith', () => {
  it('lets a step that was taken up say that monitoring was offered, and one set aside only where nothing else does', () => {
    expect(monitoringWith(null, 'accepted')).toBe('yes');
    expect(monitoringWith('no', 'done')).toBe('yes');
    expect(monitoringWith('yes', 'skipped')).toBe('yes');
    expect(monitoringWith('unknown', 'skipped')).toBe('no');
    expect(monitoringWith('unknown', 'proposed')).toBe('unknown');
    expect(monitoringWith(null, undefined)).toBeNull();
  });
});
