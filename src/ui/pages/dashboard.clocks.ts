import type { IncidentClocks } from '../charts/incident-clocks.js';
import type { DutyClock } from '../duty-clocks.js';
import { asInstant, type InstantLike } from '../views.time.js';
import type { BoardIncident } from './dashboard.board.js';
import type { BoardClock } from './dashboard.view.js';

const CLOCKS_SHOWN = 10;
const ROWS_DRAWN = 8;
const hour = 3_600_000;
/** Later than this, a duty is history to be put right, not the next thing to do. */
const LONG_LATE = 30 * 24 * hour;

interface Running {
  entry: BoardIncident;
  clock: DutyClock;
  /** Milliseconds from now; negative is late. */
  left: number;
}

/** The clocks of all incidents that run now: what is late first, then what runs out next. */
export class RunningClocks {
  readonly #running: readonly Running[];
  readonly #longLate: number;
  readonly #withoutTime: number;

  constructor(
    private readonly entries: readonly BoardIncident[],
    private readonly now: InstantLike,
  ) {
    const open = entries.flatMap((entry) =>
      entry.clocks.filter(({ metAt }) => metAt === undefined).map((clock) => ({ entry, clock })),
    );
    const timed = open.flatMap(({ entry, clock }) =>
      clock.at === undefined ? [] : [{ entry, clock, left: this.#left(clock.at) }],
    );
    this.#running = timed.filter(({ left }) => left >= -LONG_LATE).sort((a, b) => a.left - b.left);
    this.#longLate = timed.length - this.#running.length;
    this.#withoutTime = open.filter(({ clock }) => clock.at === undefined && clock.state === 'due').length;
  }

  /** The table. */
  shown(): BoardClock[] {
    return this.#running.slice(0, CLOCKS_SHOWN).map(({ entry: { incident }, clock }) => ({
      state: clock.state,
      due: clock.due,
      name: clock.name,
      law: clock.law,
      reference: incident.reference,
      href: `/incidents/${incident.reference}/obligations#${clock.ruleId}`,
    }));
  }

  /** What the table leaves out, said. */
  remarks(): string[] {
    const rest = this.#running.length - CLOCKS_SHOWN;
    return [
      ...(rest > 0 ? [`${rest} more ${rest === 1 ? 'clock runs' : 'clocks run'} later than these.`] : []),
      ...(this.#longLate > 0
        ? [`${this.#longLate} ${this.#longLate === 1 ? 'duty is' : 'duties are'} late by more than 30 days.`]
        : []),
      ...(this.#withoutTime > 0
        ? [
            `${this.#withoutTime} ${this.#withoutTime === 1 ? 'duty asks' : 'duties ask'} for telling without undue delay, with no number of hours.`,
          ]
        : []),
    ];
  }

  /** How many are late, and how many run out within a day. */
  counts(): { late: number; soon: number } {
    const binding = this.#running.filter(({ clock }) => clock.binding);
    return {
      late: binding.filter(({ left }) => left < 0).length,
      soon: binding.filter(({ left }) => left >= 0 && left < 24 * hour).length,
    };
  }

  chart(): IncidentClocks | null {
    const near = this.#running.filter(({ left }) => left > -12 * hour && left < 72 * hour);
    const drawn = this.entries
      .filter((entry) => near.some((one) => one.entry === entry))
      .slice(0, ROWS_DRAWN);
    if (drawn.length === 0) return null;
    const rows = drawn.map((entry) => ({
      name: entry.incident.reference.replace(/^INC-\d+-/, ''),
      who: shortened(entry.facts.organisation?.name ?? entry.incident.title),
      marks: near
        .filter((one) => one.entry === entry)
        .map(({ clock }) => ({ at: clock.at ?? this.now, state: clock.state })),
    }));
    return { now: this.now, rows };
  }

  #left(at: string): number {
    return asInstant(at).epochMilliseconds - asInstant(this.now).epochMilliseconds;
  }
}

function shortened(text: string): string {
  return text.length <= 18 ? text : `${text.slice(0, 17)}…`;
}
