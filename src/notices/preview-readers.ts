import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { holds } from '../platform/access/permissions.js';
import { Reader } from '../platform/database/reader.js';
import { everyReader, readerValues } from './domain/notice-context.js';
import type { ReaderFields } from './domain/notice-context.js';
import type { Reader as NoticeReader } from './domain/one-reader.js';
import { NoticePress } from './notice-press.js';
import type { Notice } from './notice.entity.js';
import { ReadersHidden, ReaderUnknown, TwoReadersChosen } from './notices.errors.js';

/** Whose copy a preview shows: everyone's unless it says otherwise, never both. */
export interface ChosenReader {
  /** Key of a {@link ReaderGroup}. */
  group?: string;
  /** Id of someone on the list of people. */
  recipientId?: string;
}

/** People of whom the same data classes are known. */
export interface ReaderGroup {
  /** Its data classes in order, parted by `;`; empty for people of whom nobody said which. */
  key: string;
  /** Codes of the vocabulary. */
  dataClasses: readonly string[];
  people: number;
}

/** Where the people of an incident come from; whoever asks has checked that the incident may be seen. */
export interface ReaderSource {
  /** The largest first; of many groups the largest only. */
  groups(manager: EntityManager, incidentId: string): Promise<readonly ReaderGroup[]>;
  /** One person with name and number masked, as lists show them; null when there is no such person. */
  masked(manager: EntityManager, incidentId: string, recipientId: string): Promise<ReaderFields | null>;
}

/** Whose copies can be previewed. The list of people is above notices: who keeps it names itself here. */
@Injectable()
export class PreviewReaders {
  #source: ReaderSource | null = null;

  constructor(
    private readonly incidents: Incidents,
    private readonly press: NoticePress,
    private readonly reader: Reader,
  ) {}

  serveFrom(source: ReaderSource): void {
    this.#source = source;
  }

  /** Groups of the people of the notice's incident. @throws ReadersHidden */
  async groups({ incidentId }: Pick<Notice, 'incidentId'>, actor: Actor): Promise<readonly ReaderGroup[]> {
    refuseHidden(actor);
    const { manager } = this.reader;
    await this.incidents.visible(manager, incidentId, actor);
    return (await this.#source?.groups(manager, incidentId)) ?? [];
  }

  /** Nobody in particular: the data classes that the facts say of all. */
  async everyone(notice: Pick<Notice, 'kind' | 'locale' | 'incidentId'>): Promise<NoticeReader> {
    return { values: readerValues(this.press.kindOf(notice), await this.#ofAll(notice)), isPerson: false };
  }

  /**
   * What the chosen reader's copy is rendered with. A person whose data classes nobody knows gets those of everyone,
   * as in the mailing.
   *
   * @throws ReaderUnknown, ReadersHidden, TwoReadersChosen
   */
  async chosen(
    notice: Pick<Notice, 'kind' | 'locale' | 'incidentId'>,
    { group, recipientId }: ChosenReader,
    actor: Actor,
  ): Promise<NoticeReader> {
    if (group !== undefined && recipientId !== undefined) throw new TwoReadersChosen();
    if (group === undefined && recipientId === undefined) return this.everyone(notice);
    const fields = await this.#fields(notice, { group, recipientId }, actor);
    const dataClasses = fields.dataClasses?.length
      ? fields.dataClasses
      : (await this.#ofAll(notice)).dataClasses;
    const kind = this.press.kindOf(notice);
    const values = readerValues(kind, { ...fields, dataClasses, affected: 'certain' });
    return { values, isPerson: recipientId !== undefined };
  }

  async #ofAll({ incidentId }: Pick<Notice, 'incidentId'>): Promise<ReaderFields> {
    const { facts } = await this.incidents.currentFacts(this.reader.manager, incidentId);
    return everyReader(facts);
  }

  async #fields(
    { incidentId }: Pick<Notice, 'incidentId'>,
    { group, recipientId }: ChosenReader,
    actor: Actor,
  ): Promise<ReaderFields> {
    if (recipientId === undefined) {
      const found = (await this.groups({ incidentId }, actor)).find(({ key }) => key === group);
      if (!found) throw new ReaderUnknown('/group');
      return { dataClasses: found.dataClasses };
    }
    refuseHidden(actor);
    const person = await this.#source?.masked(this.reader.manager, incidentId, recipientId);
    if (!person) throw new ReaderUnknown('/recipientId');
    return person;
  }
}

function refuseHidden(actor: Actor): void {
  if (!holds(actor.role, 'recipients:read')) throw new ReadersHidden();
}
