import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { Users } from '../../identity/users.service.js';
import { DutyList } from '../../obligations/duty-list.js';
import type { ListedDuty } from '../../obligations/duty-list.js';
import type { Actor } from '../../platform/access/actor.js';
import type { IncidentClocks } from '../charts/incident-clocks.js';
import { registerClocks } from '../duty-clocks.js';
import type { DutyClock } from '../duty-clocks.js';
import { formatNumber } from '../views.helpers.js';
import { asInstant, type InstantLike } from '../views.time.js';
import type { BoardClock } from './dashboard.view.js';
import { withAuthorityTime } from './duty-list.view.js';
import { registerHref } from './obligations.query.js';

const CLOCKS_SHOWN = 10;
const LATE_FILED_SHOWN = 5;
const ROWS_DRAWN = 8;
const READ = 100;
const hour = 3_600_000;
/** Later than this, a duty is history to be put right, not the next thing to do. */
const LONG_LATE = { hours: 30 * 24 };
const A_DAY = { hours: 24 };

/** One clock with the incident it runs in. */
interface Running {
  clock: DutyClock;
  listed: ListedDuty;
}

/** The clocks of all incidents, read from the rows of the registers. */
@Injectable()
export class BoardClocks {
  constructor(
    private readonly duties: DutyList,
    private readonly users: Users,
  ) {}

  async of(actor: Actor, now: Temporal.Instant): Promise<RunningClocks> {
    const recent = now.subtract(LONG_LATE);
    const open = await this.duties.page({ state: 'open', dueFrom: recent }, { limit: READ }, actor);
    const lateFiled = await this.duties.page({ state: 'late-filed' }, { limit: LATE_FILED_SHOWN }, actor);
    const count = (from?: Temporal.Instant, before?: Temporal.Instant) =>
      this.duties.count({ state: 'open', dueFrom: from, dueBefore: before }, actor);
    const counts = {
      late: await count(recent, now),
      soon: await count(now, now.add(A_DAY)),
      running: await count(recent),
      longLate: await count(undefined, recent),
      withoutTime: await this.duties.count({ state: 'no-time' }, actor),
      lateFiled: await this.duties.count({ state: 'late-filed' }, actor),
    };
    const all = [...open.duties, ...lateFiled.duties];
    const names = await this.users.namesOf(all.flatMap(({ record }) => record.keeperId ?? []));
    return new RunningClocks(running(open.duties, now), running(lateFiled.duties, now), counts, names, now);
  }
}

/** Within an incident a duty of two rules is one clock; the order of the list stays. */
function running(duties: readonly ListedDuty[], now: InstantLike): Running[] {
  const ids = [...new Set(duties.map(({ incident }) => incident.id))];
  const clocks = new Map(
    ids.flatMap((id) => {
      const own = duties.filter(({ incident }) => incident.id === id);
      return registerClocks(own, now).map((clock) => [`${id}/${clock.ruleId}`, clock] as const);
    }),
  );
  return duties.flatMap((listed) => {
    const clock = clocks.get(`${listed.incident.id}/${listed.duty.ruleId}`);
    return clock ? [{ clock, listed }] : [];
  });
}

/** What is late first, then what runs out next, then what was filed late. */
export class RunningClocks {
  constructor(
    private readonly open: readonly Running[],
    private readonly lateFiled: readonly Running[],
    private readonly count: {
      late: number;
      soon: number;
      running: number;
      longLate: number;
      withoutTime: number;
      lateFiled: number;
    },
    private readonly names: ReadonlyMap<string, string>,
    private readonly now: InstantLike,
  ) {}

  /** The table. @param zone of the reader */
  shown(zone: string): BoardClock[] {
    return [...this.open.slice(0, CLOCKS_SHOWN), ...this.lateFiled].map(({ clock, listed }) => ({
      state: clock.state,
      due: withAuthorityTime(clock.due, listed.duty.tz, zone),
      name: clock.name,
      law: clock.law,
      reference: listed.incident.reference,
      keeper: listed.record.keeperId === null ? '' : (this.names.get(listed.record.keeperId) ?? ''),
      asks: listed.record.open?.change === 'looser',
      href: registerHref(listed.incident.reference, { status: '', duty: clock.ruleId }),
    }));
  }

  /** What the table leaves out, said. */
  remarks(): string[] {
    const { running, longLate, withoutTime, lateFiled } = this.count;
    const rest = running - Math.min(this.open.length, CLOCKS_SHOWN);
    const told = (count: number, one: string, many: string): string[] =>
      count > 0 ? [`${formatNumber(count)} ${count === 1 ? one : many}.`] : [];
    return [
      ...told(rest, 'more clock runs later than these', 'more clocks run later than these'),
      ...told(lateFiled - this.lateFiled.length, 'more was filed late', 'more were filed late'),
      ...told(longLate, 'duty is late by more than 30 days', 'duties are late by more than 30 days'),
      ...told(
        withoutTime,
        'open duty has no last moment: without undue delay, on hold, or not started',
        'open duties have no last moment: without undue delay, on hold, or not started',
      ),
    ];
  }

  /** How many are late, and how many run out within a day. */
  counts(): { late: number; soon: number } {
    return { late: this.count.late, soon: this.count.soon };
  }

  chart(): IncidentClocks | null {
    const left = (at: string) => asInstant(at).epochMilliseconds - asInstant(this.now).epochMilliseconds;
    const near = this.open.filter(
      ({ clock }) => clock.at !== undefined && left(clock.at) > -12 * hour && left(clock.at) < 72 * hour,
    );
    const references = [...new Set(near.map(({ listed }) => listed.incident.reference))];
    const rows = references.slice(0, ROWS_DRAWN).map((reference) => {
      const own = near.filter(({ listed }) => listed.incident.reference === reference);
      return {
        name: reference.replace(/^INC-\d+-/, ''),
        who: shortened(own[0]?.listed.incident.title ?? ''),
        marks: own.map(({ clock }) => ({ at: clock.at ?? this.now, state: clock.state })),
      };
    });
    return rows.length === 0 ? null : { now: this.now, rows };
  }
}

function shortened(text: string): string {
  return text.length <= 18 ? text : `${text.slice(0, 17)}…`;
}
