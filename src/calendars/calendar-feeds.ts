import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { AuditTrail } from '../audit/audit-trail.js';
import { networkOf } from '../identity/domain/network.js';
import { actorOf } from '../identity/person.js';
import { hashOf, newSecret } from '../identity/secrets.js';
import { User } from '../identity/user.entity.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Environment } from '../platform/config/environment.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { RateWindow } from '../platform/domain/rate-window.js';
import { CalendarFeed } from './calendar-feed.entity.js';
import { CalendarNotFound, TooManyFetches } from './calendars.errors.js';
import { DutyCalendar } from './duty-calendar.js';

/** 256 bits in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
/** The limits of personal links (`security.md` 2.5). Misses never close the door to an address that is right. */
const FETCHES = { most: 20, seconds: 60 };
const MISSES = { most: 10, seconds: 600 };

/** Private addresses at which people's calendar programs fetch their duties. */
@Injectable()
export class CalendarFeeds {
  readonly #fetches = new RateWindow(FETCHES);
  readonly #misses = new RateWindow(MISSES);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly audit: AuditTrail,
    private readonly calendar: DutyCalendar,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /** Since when the actor's address is good; null: there is none. */
  async since(actor: Actor): Promise<Temporal.Instant | null> {
    const feed = await this.reader.manager.findOneBy(CalendarFeed, { userId: actor.id });
    return feed?.createdAt ?? null;
  }

  /** A new address, told this once; an earlier one is dead from now on. */
  make(actor: Actor): Promise<string> {
    const token = newSecret();
    return this.unitOfWork.run(async (manager) => {
      const { affected } = await manager.delete(CalendarFeed, { userId: actor.id });
      const feed = { userId: actor.id, tokenHash: hashOf(token), createdAt: this.clock.now() };
      await manager.insert(CalendarFeed, feed);
      await this.audit.append(manager, {
        action: 'calendar.address_made',
        subject: actor.id,
        actor,
        facts: { replaced: affected === 1 },
      });
      return `${this.environment.PUBLIC_URL.replace(/\/$/, '')}/calendar/${token}.ics`;
    });
  }

  /** Takes the address back; nothing happens when there is none. */
  revoke(actor: Actor): Promise<void> {
    return this.unitOfWork.run(async (manager) => {
      const { affected } = await manager.delete(CalendarFeed, { userId: actor.id });
      if (affected !== 1) return;
      await this.audit.append(manager, { action: 'calendar.address_revoked', subject: actor.id, actor });
    });
  }

  /**
   * The calendar at an address, as its owner may see it at this moment. Changes nothing.
   *
   * @param address where the request comes from, for the limits
   * @throws CalendarNotFound alike for what never was, was taken back, or belongs to a disabled account
   * @throws TooManyFetches
   */
  async read(token: string, address: string): Promise<string> {
    const owner = await this.#owner(token);
    const nowMs = this.clock.now().epochMilliseconds;
    const wait = owner ? this.#fetches.take(owner.id, nowMs) : this.#misses.take(networkOf(address), nowMs);
    if (wait > 0) throw new TooManyFetches(wait);
    if (!owner) throw new CalendarNotFound();
    return this.calendar.of(actorOf(owner));
  }

  async #owner(token: string): Promise<User | null> {
    if (!TOKEN.test(token)) return null;
    const { manager } = this.reader;
    const feed = await manager.findOneBy(CalendarFeed, { tokenHash: hashOf(token) });
    return feed && manager.findOneBy(User, { id: feed.userId, disabled: false });
  }
}
