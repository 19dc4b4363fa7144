import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataKeys } from '../platform/secrets/data-keys.js';
import { CannotOpen } from '../platform/secrets/field-cipher.js';
import type { Sealer } from '../platform/secrets/data-keys.js';
import { initialsOf, maskedReference } from './domain/masking.js';
import { Recipient } from './recipient.entity.js';
import { Recipients } from './recipients.service.js';

/** People of an incident of whom the same data classes are known. */
export interface RecipientGroup {
  /** Its data classes in order, parted by `;`; empty for people of whom nobody said which. */
  key: string;
  /** Codes of the vocabulary. */
  dataClasses: readonly string[];
  people: number;
}

/** What a notice tells one person, with all that names the person masked. */
export interface MaskedReader {
  name: string | null;
  reference: string | null;
  dataClasses: readonly string[];
}

const PAGE = 5_000;
const MOST_GROUPS = 100;
const MOST_INCIDENTS = 32;

/** The readers of notices as those see them who may not see people. */
@Injectable()
export class MaskedReaders {
  /** Groups by incident, with the state of the list they were counted at; the oldest goes first. */
  readonly #counted = new Map<string, { state: string; groups: readonly RecipientGroup[] }>();

  constructor(
    private readonly recipients: Recipients,
    private readonly dataKeys: DataKeys,
  ) {}

  /**
   * The largest hundred groups, largest first. Whoever cannot be read is in the group of nobody-said. The caller has
   * checked that the actor may see the incident.
   */
  async groups(manager: EntityManager, incidentId: string): Promise<readonly RecipientGroup[]> {
    const state = await stateOf(manager, incidentId);
    const known = this.#counted.get(incidentId);
    if (known?.state === state) return known.groups;
    const groups = await this.#count(manager, incidentId);
    this.#counted.delete(incidentId);
    this.#counted.set(incidentId, { state, groups });
    const [oldest] = this.#counted.keys();
    if (this.#counted.size > MOST_INCIDENTS && oldest !== undefined) this.#counted.delete(oldest);
    return groups;
  }

  /** Null when the incident has no such person, or none that can be read. */
  async one(manager: EntityManager, incidentId: string, recipientId: string): Promise<MaskedReader | null> {
    const person = (await this.recipients.opened(manager, incidentId, [recipientId])).get(recipientId);
    if (!person) return null;
    const { name, reference, dataClasses } = person;
    return { name: initialsOf(name) || null, reference: maskedReference(reference), dataClasses };
  }

  async #count(manager: EntityManager, incidentId: string): Promise<readonly RecipientGroup[]> {
    const people = new Map<string, number>();
    let sealer: Sealer | undefined;
    for await (const rows of classesOf(manager, incidentId)) {
      sealer ??= await this.dataKeys.forReading(manager, incidentId);
      for (const row of rows) {
        const key = keyOf(sealer, row);
        people.set(key, (people.get(key) ?? 0) + 1);
      }
    }
    return [...people]
      .map(([key, count]) => ({ key, dataClasses: key === '' ? [] : key.split(';'), people: count }))
      .sort((a, b) => b.people - a.people || (a.key < b.key ? -1 : 1))
      .slice(0, MOST_GROUPS);
  }
}

interface SealedClasses {
  id: string;
  classes: string | null;
}

function keyOf(sealer: Sealer, { id, classes }: SealedClasses): string {
  if (classes === null) return '';
  try {
    return sealer.open(`recipient/data_classes/${id}`, classes).split(';').sort().join(';');
  } catch (error) {
    if (error instanceof CannotOpen) return '';
    throw error;
  }
}

/** Changes whenever someone is added or erased. */
async function stateOf(manager: EntityManager, incidentId: string): Promise<string> {
  const found = await manager
    .createQueryBuilder(Recipient, 'r')
    .select('COUNT(*)', 'count')
    .addSelect('MAX(r.id)', 'last')
    .where('r.incident_id = :incidentId', { incidentId })
    .getRawOne<{ count: string | number; last: string | null }>();
  return `${found?.count}/${found?.last}`;
}

async function* classesOf(manager: EntityManager, incidentId: string): AsyncGenerator<SealedClasses[], void> {
  for (let after = ''; ;) {
    const rows = await manager
      .createQueryBuilder(Recipient, 'r')
      .select('r.id', 'id')
      .addSelect('r.data_classes', 'classes')
      .where('r.incident_id = :incidentId AND r.id > :after', { incidentId, after })
      .orderBy('r.id')
      .limit(PAGE)
      .getRawMany<SealedClasses>();
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}
