import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { shippedFactsValidator } from '../../incidents/facts-form.js';
import { FormFields } from '../form-fields.js';
import { factFaults } from './facts.faults.js';
import { SHEET } from './facts.fields.js';
import { readFacts } from './facts.reading.js';
import { formValuesOf } from './facts.values.js';

const FIELDS = Object.values(SHEET).flat();
const ROWS = {
  data: 'table',
  people: true,
  harm: true,
  attributes: ['sec-registrant'],
  findings: ['dora-major'],
} as const;
const ZONE = 'Europe/Dublin';

const read = (values: object, base: IncidentFacts = {}) =>
  readFacts(new FormFields(values), base, FIELDS, ROWS, ZONE);

const FULL: IncidentFacts = {
  summary: 'Copied.\nTwice.',
  industry: 'retail',
  awareAt: '2026-11-17T09:10:41Z',
  incident: { types: ['data-theft'], effects: ['confidentiality'], findings: { 'dora-major': false } },
  data: {
    classes: [{ class: 'name' }, { class: 'ssn', protection: 'encrypted', keyTaken: false }],
    complete: true,
  },
  affected: { byJurisdiction: { IE: 31_940, 'US-CA': null }, total: 48_213 },
  harm: { level: 'likely', byJurisdiction: { 'US-FL': 'unlikely' } },
  organisation: { roles: ['controller'], establishments: ['IE'], attributes: { 'sec-registrant': true } },
  ongoing: false,
  vulnerableGroups: true,
  veris: { incident_id: 'x' },
  notices: { 'eu-gdpr-33-authority': { sentAt: '2026-11-18T09:00:00Z' } },
};

describe('Facts read from a form', () => {
  it('are the same facts when nobody changed anything, with what the form does not show', () => {
    expect(read(formValuesOf(FULL, FIELDS, ZONE), FULL)).toEqual({ facts: FULL, faults: [] });
  });

  it('are absent where the form is empty, down to the last empty object', () => {
    expect(
      read({}, { ongoing: true, incident: { types: ['phishing'] }, affected: { total: 3 } }).facts,
    ).toEqual({});
  });

  it('do not change the facts the form was made from', () => {
    const base = structuredClone(FULL);
    read({}, base);
    expect(base).toEqual(FULL);
  });

  it('keep an empty list, which says more than none', () => {
    const facts = { data: { classes: [], complete: true } };
    expect(read({ 'data.complete': 'yes' }, facts).facts).toEqual(facts);
  });

  it.each([
    ['48,213', 48_213],
    ['48 213', 48_213],
    ['0', 0],
  ])('take %p people as %p', (typed, total) => {
    expect(read({ 'affected.total': typed }).facts).toEqual({ affected: { total } });
  });

  it.each(['about 500', '-3', '12.5', '1e3'])('refuse %p people and say so at the field', (typed) => {
    expect(read({ 'affected.total': typed }).faults).toEqual([
      { field: 'affected.total', message: expect.stringContaining('whole number') as string },
    ]);
  });

  it('take rows of places by name, choice or code, and an empty number as some', () => {
    const { facts } = read({
      place: ['Ireland (IE)', 'netherlands', '', 'us-ca'],
      people: ['5', '', '', '7'],
    });
    expect(facts).toEqual({ affected: { byJurisdiction: { IE: 5, NL: null, 'US-CA': 7 } } });
  });

  it('refuse a place that stands twice, and people without a place, each at its row', () => {
    const { faults } = read({ place: ['IE', 'Ireland', ''], people: ['1', '2', '3'] });
    expect(faults.map(({ field }) => field)).toEqual(['place.1', 'place.2']);
  });
});

describe('Faults of refused facts', () => {
  const validate = shippedFactsValidator();
  const faultsAt = (values: object) => {
    const form = new FormFields(values);
    const outcome = validate(readFacts(form, {}, FIELDS, ROWS, 'UTC').facts);
    return 'faults' in outcome
      ? factFaults(outcome.faults, form, new Set(FIELDS.map(({ name }) => name)))
      : [];
  };

  it('stand at the row of the place that is none', () => {
    expect(faultsAt({ place: ['IE', 'Atlantis'], people: ['1', '2'] })).toEqual([
      { field: 'place.1', message: expect.stringMatching(/^People by place/) as string },
    ]);
  });

  it('name the other field in the words of the form', () => {
    const [fault] = faultsAt({ occurredAt: '2026-11-17T10:00', awareAt: '2026-11-16T10:00' });
    expect(fault).toEqual({
      field: 'awareAt',
      message: expect.stringContaining('“It happened, or began”') as string,
    });
  });
});
