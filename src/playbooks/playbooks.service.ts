import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { PlaybookContent, ShippedPlaybook } from '../catalogue/domain/playbook.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { validatePlaybook } from './domain/validate-playbook.js';
import {
  atOfRow,
  atOfShipped,
  recordOfRow,
  recordOfShipped,
  sealedContent,
  versionOfRow,
} from './playbook-records.js';
import type { PlaybookAt, PlaybookRecord, VersionRecord } from './playbook-records.js';
import { PlaybookVersion } from './playbook-version.entity.js';
import { Playbook } from './playbook.entity.js';
import type { PlaybookOrigin } from './playbook.entity.js';
import {
  PlaybookChanged,
  PlaybookIsArchived,
  PlaybookIsShipped,
  PlaybookNotFound,
  PlaybookRefused,
  PlaybookUnchanged,
} from './playbooks.errors.js';

export interface NewPlaybook {
  content: PlaybookContent;
  origin: PlaybookOrigin;
  note: string;
  basedOn?: { id: string; version: number };
  /** What a CACAO file said beside. */
  kept?: string;
}

export interface SavePlaybook {
  /** The version that the writer started from. */
  version: number;
  content: PlaybookContent;
  note: string;
  /** The version of the shipped playbook that was compared with; it becomes what this one is based on. */
  basedOnVersion?: number;
}

/** Keeps the playbooks of the organisation, each save as a numbered version; those that ship come from the catalogue. */
@Injectable()
export class Playbooks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** @throws PlaybookNotFound */
  async one(id: string, manager: EntityManager = this.reader.manager): Promise<PlaybookRecord> {
    const shipped = this.catalogue.playbooks.get(id);
    return shipped ? recordOfShipped(shipped) : recordOfRow(await this.#row(manager, id));
  }

  /**
   * What a playbook says, or said.
   *
   * @param number version; absent: the current one
   * @throws PlaybookNotFound also for a version of a shipped playbook that is not the loaded one
   */
  async at(id: string, number?: number, manager: EntityManager = this.reader.manager): Promise<PlaybookAt> {
    const shipped = this.catalogue.playbooks.get(id);
    if (shipped) {
      if (number !== undefined && number !== shipped.version) throw new PlaybookNotFound();
      return atOfShipped(shipped);
    }
    const playbook = recordOfRow(await this.#row(manager, id));
    const wanted = { playbookId: id, number: number ?? playbook.version };
    const row = await manager.findOneBy(PlaybookVersion, wanted);
    if (!row) throw new PlaybookNotFound();
    return atOfRow(playbook, row);
  }

  /** Every version without what it says, newest first. @throws PlaybookNotFound */
  async versions(id: string): Promise<VersionRecord[]> {
    const shipped = this.catalogue.playbooks.get(id);
    if (shipped) return [atOfShipped(shipped)];
    await this.#row(this.reader.manager, id);
    const rows = await this.reader
      .query(PlaybookVersion, 'v')
      .select(['v.playbookId', 'v.number', 'v.contentHash', 'v.note', 'v.savedBy', 'v.savedAt'])
      .where('v.playbookId = :id', { id })
      .orderBy('v.number', 'DESC')
      .getMany();
    return rows.map(versionOfRow);
  }

  /** The shipped playbook that this one was adapted from, when the knowledge now holds another version of it. */
  newerBase({ basedOn }: PlaybookRecord): ShippedPlaybook | null {
    const shipped = basedOn === null ? undefined : this.catalogue.playbooks.get(basedOn.id);
    return shipped && shipped.version > (basedOn?.version ?? 0) ? shipped : null;
  }

  /** The checked content of what someone sent. @throws PlaybookRefused with places below `/content` */
  read(input: unknown): PlaybookContent {
    const read = validatePlaybook(input, this.catalogue);
    if ('content' in read) return read.content;
    throw new PlaybookRefused(read.faults.map((fault) => ({ ...fault, path: `/content${fault.path}` })));
  }

  create(playbook: NewPlaybook, actor: Actor): Promise<PlaybookAt> {
    return this.unitOfWork.run((manager) => this.createWithin(manager, playbook, actor));
  }

  /** The same as {@link create}, inside the caller's transaction. @throws PlaybookNotFound without such a base */
  async createWithin(manager: EntityManager, playbook: NewPlaybook, actor: Actor): Promise<PlaybookAt> {
    const { content, basedOn } = playbook;
    if (basedOn && !this.catalogue.playbooks.has(basedOn.id)) throw new PlaybookNotFound();
    const row = manager.create(Playbook, {
      id: this.ids.next(),
      title: content.title,
      industry: content.industry,
      origin: playbook.origin,
      basedOnId: basedOn?.id ?? null,
      basedOnVersion: basedOn?.version ?? null,
      kept: playbook.kept ?? null,
      archived: false,
      version: 1,
      createdBy: actor.id,
      createdAt: this.clock.now(),
    });
    await manager.insert(Playbook, row);
    const version = await this.#insertVersion(manager, row, content, playbook.note, actor);
    await this.audit.append(manager, {
      action: 'playbook.created',
      subject: row.id,
      actor,
      facts: {
        origin: row.origin,
        basedOn: basedOn && `${basedOn.id}@${basedOn.version}`,
        version: 1,
        hash: version.contentHash,
        steps: content.steps.length,
        knowledge: this.catalogue.version,
      },
      detail: { title: row.title, note: version.note },
    });
    return version;
  }

  /**
   * Saves an edit as the next version; the ones before stay.
   *
   * @throws PlaybookChanged with both contents when someone saved in between; PlaybookUnchanged, PlaybookIsArchived,
   *   PlaybookIsShipped, PlaybookNotFound
   */
  save(id: string, wanted: SavePlaybook, actor: Actor): Promise<PlaybookAt> {
    return this.unitOfWork.run(async (manager) => {
      const row = await this.#own(manager, id);
      if (row.archived) throw new PlaybookIsArchived();
      const current = await this.at(id, row.version, manager);
      if (row.version !== wanted.version)
        throw new PlaybookChanged({ version: row.version, content: current.content }, wanted.content);
      const base = this.#baseTaken(row, wanted.basedOnVersion);
      const same = sealedContent(wanted.content).hash === current.contentHash;
      if (same && base === row.basedOnVersion) throw new PlaybookUnchanged(row.version);
      Object.assign(row, {
        title: wanted.content.title,
        industry: wanted.content.industry,
        version: row.version + 1,
        basedOnVersion: base,
      });
      await this.#keepHead(manager, row, wanted);
      const saved = await this.#insertVersion(manager, row, wanted.content, wanted.note, actor);
      await this.audit.append(manager, {
        action: 'playbook.revised',
        subject: id,
        actor,
        facts: {
          version: row.version,
          hash: saved.contentHash,
          before: current.contentHash,
          steps: wanted.content.steps.length,
          basedOn: row.basedOnId && `${row.basedOnId}@${row.basedOnVersion}`,
        },
        detail: { note: saved.note },
      });
      return saved;
    });
  }

  /** Takes a playbook out of the lists of what can be applied, or back in; the same again changes nothing. */
  archive(id: string, archived: boolean, actor: Actor): Promise<PlaybookRecord> {
    return this.unitOfWork.run(async (manager) => {
      const row = await this.#own(manager, id);
      if (row.archived === archived) return recordOfRow(row);
      await manager.update(Playbook, { id }, { archived });
      await this.audit.append(manager, {
        action: archived ? 'playbook.archived' : 'playbook.unarchived',
        subject: id,
        actor,
        facts: { version: row.version },
      });
      return recordOfRow({ ...row, archived });
    });
  }

  /** Compare-and-set on the version: two saves at once cannot both become the next. */
  async #keepHead(manager: EntityManager, row: Playbook, { version, content }: SavePlaybook): Promise<void> {
    const { title, industry, basedOnVersion } = row;
    const next = { title, industry, basedOnVersion, version: row.version };
    const { affected } = await manager.update(Playbook, { id: row.id, version }, next);
    if (affected === 1) return;
    const current = await this.at(row.id, undefined, manager);
    throw new PlaybookChanged({ version: current.number, content: current.content }, content);
  }

  /** Only the version of the base that is loaded can have been compared with. */
  #baseTaken(row: Playbook, wanted: number | undefined): number | null {
    if (wanted === undefined || row.basedOnId === null) return row.basedOnVersion;
    const shipped = this.catalogue.playbooks.get(row.basedOnId);
    return shipped?.version === wanted ? wanted : row.basedOnVersion;
  }

  async #insertVersion(
    manager: EntityManager,
    playbook: Playbook,
    content: PlaybookContent,
    note: string,
    actor: Actor,
  ): Promise<PlaybookAt> {
    const { text, hash } = sealedContent(content);
    const row = manager.create(PlaybookVersion, {
      playbookId: playbook.id,
      number: playbook.version,
      content: text,
      contentHash: hash,
      note: note.trim(),
      savedBy: actor.id,
      savedAt: this.clock.now(),
    });
    await manager.insert(PlaybookVersion, row);
    return atOfRow(recordOfRow(playbook), row);
  }

  async #own(manager: EntityManager, id: string): Promise<Playbook> {
    if (this.catalogue.playbooks.has(id)) throw new PlaybookIsShipped();
    return this.#row(manager, id);
  }

  async #row(manager: EntityManager, id: string): Promise<Playbook> {
    const row = await manager.findOneBy(Playbook, { id });
    if (!row) throw new PlaybookNotFound();
    return row;
  }
}
