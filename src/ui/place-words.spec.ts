import { PLACE_CHOICES, placeName, readPlace } from './place-words.js';

describe('Places in words', () => {
  it.each([
    ['IE', 'Ireland'],
    ['US-CA', 'California, United States'],
    ['EU', 'European Union'],
    ['DE-BY', 'DE-BY'],
    ['ATLANTIS', 'ATLANTIS'],
    ['', ''],
  ])('%s is %s', (code, name) => expect(placeName(code)).toBe(name));

  it.each([
    ['Ireland (IE)', 'IE'],
    ['ireland', 'IE'],
    ['ie', 'IE'],
    ['California', 'US-CA'],
    [' California, United States ', 'US-CA'],
    ['Puerto Rico', 'US-PR'],
  ])('%p means %s', (typed, code) => expect(readPlace(typed)).toBe(code));

  it('never chooses between a country and a state of one name', () => {
    expect(readPlace('Georgia')).toBe('GEORGIA');
    expect(readPlace('Georgia (GE)')).toBe('GE');
    expect(readPlace('Georgia, United States')).toBe('US-GA');
  });

  it('reads every place it offers', () => {
    const read = PLACE_CHOICES.map((choice) => choice.endsWith(`(${readPlace(choice)})`));
    expect(new Set(read)).toEqual(new Set([true]));
  });
});
