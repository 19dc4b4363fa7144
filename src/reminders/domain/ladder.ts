import { Temporal } from 'temporal-polyfill';

/** When people are reminded of a duty. `code` is the rung's word in the setting. */
export type Rung =
  | { kind: 'share'; code: string; percent: number }
  | { kind: 'before'; code: string; minutes: number }
  | { kind: 'overdue'; code: string };

export type Ladder = readonly Rung[];

/** A duty as reminders see it. */
export interface RemindedDuty {
  /** When its clock started, if it has one. */
  clockAt: Temporal.Instant | null;
  /** The last moment, decisions included; still in time itself. */
  dueAt: Temporal.Instant | null;
  settled: boolean;
}

/** A rung that was taken for a duty, and for which last moment. */
export interface TakenRung {
  rung: string;
  dueAt: Temporal.Instant;
  at: Temporal.Instant;
}

/** A duty late by more is history to be put right, of which the register tells: nobody is woken for it. */
export const LAPSES_AFTER = Temporal.Duration.from({ hours: 30 * 24 });

const MOST_RUNGS = 8;
const MINUTES: Readonly<Record<string, number>> = { min: 1, h: 60, d: 24 * 60 };
const MOST_MINUTES = 365 * 24 * 60;

/**
 * Reads the setting: `off`, or rungs separated by commas.
 *
 * @returns the rungs, or what is wrong with which one, counted from 1
 */
export function readLadder(text: string): { rungs: Ladder } | { fault: string } {
  if (text.trim() === 'off') return { rungs: [] };
  const words = text.split(',').map((word) => word.trim());
  if (words.length > MOST_RUNGS) return { fault: `names more than ${MOST_RUNGS} rungs` };
  const rungs: Rung[] = [];
  for (const [index, word] of words.entries()) {
    const rung = rungOf(word);
    if (rung === null) return { fault: `is not understood at rung ${index + 1}` };
    if (rungs.some((other) => isSame(other, rung))) return { fault: `repeats itself at rung ${index + 1}` };
    rungs.push(rung);
  }
  return { rungs };
}

function rungOf(code: string): Rung | null {
  if (code === 'overdue') return { kind: 'overdue', code };
  const share = /^([1-9]\d?)%$/.exec(code)?.[1];
  if (share !== undefined) return { kind: 'share', code, percent: Number(share) };
  const [, amount, unit = ''] = /^([1-9]\d{0,5})(min|h|d)$/.exec(code) ?? [];
  const minutes = Number(amount) * (MINUTES[unit] ?? Number.NaN);
  return minutes <= MOST_MINUTES ? { kind: 'before', code, minutes } : null;
}

function isSame(one: Rung, other: Rung): boolean {
  if (one.kind === 'before' && other.kind === 'before') return one.minutes === other.minutes;
  return one.code === other.code;
}

/**
 * The moments of the rungs for a duty, in the order of time; of two at once, the one that stands later in the ladder
 * comes last. A rung that would lie before the clock started has no moment.
 */
export function momentsOf(ladder: Ladder, duty: RemindedDuty): { rung: Rung; at: Temporal.Instant }[] {
  const { clockAt, dueAt } = duty;
  if (dueAt === null) return [];
  return ladder
    .flatMap((rung) => {
      const at = momentOf(rung, clockAt, dueAt);
      return at === null || (clockAt !== null && Temporal.Instant.compare(at, clockAt) <= 0)
        ? []
        : [{ rung, at }];
    })
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at));
}

function momentOf(
  rung: Rung,
  clockAt: Temporal.Instant | null,
  dueAt: Temporal.Instant,
): Temporal.Instant | null {
  switch (rung.kind) {
    case 'before':
      return dueAt.subtract({ minutes: rung.minutes });
    case 'overdue':
      return dueAt.add({ seconds: 1 });
    case 'share': {
      if (clockAt === null) return null;
      const span = dueAt.epochMilliseconds - clockAt.epochMilliseconds;
      return clockAt.add({ milliseconds: Math.floor((span * rung.percent) / 100) });
    }
  }
}

/**
 * The rung to take now: the newest whose moment has come, never one that was missed before it. Null when it was taken
 * for this last moment, or when a rung as far up was taken after its moment for an earlier one: a last moment that
 * moves arms again only what still lies ahead, or what comes closer than people were told.
 */
export function rungDue(
  ladder: Ladder,
  duty: RemindedDuty,
  taken: readonly TakenRung[],
  now: Temporal.Instant,
): Rung | null {
  const { dueAt } = duty;
  if (duty.settled || dueAt === null) return null;
  if (Temporal.Instant.compare(now, dueAt.add(LAPSES_AFTER)) > 0) return null;
  const moments = momentsOf(ladder, duty);
  const newest = moments.findLast(({ at }) => Temporal.Instant.compare(at, now) <= 0);
  if (!newest) return null;
  const rank = moments.indexOf(newest);
  const asFarUp = new Set(moments.slice(rank).map(({ rung }) => rung.code));
  const told = taken.some(
    ({ rung, dueAt: about, at }) =>
      asFarUp.has(rung) && (about.equals(dueAt) || Temporal.Instant.compare(at, newest.at) >= 0),
  );
  return told ? null : newest.rung;
}

/** When the duty has to be looked at again: the next moment of its rungs; null when there is none. */
export function nextMoment(
  ladder: Ladder,
  duty: RemindedDuty,
  now: Temporal.Instant,
): Temporal.Instant | null {
  if (duty.settled) return null;
  return momentsOf(ladder, duty).find(({ at }) => Temporal.Instant.compare(at, now) > 0)?.at ?? null;
}

/** `half of the time has passed`, `24 h before the last moment`, `the last moment has passed`. */
export function rungWords(code: string): string {
  const rung = rungOf(code);
  if (rung?.kind === 'overdue') return 'the last moment has passed';
  if (rung?.kind === 'share')
    return `${rung.percent === 50 ? 'half' : `${rung.percent} %`} of the time has passed`;
  return `${code.replace(/(\d)([a-z])/, '$1 $2')} before the last moment`;
}
