import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Reader } from '../platform/database/reader.js';
import { DataKeys } from '../platform/secrets/data-keys.js';
import { CannotOpen } from '../platform/secrets/field-cipher.js';
import { initialsOf, maskedAddress } from './domain/masking.js';
import { Recipient } from './recipient.entity.js';
import { RecipientAltered, openRecipient } from './sealed-recipient.js';
import type { OpenedRecipient } from './sealed-recipient.js';

/** A person as lists show them. */
export interface MaskedRecipient {
  id: string;
  initials: string;
  address: string;
  language: string | null;
  country: string | null;
}

/** The people of an incident at one moment; any change of the list gives another hash. */
export interface RecipientListState {
  count: number;
  /** SHA-256 over ids and blind indexes in the order of the ids: 64 hexadecimal digits. */
  hash: string;
}

/** What tells one row of the list from another. */
export interface RecipientKey {
  id: string;
  emailIndex: string;
}

const PAGE = 5_000;

/** The people a notice goes to. */
@Injectable()
export class Recipients {
  constructor(
    private readonly reader: Reader,
    private readonly incidents: Incidents,
    private readonly dataKeys: DataKeys,
  ) {}

  /**
   * One page of the list, masked, in the order of import.
   *
   * @param after cursor: people after the one of this id
   * @throws IncidentNotFound
   */
  async list(
    incidentId: string,
    page: { after?: string; limit: number },
    actor: Actor,
  ): Promise<{ recipients: MaskedRecipient[]; next: string | null }> {
    const { manager } = this.reader;
    await this.incidents.visible(manager, incidentId, actor);
    const rows = await this.#page(manager, incidentId, page.after ?? '', page.limit + 1);
    const shown = rows.slice(0, page.limit);
    const opened = await this.#opened(manager, incidentId, shown);
    return {
      recipients: shown.map((row) => masked(opened.get(row.id)) ?? unreadable(row)),
      next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null,
    };
  }

  /** How many people the incident has. */
  count(manager: EntityManager, incidentId: string): Promise<number> {
    return manager.countBy(Recipient, { incidentId });
  }

  /** What the confirmation of a mailing is bound to. */
  async listHash(manager: EntityManager, incidentId: string): Promise<RecipientListState> {
    const hash = createHash('sha256');
    let count = 0;
    for await (const rows of this.pages(manager, incidentId)) {
      for (const row of rows) hash.update(`${row.id}:${row.emailIndex}\n`);
      count += rows.length;
    }
    return { count, hash: hash.digest('hex') };
  }

  /** Everyone of the incident in pages, in the order of the ids: no more than what names a row. */
  async *pages(manager: EntityManager, incidentId: string): AsyncGenerator<RecipientKey[], void> {
    for (let after = ''; ;) {
      const rows = await manager
        .createQueryBuilder(Recipient, 'r')
        .select('r.id', 'id')
        .addSelect('r.email_index', 'emailIndex')
        .where('r.incident_id = :incidentId AND r.id > :after', { incidentId, after })
        .orderBy('r.id')
        .limit(PAGE)
        .getRawMany<RecipientKey>();
      if (rows.length > 0) yield rows;
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) return;
      after = last.id;
    }
  }

  /** People in plain text, by id; for the mailing worker. Someone who cannot be opened is left out. */
  async opened(
    manager: EntityManager,
    incidentId: string,
    ids: readonly string[],
  ): Promise<Map<string, OpenedRecipient>> {
    const rows = await manager.findBy(Recipient, { incidentId, id: In([...ids]) });
    return this.#opened(manager, incidentId, rows);
  }

  /** People masked, by id; the caller has checked that the actor may see the incident. */
  async masked(
    manager: EntityManager,
    incidentId: string,
    ids: readonly string[],
  ): Promise<Map<string, MaskedRecipient>> {
    const rows = await manager.findBy(Recipient, { incidentId, id: In([...ids]) });
    const opened = await this.#opened(manager, incidentId, rows);
    return new Map(rows.map((row) => [row.id, masked(opened.get(row.id)) ?? unreadable(row)]));
  }

  #page(manager: EntityManager, incidentId: string, after: string, limit: number): Promise<Recipient[]> {
    return manager.find(Recipient, {
      where: { incidentId, id: MoreThan(after) },
      order: { id: 'ASC' },
      take: limit,
    });
  }

  async #opened(
    manager: EntityManager,
    incidentId: string,
    rows: readonly Recipient[],
  ): Promise<Map<string, OpenedRecipient>> {
    const opened = new Map<string, OpenedRecipient>();
    if (rows.length === 0) return opened;
    const sealer = await this.dataKeys.forReading(manager, incidentId);
    for (const row of rows) {
      try {
        opened.set(row.id, openRecipient(sealer, row));
      } catch (error) {
        if (!(error instanceof CannotOpen || error instanceof RecipientAltered)) throw error;
      }
    }
    return opened;
  }
}

function masked(recipient: OpenedRecipient | undefined): MaskedRecipient | undefined {
  if (!recipient) return undefined;
  const { id, email, name, language, country } = recipient;
  return { id, initials: initialsOf(name), address: maskedAddress(email), language, country };
}

/** A row that was moved or changed in the database: shown, for nobody may vanish from a list. */
function unreadable({ id, language, country }: Recipient): MaskedRecipient {
  return { id, initials: '', address: 'unreadable', language, country };
}
