import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { momentsOf, nextMoment, readLadder, rungDue, rungWords } from './ladder.js';
import type { Ladder, RemindedDuty, TakenRung } from './ladder.js';

const at = (text: string) => Temporal.Instant.from(text);
const ladderOf = (text: string): Ladder => {
  const read = readLadder(text);
  if ('fault' in read) throw new Error(read.fault);
  return read.rungs;
};
const LADDER = ladderOf('50%,24h,4h,overdue');

/** GDPR Art. 33: 72 hours from Monday, 2 November, 09:00. */
const GDPR: RemindedDuty = {
  clockAt: at('2026-11-02T09:00:00Z'),
  dueAt: at('2026-11-05T09:00:00Z'),
  settled: false,
};
const codeAt = (now: string, taken: TakenRung[] = [], duty = GDPR) =>
  rungDue(LADDER, duty, taken, at(now))?.code ?? null;
const taken = (rung: string, when: string, dueAt = '2026-11-05T09:00:00Z'): TakenRung => ({
  rung,
  dueAt: at(dueAt),
  at: at(when),
});

describe('the setting', () => {
  it.each(['50%,24h,4h,overdue', ' 1% , 30min,365d', 'overdue'])('takes %s', (text) => {
    expect(ladderOf(text).map(({ code }) => code)).toEqual(text.split(',').map((word) => word.trim()));
  });

  it('knows a word for no reminders at all', () => expect(ladderOf('off')).toEqual([]));

  it.each([
    ['50%,soon', 'is not understood at rung 2'],
    ['0%', 'is not understood at rung 1'],
    ['100%', 'is not understood at rung 1'],
    ['24h,', 'is not understood at rung 2'],
    ['24H', 'is not understood at rung 1'],
    ['366d', 'is not understood at rung 1'],
    ['off,24h', 'is not understood at rung 1'],
    ['overdue,overdue', 'repeats itself at rung 2'],
    ['24h,1d', 'repeats itself at rung 2'],
    ['1h,2h,3h,4h,5h,6h,7h,8h,9h', 'names more than 8 rungs'],
  ])('refuses %s and says where', (text, fault) => expect(readLadder(text)).toEqual({ fault }));
});

describe('a duty of 72 hours', () => {
  it('has its rungs at 36 hours, a day before, four hours before, and a second after', () => {
    expect(momentsOf(LADDER, GDPR).map(({ rung, at: moment }) => [rung.code, moment.toString()])).toEqual([
      ['50%', '2026-11-03T21:00:00Z'],
      ['24h', '2026-11-04T09:00:00Z'],
      ['4h', '2026-11-05T05:00:00Z'],
      ['overdue', '2026-11-05T09:00:01Z'],
    ]);
  });

  it.each([
    ['2026-11-03T20:59:59Z', null],
    ['2026-11-03T21:00:00Z', '50%'],
    ['2026-11-04T09:00:00Z', '24h'],
    ['2026-11-05T09:00:00Z', '4h'],
    ['2026-11-05T09:00:01Z', 'overdue'],
    ['2026-12-05T09:00:00Z', 'overdue'],
    ['2026-12-05T09:00:01Z', null],
  ])('at %s asks for the rung %s', (now, code) => expect(codeAt(now)).toBe(code));

  it('asks for each rung once', () => {
    const first = taken('50%', '2026-11-03T21:00:10Z');
    expect(codeAt('2026-11-03T21:00:30Z', [first])).toBeNull();
    expect(codeAt('2026-11-04T09:00:00Z', [first])).toBe('24h');
  });

  it('that is found with three hours left asks only for the newest rung', () => {
    expect(codeAt('2026-11-05T06:00:00Z')).toBe('4h');
    expect(codeAt('2026-11-05T06:01:00Z', [taken('4h', '2026-11-05T06:00:00Z')])).toBeNull();
  });

  it('asks for nothing once it is settled, or while it has no last moment', () => {
    expect(codeAt('2026-11-05T08:00:00Z', [], { ...GDPR, settled: true })).toBeNull();
    expect(codeAt('2026-11-05T08:00:00Z', [], { ...GDPR, dueAt: null })).toBeNull();
  });
});

describe('a last moment that moves', () => {
  const before = [taken('50%', '2026-11-03T21:00:00Z'), taken('24h', '2026-11-04T09:00:00Z')];

  it('ten hours later does not ask again for the half that has passed', () => {
    // Half of 82 hours is 2026-11-04T02:00Z: after the first rung was taken, before the second.
    const moved = { ...GDPR, dueAt: at('2026-11-05T19:00:00Z') };
    expect(codeAt('2026-11-04T11:00:00Z', before, moved)).toBeNull();
  });

  it('ten hours later asks again a day before the new moment', () => {
    const moved = { ...GDPR, dueAt: at('2026-11-05T19:00:00Z') };
    expect(codeAt('2026-11-04T18:59:59Z', before, moved)).toBeNull();
    expect(codeAt('2026-11-04T19:00:00Z', before, moved)).toBe('24h');
  });

  it('a month later, after it was late, asks when half of the whole time has passed', () => {
    const late = [...before, taken('overdue', '2026-11-05T09:00:01Z')];
    const moved = { ...GDPR, dueAt: at('2026-12-05T09:00:00Z') };
    // Half of 33 days is 16 days and 12 hours: 2026-11-18T21:00Z.
    expect(codeAt('2026-11-06T09:00:00Z', late, moved)).toBeNull();
    expect(codeAt('2026-11-18T21:00:00Z', late, moved)).toBe('50%');
  });

  it('closer than people were told asks at once', () => {
    const half = [taken('50%', '2026-11-03T21:00:00Z')];
    const moved = { ...GDPR, dueAt: at('2026-11-04T09:00:00Z') };
    expect(codeAt('2026-11-03T22:00:00Z', half, moved)).toBe('24h');
  });
});

describe('short and bare duties', () => {
  it('of four hours have no rung before their clock started', () => {
    const dora = { ...GDPR, dueAt: at('2026-11-02T13:00:00Z') };
    expect(momentsOf(LADDER, dora).map(({ rung }) => rung.code)).toEqual(['50%', 'overdue']);
  });

  it('of 48 hours ask once where half and a day before are the same moment', () => {
    const two = { ...GDPR, dueAt: at('2026-11-04T09:00:00Z') };
    expect(codeAt('2026-11-03T09:00:00Z', [], two)).toBe('24h');
    const told = [taken('24h', '2026-11-03T09:00:00Z', '2026-11-04T09:00:00Z')];
    expect(codeAt('2026-11-03T09:00:30Z', told, two)).toBeNull();
  });

  it('without a clock are asked about by hours only', () => {
    const bare = { ...GDPR, clockAt: null };
    expect(momentsOf(LADDER, bare).map(({ rung }) => rung.code)).toEqual(['24h', '4h', 'overdue']);
  });

  it('are looked at again at their next moment', () => {
    expect(nextMoment(LADDER, GDPR, at('2026-11-04T09:00:00Z'))?.toString()).toBe('2026-11-05T05:00:00Z');
    expect(nextMoment(LADDER, GDPR, at('2026-11-06T09:00:00Z'))).toBeNull();
  });
});

describe('whatever the duty, the ladder and the looks', () => {
  const words = fc.uniqueArray(fc.constantFrom('10%', '50%', '75%', '30min', '4h', '24h', '3d', 'overdue'), {
    minLength: 1,
  });
  const hours = fc.integer({ min: 1, max: 2000 });
  const looks = fc.array(fc.integer({ min: 0, max: 3000 * 60 }), { minLength: 1, maxLength: 40 });
  const start = at('2026-11-02T09:00:00Z');

  /** Looks at the duty again and again and takes every rung it asks for. */
  function walk(ladder: Ladder, dueAfter: (minute: number) => number | null, minutes: number[]): TakenRung[] {
    const all: TakenRung[] = [];
    for (const minute of [...minutes].sort((a, b) => a - b)) {
      const now = start.add({ minutes: minute });
      const due = dueAfter(minute);
      const dueAt = due === null ? null : start.add({ hours: due });
      const rung = rungDue(ladder, { clockAt: start, dueAt, settled: false }, all, now);
      if (rung !== null && dueAt !== null) all.push({ rung: rung.code, dueAt, at: now });
    }
    return all;
  }

  it('rungs are taken in the order of their moments, each once', () => {
    fc.assert(
      fc.property(words, hours, looks, (codes, due, minutes) => {
        const ladder = ladderOf(codes.join(','));
        const duty = { clockAt: start, dueAt: start.add({ hours: due }), settled: false };
        const order = momentsOf(ladder, duty).map(({ rung }) => rung.code);
        const ranks = walk(ladder, () => due, minutes).map(({ rung }) => order.indexOf(rung));
        expect(ranks).toEqual([...new Set(ranks)].sort((a, b) => a - b));
      }),
    );
  });

  it('no rung is taken before its moment, and none twice for one last moment, also when that moves', () => {
    fc.assert(
      fc.property(words, hours, hours, looks, (codes, first, second, minutes) => {
        const ladder = ladderOf(codes.join(','));
        const middle = Math.min(first, second) * 30;
        const all = walk(ladder, (minute) => (minute < middle ? first : second), minutes);
        const keys = all.map(({ rung, dueAt }) => `${rung} ${dueAt.toString()}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { rung, dueAt, at: when } of all) {
          const moments = momentsOf(ladder, { clockAt: start, dueAt, settled: false });
          const moment = moments.find((one) => one.rung.code === rung)?.at;
          expect(moment && Temporal.Instant.compare(moment, when) <= 0).toBe(true);
        }
      }),
    );
  });

  it('a last moment that moves later takes only rungs whose new moment comes after the last that was taken', () => {
    fc.assert(
      fc.property(words, hours, hours, looks, (codes, first, more, minutes) => {
        const ladder = ladderOf(codes.join(','));
        const middle = first * 30;
        const all = walk(ladder, (minute) => (minute < middle ? first : first + more), minutes);
        const old = all.filter(({ dueAt }) => dueAt.equals(start.add({ hours: first })));
        const last = old.at(-1);
        for (const { rung, dueAt } of all.slice(old.length)) {
          const moments = momentsOf(ladder, { clockAt: start, dueAt, settled: false });
          const rank = moments.findIndex((one) => one.rung.code === rung);
          const was = moments.findIndex((one) => one.rung.code === last?.rung);
          const moment = moments[rank]?.at as Temporal.Instant;
          if (last && was >= rank) expect(Temporal.Instant.compare(moment, last.at)).toBe(1);
        }
      }),
    );
  });
});

it.each([
  ['50%', 'half of the time has passed'],
  ['75%', '75 % of the time has passed'],
  ['24h', '24 h before the last moment'],
  ['30min', '30 min before the last moment'],
  ['overdue', 'the last moment has passed'],
])('says %s in words', (code, words) => expect(rungWords(code)).toBe(words));
