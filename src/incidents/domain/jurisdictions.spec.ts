import { Temporal } from 'temporal-polyfill';
import { COUNTRY_CODES, jurisdictionFault, liesIn, placeOf, zoneOf } from './jurisdictions.js';

describe('jurisdictionFault', () => {
  it.each(['EU', 'ZZ', 'DE', 'XK', 'US', 'US-CA', 'US-DC', 'US-PR', 'CA-QC', 'DE-BY', 'AU-NSW'])(
    'knows %s',
    (code) => expect(jurisdictionFault(code)).toBeUndefined(),
  );

  it.each([
    ['UK', 'GB'],
    ['EL', 'GR'],
    ['PR', 'US-PR'],
  ])('says of %s that %s is meant, since no rule would find it', (code, meant) =>
    expect(jurisdictionFault(code)).toBe(`This place is written ${meant}.`),
  );

  it.each(['XX', 'US-ZZ', 'CA-US', 'EU-DE', 'QQ-AA'])('refuses %s', (code) =>
    expect(jurisdictionFault(code)).toBeDefined(),
  );
});

describe('placeOf', () => {
  it.each([
    ['US', 'CT', 'US-CT', true],
    ['US', 'Vermont', 'US-VT', true],
    ['US', 'new york', 'US-NY', true],
    ['US', undefined, 'US', false],
    ['US', 'Narnia', 'US', false],
    ['CA', 'NS', 'CA-NS', true],
    ['PR', undefined, 'US-PR', false],
    ['CA', 'CA-BC', 'CA-BC', true],
    ['US', 'US-ZZ', 'US', false],
    ['ES', 'ES-AN', 'ES-AN', true],
    ['ES', 'AN', 'ES', false],
    ['ID', 'Java', 'ID', false],
  ])('reads %s with part %s as %s', (country, part, code, partKnown) =>
    expect(placeOf(country, part)).toEqual({ code, partKnown }),
  );

  it('knows no place for a country that is none', () => expect(placeOf('Unknown', 'DC')).toBeUndefined());
});

describe('zoneOf', () => {
  it.each([
    ['US-CA', 'America/Los_Angeles'],
    ['US-IN', 'America/Indiana/Indianapolis'],
    ['US', 'America/New_York'],
    ['CA-NL', 'America/St_Johns'],
    ['NZ', 'Pacific/Auckland'],
    ['EU', 'UTC'],
    [undefined, 'UTC'],
  ])('is the zone of the seat: %s', (place, zone) => expect(zoneOf(place)).toBe(zone));

  it('gives every country and part a zone that exists', () => {
    const noon = Temporal.PlainDateTime.from('2026-11-21T12:00');
    for (const code of [...COUNTRY_CODES, 'US-AK', 'US-GU', 'CA-YT']) {
      expect(() => noon.toZonedDateTime(zoneOf(code))).not.toThrow();
    }
    expect(COUNTRY_CODES.size).toBe(250);
  });
});

describe('liesIn', () => {
  it.each([
    ['US-CA', 'US', true],
    ['DE', 'EU', true],
    ['DE-BY', 'EU', true],
    ['RE', 'FR', true],
    ['RE', 'EU', true],
    ['GB', 'EU', false],
    ['EU', 'ZZ', true],
    ['US', 'US', false],
    ['US', 'US-CA', false],
  ])('%s in %s: %s', (part, whole, expected) => expect(liesIn(part, whole)).toBe(expected));
});
