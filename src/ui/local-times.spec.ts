import { localText, readLocalTime } from './local-times.js';

describe('A local time of a form', () => {
  it('is the instant of its zone, winter and summer', () => {
    expect(readLocalTime('2026-11-17T09:10', 'Europe/Dublin')).toEqual({ instant: '2026-11-17T09:10:00Z' });
    expect(readLocalTime('2026-07-17T09:10', 'Europe/Dublin')).toEqual({ instant: '2026-07-17T08:10:00Z' });
  });

  it('comes back as it was typed', () => {
    expect(localText('2026-07-17T08:10:59Z', 'Europe/Dublin')).toBe('2026-07-17T09:10');
  });

  it('is refused where the clocks skip it, rather than moved', () => {
    // On 29 March 2026 Dublin goes from 01:00 to 02:00.
    expect(readLocalTime('2026-03-29T01:30', 'Europe/Dublin')).toEqual({
      message: expect.stringContaining('clocks went forward') as string,
    });
  });

  it('is the first of the two where it comes twice: a clock never starts too late', () => {
    // On 25 October 2026 Dublin goes from 02:00 summer time back to 01:00.
    expect(readLocalTime('2026-10-25T01:30', 'Europe/Dublin')).toEqual({ instant: '2026-10-25T00:30:00Z' });
  });

  it.each(['', 'yesterday', '2026-02-30T10:00', '17/11/2026'])('%p is no time', (text) => {
    expect(readLocalTime(text, 'UTC')).toEqual({
      message: expect.stringContaining('Write day and time') as string,
    });
  });
});
