import { Inject, Injectable } from '@nestjs/common';
import { BreachRegister } from '../../breach-register/breach-register.js';
import { CATALOGUE } from '../../catalogue/catalogue.module.js';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { Mailings } from '../../delivery/mailings.service.js';
import type { ReviewAspect } from '../../notices/domain/notice-state.js';
import { NoticeReviewers } from '../../notices/notice-reviewers.js';
import { Notices } from '../../notices/notices.service.js';
import { Plans } from '../../plans/plans.service.js';
import type { Actor } from '../../platform/access/actor.js';
import { holds } from '../../platform/access/permissions.js';
import { DutyList } from '../../obligations/duty-list.js';
import { Clock } from '../../platform/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { Reminders } from '../../reminders/reminders.service.js';
import type { WaitingReminder } from '../../reminders/reminders.service.js';
import { formatNumber } from '../views.helpers.js';
import { countdownWords } from '../views.time.js';
import type { BoardIncident } from './dashboard.board.js';
import type { WaitingItem } from './dashboard.view.js';
import { registerHref } from './obligations.query.js';

const SHOWN = 8;
/** Of what would move many incidents on, the newest are named. */
const OF_A_KIND = 3;
const ASPECTS: Readonly<Record<ReviewAspect, string>> = {
  content: 'its content',
  law: 'the law',
  facts: 'its facts',
};
const ENDED = new Set(['done', 'skipped', 'not_applicable']);

/** What of the open incidents waits for one person. */
@Injectable()
export class WaitingItems {
  constructor(
    private readonly notices: Notices,
    private readonly reviewers: NoticeReviewers,
    private readonly mailings: Mailings,
    private readonly plans: Plans,
    private readonly duties: DutyList,
    private readonly breaches: BreachRegister,
    private readonly reminders: Reminders,
    private readonly clock: Clock,
    private readonly reader: Reader,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** Clocks that run out come first, then what others wait for, then what was given to this person, then what would move an incident on. */
  async of(entries: readonly BoardIncident[], actor: Actor): Promise<WaitingItem[]> {
    const asked: WaitingItem[] = [
      ...(await this.#reminders(actor)),
      ...(await this.#changes(actor)),
      ...(await this.#small(actor)),
    ];
    const reviews = await this.#reviews(entries, actor);
    asked.push(...reviews);
    for (const entry of entries)
      asked.push(
        ...(await this.#mailings(entry, actor)),
        ...(await this.#notices(entry, actor)).filter(
          ({ href }) => !reviews.some((one) => one.href === href),
        ),
      );
    const given: WaitingItem[] = [];
    for (const entry of entries) given.push(...(await this.#steps(entry, actor)));
    const facts = entries.flatMap((entry) => factsOf(entry, actor)).slice(0, OF_A_KIND);
    const plans = entries.flatMap((entry) => planOf(entry, actor)).slice(0, OF_A_KIND);
    return [...asked, ...given, ...facts, ...plans].slice(0, SHOWN);
  }

  /** Duties of which this person was reminded: of each incident the one whose time is shortest. */
  async #reminders(actor: Actor): Promise<WaitingItem[]> {
    const byIncident = new Map<string, WaitingReminder[]>();
    for (const reminder of await this.reminders.forActor(actor))
      byIncident.set(reminder.reference, [...(byIncident.get(reminder.reference) ?? []), reminder]);
    const now = this.clock.now();
    return [...byIncident].slice(0, OF_A_KIND).flatMap(([reference, [first, ...rest]]) => {
      if (!first) return [];
      const more = rest.length === 0 ? '' : `, and ${rest.length} more of this incident`;
      return [
        {
          title: first.name,
          href: registerHref(reference, { status: '', duty: first.ruleId }),
          detail: `${first.exercise ? 'Exercise ' : ''}${reference}: ${countdownWords(first.dueAt, now)}${more}.`,
        },
      ];
    });
  }

  /** Terms of duties that would let the organisation off, and that someone must take over or refuse. */
  async #changes(actor: Actor): Promise<WaitingItem[]> {
    if (!holds(actor.role, 'obligations:decide')) return [];
    const asking = await this.duties.asking(actor, OF_A_KIND);
    return asking.map(({ reference, title, changes }) => ({
      title:
        changes === 1 ? 'Decide about a duty that changed' : `Decide about ${changes} duties that changed`,
      href: `/incidents/${reference}/obligations#changes`,
      detail: `${reference}: ${title}. The old terms count until someone takes over the new ones.`,
    }));
  }

  /** Small incidents whose decision not to notify was left to someone who may take it. */
  async #small(actor: Actor): Promise<WaitingItem[]> {
    if (!holds(actor.role, 'obligations:decide')) return [];
    const awaiting = await this.breaches.awaiting(actor, OF_A_KIND);
    return awaiting.map(({ reference, title }) => ({
      title: 'Decide about a small incident',
      href: registerHref(reference, { status: 'not-owed', duty: '' }),
      detail: `${reference}: ${title}. Not owed on the assessment of harm; the decision is awaited.`,
    }));
  }

  /** Mailings that someone else asked for. */
  async #mailings({ incident }: BoardIncident, actor: Actor): Promise<WaitingItem[]> {
    if (!holds(actor.role, 'mailings:confirm')) return [];
    const mailings = await this.mailings.ofIncident(this.reader.manager, incident.id, actor);
    return mailings
      .filter(({ state, requestedBy }) => state === 'requested' && requestedBy !== actor.id)
      .map(({ id, recipientCount }) => ({
        title: `Confirm a mailing to ${formatNumber(recipientCount)} ${recipientCount === 1 ? 'person' : 'people'}`,
        href: `/mailings/${id}/confirmation`,
        detail: `${incident.reference}. Someone else asked for it.`,
      }));
  }

  /** Notices that this person was asked to read. */
  async #reviews(entries: readonly BoardIncident[], actor: Actor): Promise<WaitingItem[]> {
    if (!holds(actor.role, 'notices:review')) return [];
    const references = new Map(entries.map(({ incident }) => [incident.id, incident.reference]));
    const byNotice = new Map<string, WaitingItem>();
    for (const { noticeId, incidentId, revision, aspect } of await this.reviewers.awaiting(actor, SHOWN)) {
      const reference = references.get(incidentId);
      if (reference === undefined || byNotice.has(noticeId)) continue;
      byNotice.set(noticeId, {
        title: `Review a notice, revision ${revision}`,
        href: `/notices/${noticeId}/reviews`,
        detail: `${reference}. You are asked about ${ASPECTS[aspect]}.`,
      });
    }
    return [...byNotice.values()];
  }

  async #notices({ incident }: BoardIncident, actor: Actor): Promise<WaitingItem[]> {
    if (!holds(actor.role, 'notices:approve')) return [];
    const notices = await this.notices.list(incident.id, actor);
    return notices
      .filter(({ state }) => state === 'in_review')
      .map(({ id, revision }) => ({
        title: `Review a notice, revision ${revision}`,
        href: `/notices/${id}/reviews`,
        detail: `${incident.reference}: ${incident.title}. Whoever wrote any of it may not approve it.`,
      }));
  }

  /** Steps that were given to this person. */
  async #steps({ incident, standings }: BoardIncident, actor: Actor): Promise<WaitingItem[]> {
    const given = [...standings].filter(
      ([, { assigneeId, state }]) => assigneeId === actor.id && !ENDED.has(state),
    );
    if (given.length === 0) return [];
    const ownSteps = await this.plans.ownSteps(this.reader.manager, incident.id);
    return given
      .filter(([id]) => !ownSteps.get(id)?.withdrawn)
      .map(([id, { title }]) => ({
        title: title ?? ownSteps.get(id)?.own.title ?? this.catalogue.steps.get(id)?.title ?? id,
        href: `/incidents/${incident.reference}/plan?step=${id}#${id}`,
        detail: `${incident.reference}. A step that was given to you.`,
      }));
  }
}

function factsOf({ incident, facts, undecided }: BoardIncident, actor: Actor): WaitingItem[] {
  if (!holds(actor.role, 'incidents:edit')) return [];
  const href = `/incidents/${incident.reference}/facts`;
  if (facts.awareAt === undefined)
    return [
      {
        title: 'Record the moment of awareness',
        href: `${href}#f-awareAt`,
        detail: `${incident.reference}: ${incident.title}. Clocks that count from it do not run.`,
      },
    ];
  if (facts.organisation?.roles !== undefined || undecided === 0) return [];
  return [
    {
      title: 'Say what role you have for the data',
      href: `${href}#f-organisation.roles`,
      detail: `${incident.reference}. ${formatNumber(undecided)} rules wait for facts, most for this one.`,
    },
  ];
}

function planOf({ incident, standings }: BoardIncident, actor: Actor): WaitingItem[] {
  if (!holds(actor.role, 'plans:decide') || standings.size > 0) return [];
  return [
    {
      title: 'Decide the first steps of the plan',
      href: `/incidents/${incident.reference}/plan`,
      detail: `${incident.reference}: ${incident.title}. Nothing is accepted or skipped yet.`,
    },
  ];
}
