import { packAge } from './pack-age.js';

const rule = (asOf: string, verified = true) => ({ asOf, verified });

describe('the age of rules', () => {
  it('counts from the end of the oldest month described, and tells what was seen in a document', () => {
    expect(packAge([rule('2026-11'), rule('2026-02', false), rule('2026-10')], '2026-11-21')).toEqual({
      rules: 3,
      oldest: '2026-02',
      newest: '2026-11',
      verified: 2,
      daysOld: 266,
    });
  });

  it('is no day while the month still runs, and one on the day after it', () => {
    expect(packAge([rule('2028-02')], '2028-02-10')?.daysOld).toBe(0);
    expect(packAge([rule('2028-02')], '2028-02-29')?.daysOld).toBe(0);
    expect(packAge([rule('2028-02')], '2028-03-01')?.daysOld).toBe(1);
  });

  it('is not told of no rules', () => {
    expect(packAge([], '2026-11-21')).toBeNull();
  });
});
