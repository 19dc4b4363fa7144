import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import PostalMime from 'postal-mime';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Actor } from '../platform/access/actor.js';
import { IncidentScope } from '../platform/access/incident-scope.js';
import { Environment } from '../platform/config/environment.js';
import { instantText } from '../platform/database/columns.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Recipients } from '../recipients/recipients.service.js';
import type { MaskedRecipient } from '../recipients/recipients.service.js';
import { Delivery } from './delivery.entity.js';
import { keptMessagePath } from './file.mailer.js';
import { Mailers } from './mailers.js';
import { Mailing } from './mailing.entity.js';
import { KeptMessageNotFound, OutboxClosed } from './mailings.errors.js';

/** A message that was kept as a file instead of sent; the person masked. */
export interface KeptMessageView {
  deliveryId: string;
  mailingId: string;
  incidentId: string;
  person: { initials: string; address: string } | null;
  at: string;
}

/** A kept message in full, as its file says. */
export interface OpenedMessageView extends KeptMessageView {
  from: string;
  to: string;
  subject: string;
  messageId: string;
  html: string;
  text: string;
}

interface Kept {
  delivery: Delivery;
  mailing: Mailing;
}

/** The messages that were kept while no mail server is set. */
@Injectable()
export class Outbox {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly scope: IncidentScope,
    private readonly recipients: Recipients,
    private readonly mailers: Mailers,
    private readonly audit: AuditTrail,
    private readonly environment: Environment,
  ) {}

  /** True while messages are kept instead of sent. */
  get isOpen(): boolean {
    return this.mailers.keepsEverything;
  }

  /**
   * Newest first, of the incidents the actor may see.
   *
   * @param before cursor: messages made before the one of this id
   * @throws OutboxClosed
   */
  async list(
    page: { before?: string; limit: number },
    actor: Actor,
  ): Promise<{ messages: KeptMessageView[]; next: string | null }> {
    if (!this.isOpen) throw new OutboxClosed();
    const found = await this.#kept(actor, { before: page.before, limit: page.limit + 1 });
    const shown = found.slice(0, page.limit);
    const messages: KeptMessageView[] = [];
    for (const kept of shown) messages.push(await this.#view(kept));
    return { messages, next: found.length > page.limit ? (shown.at(-1)?.delivery.id ?? null) : null };
  }

  /** Opens one message; who did is recorded. @throws OutboxClosed, KeptMessageNotFound */
  async open(deliveryId: string, actor: Actor): Promise<OpenedMessageView> {
    if (!this.isOpen) throw new OutboxClosed();
    const [kept] = await this.#kept(actor, { id: deliveryId, limit: 1 });
    const bytes = kept && (await this.#read(kept));
    if (!bytes) throw new KeptMessageNotFound();
    const message = await PostalMime.parse(bytes);
    await this.unitOfWork.run((manager) =>
      this.audit.append(manager, {
        action: 'recipient.revealed',
        subject: kept.delivery.recipientId,
        incidentId: kept.mailing.incidentId,
        actor,
        facts: { deliveryId, mailingId: kept.mailing.id, place: 'outbox' },
      }),
    );
    return {
      ...(await this.#view(kept)),
      from: message.from?.address ?? '',
      to: (message.to ?? []).map(({ address }) => address ?? '').join(', '),
      subject: message.subject ?? '',
      messageId: message.messageId ?? '',
      html: message.html ?? '',
      text: message.text ?? '',
    };
  }

  async #kept(actor: Actor, which: { id?: string; before?: string; limit: number }): Promise<Kept[]> {
    const scope = this.scope.condition('m.incident_id', actor);
    const query = this.reader
      .query(Delivery, 'd')
      .innerJoinAndMapOne('d.mailing', Mailing, 'm', 'm.id = d.mailing_id')
      .where(`d.state = 'accepted' AND d.code = 'kept'`)
      .andWhere(scope.sql, scope.parameters);
    if (which.id !== undefined) query.andWhere('d.id = :id', { id: which.id });
    if (which.before !== undefined) query.andWhere('d.id < :before', { before: which.before });
    const rows = await query.orderBy('d.id', 'DESC').limit(which.limit).getMany();
    return rows.map((row) => ({ delivery: row, mailing: (row as Delivery & { mailing: Mailing }).mailing }));
  }

  async #view({ delivery, mailing }: Kept): Promise<KeptMessageView> {
    const { manager } = this.reader;
    const ids = [delivery.recipientId];
    const person: MaskedRecipient | undefined = (
      await this.recipients.masked(manager, mailing.incidentId, ids)
    ).get(delivery.recipientId);
    return {
      deliveryId: delivery.id,
      mailingId: mailing.id,
      incidentId: mailing.incidentId,
      person: person ? { initials: person.initials, address: person.address } : null,
      at: instantText(delivery.at),
    };
  }

  async #read({ delivery, mailing }: Kept): Promise<Buffer | null> {
    try {
      return await readFile(keptMessagePath(this.environment.DATA_DIR, mailing.id, delivery.id));
    } catch {
      return null;
    }
  }
}
