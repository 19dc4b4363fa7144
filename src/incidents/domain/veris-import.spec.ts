import { readFileSync } from 'node:fs';
import { load as parse } from 'js-yaml';
import type { Vocabulary } from '../../catalogue/domain/vocabulary.js';
import { factsValidator } from './validate-facts.js';
import { importVeris, type ImportedRecord } from './veris-import.js';

const vocabulary = parse(readFileSync('knowledge/obligations/vocabulary.yaml', 'utf8')) as Vocabulary;
const schema = JSON.parse(readFileSync('knowledge/schema/facts.schema.json', 'utf8')) as object;
const knowledge = { varieties: vocabulary.verisVarieties, validateFacts: factsValidator(schema) };
const said = { by: 'Imke Dorn', at: '2026-11-21T10:00:00Z' };

type Parts = Record<string, unknown>;

/** The least that raises no warning, with parts in place of it. */
function record(parts: Parts = {}): Parts {
  const whole = { schema_version: '1.4.1', incident_id: 'case-1', security_incident: 'Confirmed', ...parts };
  return JSON.parse(JSON.stringify(whole)) as Parts;
}

function taken(input: unknown): ImportedRecord {
  const result = importVeris(input, knowledge, said);
  if ('errors' in result) throw new Error(`refused: ${JSON.stringify(result.errors)}`);
  return result;
}

function errorsOf(input: unknown): string[] {
  const result = importVeris(input, knowledge, said);
  return 'errors' in result ? result.errors.map(({ path }) => path) : [];
}

const warningsOf = (input: unknown) => taken(input).warnings.map(({ path }) => path);
const withIncident = (incident: Parts, more: Parts = {}) => record({ timeline: { incident, ...more } });
const confidentiality = (parts: Parts, more: Parts = {}) =>
  record({ attribute: { confidentiality: { data_disclosure: 'Yes', ...parts } }, ...more });

describe('importVeris: what is refused, with the place of each fault', () => {
  it.each([null, 'text', 7, [], [record()]])('%j, which is no object', (input) =>
    expect(errorsOf(input)).toEqual(['']),
  );

  it.each<[string, Parts, string]>([
    ['no incident_id', { incident_id: undefined }, '/incident_id'],
    ['an empty incident_id', { incident_id: '  ' }, '/incident_id'],
    ['a number as incident_id', { incident_id: 12 }, '/incident_id'],
    ['an incident_id of 201 characters', { incident_id: 'x'.repeat(201) }, '/incident_id'],
    ['an incident_id with a line break', { incident_id: 'a\nb' }, '/incident_id'],
    ['text as victim', { victim: 'Acme' }, '/victim'],
    ['text as timeline', { timeline: 'last year' }, '/timeline'],
    ['a list as plus', { plus: [] }, '/plus'],
    ['null for text', { summary: null }, '/summary'],
    ['one country where 1.3 and later have a list', { victim: { country: 'US' } }, '/victim/country'],
    [
      'one variety in place of a list',
      { action: { hacking: { variety: 'SQLi' } } },
      '/action/hacking/variety',
    ],
    ['a number among words', { action: { hacking: { variety: ['SQLi', 3] } } }, '/action/hacking/variety/1'],
    [
      'text as amount',
      { asset: { assets: [{ variety: 'U - Laptop', amount: '1' }] } },
      '/asset/assets/0/amount',
    ],
    ['text as year', { timeline: { incident: { year: '2013' } } }, '/timeline/incident/year'],
    ['a discovery told in one word', { discovery_method: 'Ext - customer' }, '/discovery_method'],
    ['text for a yes', { discovery_method: { unknown: 'yes' } }, '/discovery_method/unknown'],
    ['month 13', { timeline: { incident: { year: 2013, month: 13 } } }, '/timeline/incident/month'],
    ['month 0', { timeline: { incident: { year: 2013, month: 0 } } }, '/timeline/incident/month'],
    ['31 June', { timeline: { incident: { year: 2013, month: 6, day: 31 } } }, '/timeline/incident/day'],
    [
      '29 February 2013',
      { timeline: { incident: { year: 2013, month: 2, day: 29 } } },
      '/timeline/incident/day',
    ],
    ['the year 3013', { timeline: { incident: { year: 3013 } } }, '/timeline/incident/year'],
    ['half a year', { timeline: { incident: { year: 2013.5 } } }, '/timeline/incident/year'],
    [
      'a time of 25:00',
      { timeline: { incident: { year: 2013, month: 6, day: 1, time: '25:00:00' } } },
      '/timeline/incident/time',
    ],
    [
      'containment before discovery',
      { timeline: { incident: { year: 2013 }, containment: { unit: 'Days', value: -3 } } },
      '/timeline/containment/value',
    ],
    [
      'a discovery after a thousand years',
      { timeline: { incident: { year: 2013 }, discovery: { unit: 'Years', value: 1000 } } },
      '/timeline/discovery/value',
    ],
    [
      'a negative number of records',
      { attribute: { confidentiality: { data_total: -1 } } },
      '/attribute/confidentiality/data_total',
    ],
    [
      'half a record',
      { attribute: { confidentiality: { data: [{ variety: 'Bank', amount: 2.5 }] } } },
      '/attribute/confidentiality/data/0/amount',
    ],
    [
      'more records than can be counted',
      { attribute: { confidentiality: { data_total: 1e300 } } },
      '/attribute/confidentiality/data_total',
    ],
    ['a negative loss', { impact: { loss: [{ variety: 'Other', amount: -5 }] } }, '/impact/loss/0/amount'],
    ['a negative number of places', { victim: { locations_affected: -1 } }, '/victim/locations_affected'],
  ])('%s', (_, parts, path) => expect(errorsOf(record(parts))).toEqual([path]));

  it('names every fault at once', () =>
    expect(
      errorsOf({ victim: { state: 4 }, timeline: { incident: { year: 2013, month: 13, day: 32 } } }),
    ).toEqual(['/incident_id', '/victim/state', '/timeline/incident/month', '/timeline/incident/day']));

  it('21 levels, while 20 are taken', () => {
    const nested = (levels: number) =>
      record({ notes_of_ours: JSON.parse(`${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}`) });
    expect(errorsOf(nested(20))).toEqual([]);
    expect(errorsOf(nested(21))).toEqual([`/notes_of_ours${'/0'.repeat(19)}`]);
  });

  it('tells the id of a refused record, where it has one', () =>
    expect(importVeris(record({ victim: 1 }), knowledge, said)).toMatchObject({ incidentId: 'case-1' }));

  it('repeats no value', () => {
    const result = importVeris(record({ victim: 'secret-4711', timeline: ['secret-4711'] }), knowledge, said);
    expect(JSON.stringify(result)).not.toContain('4711');
  });
});

describe('importVeris: what is outside the published words', () => {
  it('is kept as it came, listed with its place, and counts as unknown', () => {
    const input = record({
      analyst_mood: 'good',
      action: { hacking: { variety: ['Telepathy', 'SQLi'], vector: ['Web application'] } },
      attribute: { confidentiality: { data_disclosure: 'Perhaps', data: [{ variety: 'Dreams' }] } },
    });
    const { facts, warnings } = taken(input);
    expect(warnings.map(({ path }) => path)).toEqual([
      '/analyst_mood',
      '/action/hacking/variety/0',
      '/attribute/confidentiality/data_disclosure',
      '/attribute/confidentiality/data/0/variety',
    ]);
    expect(facts.veris).toEqual(input);
    expect([facts.data, facts.incident?.effects]).toEqual([undefined, undefined]);
  });

  it.each<[string, Parts, string]>([
    ['a word in other letters', { security_incident: 'confirmed' }, '/security_incident'],
    ['a version that is none of 1.2 to 1.4', { schema_version: '2.0' }, '/schema_version'],
    ['no version', { schema_version: undefined }, '/schema_version'],
    ['no word on whether it happened', { security_incident: undefined }, '/security_incident'],
    ['a state that is none', { victim: { country: ['US'], state: 'Narnia' } }, '/victim/state'],
    ['an industry that is no NAICS code', { victim: { industry: 'banks' } }, '/victim/industry'],
    ['a time in words', { timeline: { incident: { year: 2013, time: 'noon' } } }, '/timeline/incident/time'],
    ['a day without its month', { timeline: { incident: { year: 2013, day: 3 } } }, '/timeline/incident/day'],
    [
      'an impossible date in plus',
      { plus: { timeline: { notification: { day: 2016, month: 9 } } } },
      '/plus/timeline/notification/day',
    ],
    ['a key named __proto__', JSON.parse('{"__proto__": {"ongoing": true}}') as Parts, '/__proto__'],
  ])('%s', (_, parts, path) => {
    const input = record(parts);
    expect(warningsOf(input)).toEqual([path]);
    expect(JSON.stringify(taken(input).facts.veris)).toBe(JSON.stringify(input));
  });

  it('lists a hundred of them at most, and says how many more there are', () => {
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`key${at}`, at]));
    const { warnings } = taken(record(many));
    expect([warnings.length, warnings.at(-1)?.message]).toEqual([101, 'There are 50 more of these.']);
  });

  it('stands after what was found when the text was read', () => {
    const found = { path: '/notes', message: 'Is written more than once.' };
    const result = importVeris(record({ mood: 'good' }), knowledge, said, [found]);
    expect(result.warnings.map(({ path }) => path)).toEqual(['/notes', '/mood']);
  });

  it('is no matter in plus, which is everyone’s own', () =>
    expect(warningsOf(record({ plus: { anything: { at: ['all'] } } }))).toEqual([]));

  it.each(['1.2', '1.2.1', '1.3', '1.3.3', '1.3.7', '1.4', '1.4.0', '1.4.1'])('%s is a version', (version) =>
    expect(warningsOf(record({ schema_version: version }))).toEqual([]),
  );
});

describe('importVeris: early versions', () => {
  const early = {
    schema_version: '1.2.1',
    incident_id: 'early',
    security_incident: 'Confirmed',
    related_incidents: 'early-2',
    discovery_method: 'Ext - customer',
    victim: { victim_id: 'Acme', country: 'US', state: 'OH', industry: '522110' },
    action: {
      physical: { variety: ['Theft'], vector: ['Disabled controls'], location: ['Personal vehicle'] },
    },
    asset: { hosting: 'External shared', cloud: 'Hypervisor', assets: [{ variety: 'S - SCADA' }] },
  };

  it('are read as they were written', () => {
    const { facts, warnings } = taken(early);
    expect(warnings).toEqual([]);
    expect(facts.organisation).toEqual({ name: 'Acme', naics: '522110', establishments: ['US-OH'] });
    expect(facts.incident).toMatchObject({ types: ['theft-of-device'], intent: 'intentional' });
  });

  it('had a list of victims, of which the first is read', () =>
    expect(taken({ ...early, victim: [early.victim] }).facts.organisation?.name).toBe('Acme'));
});

describe('importVeris: determination', () => {
  it.each([
    ['Confirmed', 'confirmed'],
    ['Suspected', 'suspected'],
    ['Near miss', 'near_miss'],
    ['False positive', 'false_positive'],
    ['Whatever', 'suspected'],
  ])('%s is %s', (word, determination) =>
    expect(taken(record({ security_incident: word })).determination).toBe(determination),
  );
});

describe('importVeris: time', () => {
  it('takes noon in the zone of the victim for a day without a time, and says so', () => {
    const { facts, reported } = taken(
      record({
        victim: { country: ['US'], state: 'CA' },
        timeline: { incident: { year: 2013, month: 7, day: 4 } },
      }),
    );
    expect(facts.occurredAt).toBe('2013-07-04T12:00:00-07:00');
    expect(facts.provenance?.['/occurredAt']).toEqual({
      ...said,
      source: 'VERIS /timeline/incident (only the day is known: noon in America/Los_Angeles)',
    });
    expect(reported.occurred).toEqual({ year: 2013, month: 7, day: 4, precision: 'day' });
  });

  it.each([
    ['05:45:00 PM', '2013-07-04T17:45:00Z'],
    ['12:10:00 AM', '2013-07-04T00:10:00Z'],
    ['03:00 AM', '2013-07-04T03:00:00Z'],
    ['17:45', '2013-07-04T17:45:00Z'],
  ])('takes the time %s', (time, at) =>
    expect(taken(withIncident({ year: 2013, month: 7, day: 4, time })).facts.occurredAt).toBe(
      at.replace('Z', '+00:00'),
    ),
  );

  it.each([
    [{ year: 2013 }, 'year'],
    [{ year: 2013, month: 7 }, 'month'],
  ])('keeps %j with its precision and sets no instant', (incident, precision) => {
    const { facts, reported } = taken(withIncident(incident, { discovery: { unit: 'Days', value: 2 } }));
    expect([facts.occurredAt, facts.discoveredAt]).toEqual([undefined, undefined]);
    expect(reported).toEqual({
      occurred: { ...incident, precision },
      intervals: { discovery: { unit: 'Days', value: 2 } },
    });
    expect(facts.veris?.['timeline']).toEqual({ incident, discovery: { unit: 'Days', value: 2 } });
  });

  const day = { year: 2013, month: 7, day: 4 };
  const days = (value: number) => ({ unit: 'Days', value });
  const hours = (value: number) => ({ unit: 'Hours', value });
  it.each<[string, Parts, string | undefined, string | undefined]>([
    ['discovery alone', { discovery: days(2) }, '2013-07-06T12:00', undefined],
    [
      'containment from the discovery',
      { discovery: days(2), containment: days(3) },
      '2013-07-06T12:00',
      '2013-07-09T12:00',
    ],
    [
      'hours from noon',
      { discovery: hours(2), containment: hours(1) },
      '2013-07-04T14:00',
      '2013-07-04T15:00',
    ],
    ['a day and a half', { discovery: days(1.5) }, '2013-07-06T00:00', undefined],
    [
      'discovery from the compromise',
      { compromise: days(10), discovery: days(2) },
      '2013-07-16T12:00',
      undefined,
    ],
    [
      'a compromise within hours',
      { compromise: { unit: 'Hours' }, discovery: days(2) },
      '2013-07-06T12:00',
      undefined,
    ],
    [
      'a compromise after some days',
      { compromise: { unit: 'Days' }, discovery: days(2) },
      undefined,
      undefined,
    ],
    ['containment without discovery', { containment: days(3) }, undefined, undefined],
    [
      'discovery without its length',
      { discovery: { unit: 'Days' }, containment: days(3) },
      undefined,
      undefined,
    ],
    ['weeks, which do not tell the day', { discovery: { unit: 'Weeks', value: 2 } }, undefined, undefined],
    ['months, which do not tell the day', { discovery: { unit: 'Months', value: 3 } }, undefined, undefined],
    ['never', { discovery: { unit: 'Never' } }, undefined, undefined],
  ])('counts %s', (_, more, discovered, contained) => {
    const { facts } = taken(withIncident(day, more));
    expect([facts.discoveredAt?.slice(0, 16), facts.containedAt?.slice(0, 16)]).toEqual([
      discovered,
      contained,
    ]);
  });

  it('never reads awareness, which is a decision', () =>
    expect(taken(withIncident(day, { discovery: days(2) })).facts.awareAt).toBeUndefined());

  it('keeps when people were told and when the record was made', () =>
    expect(
      taken(
        record({
          plus: {
            timeline: { notification: { year: 2014, month: 1 } },
            created: '2014-02-17T20:39:14Z',
            modified: 'later',
          },
        }),
      ).reported,
    ).toEqual({
      notified: { year: 2014, month: 1, precision: 'month' },
      intervals: {},
      recordCreatedAt: '2014-02-17T20:39:14Z',
    }));
});

describe('importVeris: organisation', () => {
  it.each<[string, Parts, Parts | undefined]>([
    ['unknown', { victim_id: 'Unknown', industry: '000', country: ['Unknown'] }, undefined],
    ['a sector', { industry: '92' }, { naics: '92' }],
    ['a range of sectors', { industry: '44-45' }, { naics: '44' }],
    ['several countries', { country: ['DE', 'FR'], state: 'BY' }, { establishments: ['DE', 'FR'] }],
    ['a state by its name', { country: ['US'], state: 'Vermont' }, { establishments: ['US-VT'] }],
    ['a territory', { country: ['PR'] }, { establishments: ['US-PR'] }],
    ['a province', { country: ['CA'], state: 'NS' }, { establishments: ['CA-NS'] }],
    ['a name', { victim_id: ' Acme ' }, { name: 'Acme' }],
  ])('%s', (_, victim, organisation) =>
    expect(taken(record({ victim })).facts.organisation).toEqual(organisation),
  );

  it('says nothing of where the people live', () =>
    expect(taken(record({ victim: { country: ['US'], state: 'CA' } })).facts.affected).toBeUndefined());
});

describe('importVeris: kind of incident', () => {
  const external = { external: { variety: ['Unknown'], motive: ['Unknown'], country: ['Unknown'] } };
  const internal = (motive: string) => ({ internal: { variety: ['End-user'], motive: [motive] } });
  const action = (name: string, variety: string, more: Parts = {}) => ({
    action: { [name]: { variety: [variety], vector: ['Unknown'], ...more } },
  });
  const disclosed = (word: string) => ({ attribute: { confidentiality: { data_disclosure: word } } });

  it.each<[string, Parts, string[] | undefined, string | undefined]>([
    ['nothing said', {}, undefined, undefined],
    [
      'an outsider in a system',
      { ...action('hacking', 'SQLi'), actor: external, ...disclosed('Yes') },
      ['external-intrusion'],
      'intentional',
    ],
    [
      'an outsider, nothing known to be reached',
      { ...action('hacking', 'SQLi'), actor: external, ...disclosed('Potentially') },
      undefined,
      'intentional',
    ],
    [
      'a flooded service',
      { ...action('hacking', 'DoS'), actor: external },
      ['denial-of-service'],
      'intentional',
    ],
    [
      'stolen credentials',
      { ...action('hacking', 'Use of stolen creds') },
      ['account-takeover'],
      'intentional',
    ],
    [
      'data copied out',
      { ...action('malware', 'Export data'), ...disclosed('Yes') },
      ['data-theft', 'malware'],
      'intentional',
    ],
    ['ransomware', action('malware', 'Ransomware'), ['malware', 'ransomware'], 'intentional'],
    [
      'a supplier’s update',
      action('malware', 'Trojan', { vector: ['Software update'] }),
      ['malware', 'supply-chain-compromise'],
      'intentional',
    ],
    ['phishing', action('social', 'Phishing'), ['phishing'], 'intentional'],
    [
      'staff for money',
      { ...action('misuse', 'Privilege abuse'), actor: internal('Financial') },
      ['insider-misuse'],
      'intentional',
    ],
    [
      'staff for no known reason',
      { ...action('misuse', 'Privilege abuse'), actor: internal('Unknown') },
      ['insider-misuse'],
      undefined,
    ],
    ['a letter to the wrong address', action('error', 'Misdelivery'), ['misdelivery'], 'accidental'],
    ['a list put on the web', action('error', 'Publishing error'), ['accidental-exposure'], 'accidental'],
    [
      'an open server',
      { ...action('error', 'Misconfiguration'), ...disclosed('Potentially') },
      ['accidental-exposure'],
      'accidental',
    ],
    ['a lost stick', action('error', 'Loss'), ['loss-of-device'], 'accidental'],
    ['paper in the bin', action('error', 'Disposal error'), ['improper-disposal'], 'accidental'],
    ['a stolen laptop', action('physical', 'Theft'), ['theft-of-device'], 'intentional'],
    [
      'a power failure',
      { action: { environmental: { variety: ['Power failure'] } } },
      ['operational-failure'],
      'accidental',
    ],
    [
      'an error and an attack',
      { action: { error: { variety: ['Loss'] }, hacking: { variety: ['DoS'] } } },
      ['denial-of-service', 'loss-of-device'],
      undefined,
    ],
  ])('%s', (_, parts, types, intent) => {
    const { incident } = taken(record(parts)).facts;
    expect([incident?.types, incident?.intent]).toEqual([types, intent]);
  });

  it.each<[string, Parts, string[] | undefined]>([
    ['data disclosed', { confidentiality: { data_disclosure: 'Yes' } }, ['confidentiality']],
    [
      'data not disclosed',
      { confidentiality: { data_disclosure: 'No' }, integrity: { variety: ['Repurpose'] } },
      ['integrity'],
    ],
    [
      'data perhaps disclosed: the list stays open',
      { confidentiality: { data_disclosure: 'Potentially' }, integrity: { variety: ['Repurpose'] } },
      undefined,
    ],
    [
      'not known whether: the list stays open',
      { confidentiality: { data_disclosure: 'Unknown' }, availability: { variety: ['Loss'] } },
      undefined,
    ],
    ['a service stopped', { availability: { variety: ['Interruption'] } }, ['availability']],
    [
      'all three',
      {
        confidentiality: { data_disclosure: 'Yes' },
        integrity: { variety: ['Unknown'] },
        availability: { variety: ['Loss'] },
      },
      ['confidentiality', 'integrity', 'availability'],
    ],
    ['nothing', {}, undefined],
  ])('effects: %s', (_, attribute, effects) =>
    expect(taken(record({ attribute })).facts.incident?.effects).toEqual(effects),
  );

  it('says of a near miss that nothing happened to data: it says nothing', () =>
    expect(
      taken(confidentiality({}, { security_incident: 'Near miss' })).facts.incident?.effects,
    ).toBeUndefined());
});

describe('importVeris: data and people', () => {
  it('reads every variety of the vocabulary, each class once, and calls no list complete', () => {
    const varieties = Object.keys(vocabulary.verisVarieties);
    const { facts } = taken(confidentiality({ data: varieties.map((variety) => ({ variety, amount: 3 })) }));
    const expected = new Set(Object.values(vocabulary.verisVarieties).flat());
    expect(facts.data).toEqual({ classes: [...expected].map((code) => ({ class: code })) });
  });

  it.each(['Internal', 'Other', 'Unknown', 'Secrets'])('reads no class from %s', (variety) =>
    expect(taken(confidentiality({ data: [{ variety }] })).facts.data).toBeUndefined(),
  );

  it.each<[string[], string | undefined]>([
    [['Stored encrypted'], 'encrypted'],
    [['Stored', 'Stored encrypted'], 'encrypted'],
    [['Stored unencrypted', 'Transmitted unencrypted'], 'none'],
    [['Printed'], 'none'],
    [['Stored'], undefined],
    [['Processed'], undefined],
    [['Unknown'], undefined],
    [['Stored encrypted', 'Stored unencrypted'], undefined],
    [['Stored encrypted', 'Processed'], undefined],
    [['Stored', 'Transmitted encrypted'], undefined],
  ])('reads state %j as protection %s', (state, protection) =>
    expect(taken(confidentiality({ state, data: [{ variety: 'Bank' }] })).facts.data?.classes).toEqual([
      protection ? { class: 'bank-account', protection } : { class: 'bank-account' },
    ]),
  );

  it('takes data_total for people and marks it as records; amounts stay where they are', () => {
    const { facts } = taken(confidentiality({ data_total: 1500, data: [{ variety: 'Bank', amount: 900 }] }));
    expect(facts.affected).toEqual({ total: 1500 });
    expect(facts.provenance?.['/affected/total']?.source).toContain('records');
  });

  it('reads whose data they are, and nobody for the organisation’s own', () => {
    const data_victim = ['Customer', 'Patient', 'Victim organization', 'Unknown'];
    expect(taken(confidentiality({ data_victim })).facts.affected).toEqual({
      relations: ['customer', 'patient'],
    });
  });
});

describe('importVeris: title and summary', () => {
  it('takes the first sentence of the summary', () => {
    const { title, facts } = taken(record({ summary: 'Laptop lost on a train. It held the payroll.' }));
    expect([title, facts.summary]).toEqual([
      'Laptop lost on a train',
      'Laptop lost on a train. It held the payroll.',
    ]);
  });

  it.each([
    ['Many U.S. firms hit. More to come.', 'Many U.S. firms hit'],
    ['Data stolen!  “All of it.”', 'Data stolen!'],
    ['no end in sight', 'no end in sight'],
  ])('knows the end of the first sentence of %j', (summary, title) =>
    expect(taken(record({ summary })).title).toBe(title),
  );

  it('says who, what and when without a summary', () =>
    expect(
      taken(
        record({
          victim: { victim_id: 'Acme' },
          action: { error: { variety: ['Misdelivery'] } },
          timeline: { incident: { year: 2013, month: 7 } },
        }),
      ).title,
    ).toBe('Acme: misdelivery, 2013-07'));

  it('stays one line of at most 200 characters, whatever comes', () => {
    const { title } = taken(record({ summary: `bell\u0007 and\nbreak ${'x'.repeat(300)}` }));
    expect(title.length).toBe(200);
    expect(title.startsWith('bell and break x')).toBe(true);
  });

  it('cuts a summary over 20,000 characters in the facts, keeps it whole in veris, and says so', () => {
    const { facts, warnings } = taken(record({ summary: 'y'.repeat(20_001) }));
    expect(facts.summary).toHaveLength(20_000);
    expect(facts.veris?.['summary']).toHaveLength(20_001);
    expect(warnings.map(({ path }) => path)).toEqual(['/summary']);
  });
});

describe('importVeris: plus.redress', () => {
  const own = (redress: unknown, more: Parts = {}) => record({ plus: { redress, other: 1 }, ...more });

  it('is laid over what VERIS says: objects by member, lists and values whole', () => {
    const { facts } = taken(
      own(
        {
          awareAt: '2026-11-20T08:50:00Z',
          affected: { byJurisdiction: { DE: null }, complete: true },
          data: { classes: [{ class: 'ssn' }] },
        },
        {
          attribute: {
            confidentiality: { data_disclosure: 'Yes', data_total: 5, data: [{ variety: 'Bank' }] },
          },
        },
      ),
    );
    expect(facts).toMatchObject({
      awareAt: '2026-11-20T08:50:00Z',
      affected: { total: 5, byJurisdiction: { DE: null }, complete: true },
      data: { classes: [{ class: 'ssn' }] },
    });
    expect(facts.provenance?.['/awareAt']).toEqual({ ...said, source: 'VERIS /plus/redress/awareAt' });
    expect(facts.provenance?.['/data/classes']?.source).toBe('VERIS /plus/redress/data/classes');
  });

  it.each<[string, unknown, string]>([
    ['a list', [], '/plus/redress'],
    ['an unknown fact', { awaerAt: 1 }, '/plus/redress/awaerAt'],
    ['an unknown code', { harm: { level: 'grave' } }, '/plus/redress/harm/level'],
    ['veris within', { veris: {} }, '/plus/redress/veris'],
    ['a prototype', JSON.parse('{"__proto__": {"ongoing": true}}'), '/plus/redress/__proto__'],
  ])('refuses %s by its place', (_, redress, path) => expect(errorsOf(own(redress))).toEqual([path]));

  it('refuses facts that VERIS contradicts, by the place that says so', () => {
    const timeline = { incident: { year: 2026, month: 11, day: 17 } };
    expect(errorsOf(own({ containedAt: '2026-11-01T12:00:00Z' }, { timeline }))).toEqual([
      '/plus/redress/containedAt',
    ]);
  });

  it('keeps its own provenance', () => {
    const provenance = { '/ongoing': { by: 'Aurel Vance', at: '2026-11-19T10:00:00Z', source: 'call' } };
    expect(taken(own({ ongoing: false, provenance })).facts.provenance).toEqual(provenance);
  });
});

describe('importVeris: the same record', () => {
  it('has one text whatever the order of its keys, and another for another record', () => {
    const one = taken(record({ victim: { state: 'CA', country: ['US'] } })).canonical;
    const same = taken({
      victim: { country: ['US'], state: 'CA' },
      security_incident: 'Confirmed',
      incident_id: 'case-1',
      schema_version: '1.4.1',
    }).canonical;
    expect(same).toBe(one);
    expect(taken(record({ victim: { state: 'NY', country: ['US'] } })).canonical).not.toBe(one);
  });

  it('is left as it was', () => {
    const input = record({ plus: { redress: { ongoing: true } }, victim: { victim_id: 'Acme' } });
    const before = structuredClone(input);
    taken(input);
    expect(input).toEqual(before);
  });
});
