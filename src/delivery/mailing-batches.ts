import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import type { EntityManager } from 'typeorm';
import type { Incident } from '../incidents/incident.entity.js';
import { Incidents } from '../incidents/incidents.service.js';
import { ApprovedTexts } from '../notices/approved-texts.js';
import type { ApprovedText } from '../notices/approved-texts.js';
import { SYSTEM } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Recipients } from '../recipients/recipients.service.js';
import type { OpenedRecipient } from '../recipients/sealed-recipient.js';
import { Delivery } from './delivery.entity.js';
import type { HoldReason } from './domain/mailing-state.js';
import type { SendOutcome } from './domain/smtp-outcome.js';
import { LateOutcomes } from './late-outcomes.js';
import { hasSameText } from './mailing-basis.js';
import { MailingEnd } from './mailing-end.js';
import { MailingLeases } from './mailing-leases.js';
import type { Lease } from './mailing-leases.js';
import { moveMailing } from './mailing-moves.js';
import { MailingRecord } from './mailing-record.js';
import { Mailing } from './mailing.entity.js';

/** Copies marked as `sending` and committed so; now they may be handed over, each once. */
export interface Batch {
  incident: Incident;
  sender: string;
  notice: ApprovedText;
  copies: Copy[];
}

export interface Copy {
  delivery: Delivery;
  /** Absent when the person's row cannot be opened any more. */
  recipient: OpenedRecipient | undefined;
}

/** How the copy of one row ended. */
export interface Settled {
  delivery: Delivery;
  outcome: SendOutcome;
}

/** Why a run ends before the mailing does. */
export type RunEnd =
  /** The process stops; another one goes on. */
  | { kind: 'leave' }
  /** The mail server turns us away for now; we come back. */
  | { kind: 'wait'; reason: HoldReason }
  /** A person has to look. */
  | { kind: 'pause'; reason: HoldReason };

const WINDOW = 64;

/** Trades outcomes for the next copies to send, in one transaction each time. */
@Injectable()
export class MailingBatches {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly incidents: Incidents,
    private readonly notices: ApprovedTexts,
    private readonly recipients: Recipients,
    private readonly leases: MailingLeases,
    private readonly end: MailingEnd,
    private readonly late: LateOutcomes,
    private readonly record: MailingRecord,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes down how the last copies ended and marks the next ones. Outcomes are facts and are kept even when the
   * lease is lost; marks are not made then. Before each batch the stored text is compared with the confirmed one.
   *
   * @param after the recipient up to whom this pass has come; empty at its beginning
   * @returns null when this run is over: finished, paused, stopped, left, or taken over
   */
  exchange(lease: Lease, settled: readonly Settled[], after: string, end?: RunEnd): Promise<Batch | null> {
    return this.unitOfWork.run(async (manager) => {
      for (const one of settled) await this.#settle(manager, one);
      const mailing = await manager.findOneBy(Mailing, { id: lease.mailingId, fence: lease.fence });
      if (!mailing) {
        if (settled.length > 0) await this.late.keep(manager, lease.mailingId);
        return null;
      }
      if (mailing.state === 'sending' && !end)
        return this.#next(manager, lease, mailing, settled.length > 0, after);
      await this.leases.release(manager, lease);
      if (mailing.state === 'sending' && end) await this.#endRun(manager, mailing, end);
      return null;
    });
  }

  /** An outcome also replaces `unconfirmed`, which a new owner may have written meanwhile. */
  async #settle(manager: EntityManager, { delivery, outcome }: Settled): Promise<void> {
    const { id, attempt } = delivery;
    const begun = outcome.state !== 'queued';
    await manager.update(
      Delivery,
      { id, attempt, state: In(['sending', 'unconfirmed']) },
      {
        state: outcome.state,
        code: outcome.code,
        attempt: begun ? attempt : attempt - 1,
        at: this.clock.now(),
      },
    );
  }

  async #endRun(manager: EntityManager, mailing: Mailing, end: RunEnd): Promise<void> {
    if (end.kind === 'wait') await manager.update(Mailing, { id: mailing.id }, { reason: end.reason });
    if (end.kind === 'pause') await this.#pause(manager, mailing, end.reason);
  }

  async #pause(manager: EntityManager, mailing: Mailing, reason: HoldReason): Promise<void> {
    await moveMailing(manager, mailing, 'paused', { reason });
    const counts = await this.end.counts(manager, mailing.id);
    await this.record.append(manager, 'paused', mailing, SYSTEM, { reason, from: mailing.state, counts });
  }

  async #next(
    manager: EntityManager,
    lease: Lease,
    mailing: Mailing,
    goesWell: boolean,
    after: string,
  ): Promise<Batch | null> {
    const notice = await this.notices.approved(manager, mailing.noticeId, SYSTEM);
    if (!hasSameText(mailing, notice)) {
      await this.leases.release(manager, lease);
      await this.#pause(manager, mailing, 'text_changed');
      return null;
    }
    const rows = await this.#queued(manager, mailing.id, after);
    if (rows.length === 0) {
      await this.leases.release(manager, lease);
      await this.end.finish(manager, mailing);
      return null;
    }
    await this.leases.extend(manager, lease);
    if (goesWell && mailing.reason !== null)
      await manager.update(Mailing, { id: mailing.id }, { reason: null });
    const copies = await this.#mark(manager, mailing, rows);
    const incident = await this.incidents.visible(manager, mailing.incidentId, SYSTEM);
    return { incident, sender: mailing.sender, notice, copies };
  }

  /** The next rows of this pass; at its end those that were given back, from the front. */
  async #queued(manager: EntityManager, mailingId: string, after: string): Promise<Delivery[]> {
    const from = (recipientId: string) =>
      manager.find(Delivery, {
        where: { mailingId, state: 'queued', recipientId: MoreThan(recipientId) },
        order: { recipientId: 'ASC' },
        take: WINDOW,
      });
    const rows = await from(after);
    return rows.length > 0 || after === '' ? rows : from('');
  }

  async #mark(manager: EntityManager, mailing: Mailing, rows: Delivery[]): Promise<Copy[]> {
    const at = this.clock.now();
    const { affected } = await manager.update(
      Delivery,
      { id: In(rows.map(({ id }) => id)), state: 'queued' },
      { state: 'sending', code: null, attempt: () => 'attempt + 1', at },
    );
    if (affected !== rows.length) throw new Error('A copy was marked by someone else.');
    const ids = rows.map(({ recipientId }) => recipientId);
    const people = await this.recipients.opened(manager, mailing.incidentId, ids);
    return rows.map((row) => ({
      delivery: { ...row, state: 'sending', attempt: row.attempt + 1, at },
      recipient: people.get(row.recipientId),
    }));
  }
}
