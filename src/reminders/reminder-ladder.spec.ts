import { ConfigurationFaults, readEnvironment } from '../platform/config/read-environment.js';
import { ReminderLadder } from './reminder-ladder.js';

const codesOf = (REMINDER_LADDER?: string) =>
  new ReminderLadder(readEnvironment({ REMINDER_LADDER })).rungs.map(({ code }) => code);

describe('the setting of the ladder', () => {
  it('is half of the time, a day, four hours and overdue where nothing is set', () => {
    expect(codesOf()).toEqual(['50%', '24h', '4h', 'overdue']);
    expect(codesOf('')).toEqual(codesOf());
  });

  it('is empty when it is off', () => expect(codesOf('off')).toEqual([]));

  it('that is not understood stops the start, names the rung and shows a good one', () => {
    expect(() => codesOf('50%,soonish')).toThrow(ConfigurationFaults);
    expect(() => codesOf('50%,soonish')).toThrow(
      /REMINDER_LADDER is not understood at rung 2; write rungs such as 50%,24h,4h,overdue/,
    );
    expect(() => codesOf('50%,soonish')).not.toThrow(/soonish/);
  });
});
