import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { AuditTrail } from '../audit/audit-trail.js';
import { canonicalJson } from '../audit/domain/canonical-json.js';
import { OrganisationSettings } from '../organisation/organisation.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Environment } from '../platform/config/environment.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Fault } from '../platform/errors.js';
import { Ids } from '../platform/ids.js';
import { houseText, partIds, readHouseTexts, usableHouseTexts } from './domain/house-texts.js';
import type { HouseParts, HouseTexts, TypedHouseTexts } from './domain/house-texts.js';
import type { NoticeKind, NoticeTexts } from './domain/notice-kind.js';
import { HouseTemplateVersion } from './house-template-version.entity.js';
import { HouseTemplate } from './house-template.entity.js';
import {
  TemplateChanged,
  TemplateIsArchived,
  TemplateNotFound,
  TemplateUnchanged,
} from './house-templates.errors.js';
import { linkHostsOf } from './link-hosts.js';
import { NOTICE_KINDS } from './notice-kinds.js';
import type { NoticeKinds } from './notice-kinds.js';
import { NoticePress } from './notice-press.js';
import { TextRefused } from './notices.errors.js';

/** A version of house texts without its words. */
export interface HouseVersionRecord {
  number: number;
  contentHash: string;
  note: string;
  savedBy: string;
  savedAt: Temporal.Instant;
}

export interface HouseVersionAt extends HouseVersionRecord {
  parts: HouseParts;
}

/** One kind in one language, and whether the organisation has words of its own for it. */
export interface TemplateEntry {
  kind: NoticeKind;
  locale: string;
  house: {
    version: number;
    archived: boolean;
    parts: string[];
    savedBy: string;
    savedAt: Temporal.Instant;
  } | null;
}

/** One kind in one language with its house text. */
export interface TemplateAt {
  kind: NoticeKind;
  texts: NoticeTexts;
  house: HouseHead | null;
}

export interface HouseHead {
  id: string;
  archived: boolean;
  current: HouseVersionAt;
  /** Why parts of it would not be taken now, by place. */
  faults: Fault[];
}

export interface SaveHouseTexts {
  /** The version that the writer started from; 0 where there is none yet. */
  version: number;
  texts: TypedHouseTexts;
  note: string;
}

/** Keeps the words of the organisation for parts of notices; each save is a numbered version. */
@Injectable()
export class HouseTemplates {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly organisation: OrganisationSettings,
    private readonly press: NoticePress,
    private readonly environment: Environment,
    @Inject(NOTICE_KINDS) private readonly kinds: NoticeKinds,
  ) {}

  /** Every kind in every language, by kind. */
  async list(): Promise<TemplateEntry[]> {
    const heads = await this.reader.query(HouseTemplate, 't').getMany();
    const rows = await this.reader
      .query(HouseTemplateVersion, 'v')
      .innerJoin(HouseTemplate, 't', 't.id = v.templateId AND t.version = v.number')
      .getMany();
    const current = new Map(rows.map((row) => [row.templateId, row]));
    const houses = new Map(heads.map((head) => [`${head.kind} ${head.locale}`, head]));
    return [...this.kinds.values()].flatMap((kind) =>
      [...kind.texts.keys()].map((locale) => {
        const head = houses.get(`${kind.id} ${locale}`);
        const row = head && current.get(head.id);
        if (!head || !row) return { kind, locale, house: null };
        const { version, archived } = head;
        const { savedBy, savedAt } = row;
        return { kind, locale, house: { version, archived, parts: partIds(partsOf(row)), savedBy, savedAt } };
      }),
    );
  }

  /** @throws TemplateNotFound */
  async one(kindId: string, locale: string): Promise<TemplateAt> {
    const { manager } = this.reader;
    const { kind, texts } = this.shipped(kindId, locale);
    const head = await manager.findOneBy(HouseTemplate, { kind: kindId, locale });
    if (!head) return { kind, texts, house: null };
    const current = await this.#version(manager, head.id, head.version);
    const faults = this.#faults(current.parts, kind, texts, await this.linkHosts(manager));
    return { kind, texts, house: { id: head.id, archived: head.archived, current, faults } };
  }

  /** The kind and its shipped texts. @throws TemplateNotFound */
  shipped(kindId: string, locale: string): { kind: NoticeKind; texts: NoticeTexts } {
    const kind = this.kinds.get(kindId);
    const texts = kind?.texts.get(locale);
    if (!kind || !texts) throw new TemplateNotFound();
    return { kind, texts };
  }

  /** Newest first, without words. @throws TemplateNotFound */
  async versions(kindId: string, locale: string): Promise<HouseVersionRecord[]> {
    this.shipped(kindId, locale);
    const head = await this.reader.manager.findOneBy(HouseTemplate, { kind: kindId, locale });
    if (!head) return [];
    const rows = await this.reader
      .query(HouseTemplateVersion, 'v')
      .select(['v.templateId', 'v.number', 'v.contentHash', 'v.note', 'v.savedBy', 'v.savedAt'])
      .where('v.templateId = :id', { id: head.id })
      .orderBy('v.number', 'DESC')
      .getMany();
    return rows.map(recordOf);
  }

  /** @throws TemplateNotFound */
  async version(kindId: string, locale: string, number: number): Promise<HouseVersionAt> {
    this.shipped(kindId, locale);
    const { manager } = this.reader;
    const head = await manager.findOneBy(HouseTemplate, { kind: kindId, locale });
    if (!head) throw new TemplateNotFound();
    return this.#version(manager, head.id, number);
  }

  /**
   * What drafts take: the active version, without the parts that pass no check any more.
   *
   * @param linkHosts hosts that links of the notice may lead to
   */
  async inUse(
    manager: EntityManager,
    kind: NoticeKind,
    locale: string,
    linkHosts: readonly string[],
  ): Promise<HouseTexts | undefined> {
    const texts = kind.texts.get(locale);
    const head = await manager.findOneBy(HouseTemplate, { kind: kind.id, locale, archived: false });
    if (!head || !texts) return undefined;
    const { parts } = await this.#version(manager, head.id, head.version);
    return usableHouseTexts(head.version, parts, this.#faults(parts, kind, texts, linkHosts));
  }

  /**
   * Saves house texts as the next version; the ones before stay.
   *
   * @throws TemplateNotFound, TextRefused with the place of everything that no text may hold, TemplateChanged with
   * both when someone saved in between, TemplateIsArchived, TemplateUnchanged
   */
  save(kindId: string, locale: string, wanted: SaveHouseTexts, actor: Actor): Promise<HouseVersionAt> {
    const { kind, texts } = this.shipped(kindId, locale);
    return this.unitOfWork.run(async (manager) => {
      const read = this.read(wanted.texts, kind, texts, await this.linkHosts(manager));
      if (read.faults.length > 0) throw new TextRefused(read.faults);
      if (partIds(read.parts).length === 0) throw new TextRefused([NOTHING_WORDED]);
      const head = await manager.findOneBy(HouseTemplate, { kind: kindId, locale });
      const current = head && (await this.#version(manager, head.id, head.version));
      if ((head?.version ?? 0) !== wanted.version)
        throw new TemplateChanged({ version: head?.version ?? 0, parts: current?.parts ?? null }, read.parts);
      if (head?.archived) throw new TemplateIsArchived();
      const { text, hash } = sealed(read.parts);
      if (current?.contentHash === hash) throw new TemplateUnchanged(current.number);
      const id = await this.#nextHead(manager, head, { kind: kindId, locale });
      const row = {
        templateId: id,
        number: wanted.version + 1,
        parts: text,
        contentHash: hash,
        note: wanted.note.trim(),
        savedBy: actor.id,
        savedAt: this.clock.now(),
      };
      await manager.insert(HouseTemplateVersion, row);
      const before = current?.contentHash ?? null;
      const facts = {
        kind: kindId,
        locale,
        version: row.number,
        hash,
        before,
        parts: partIds(read.parts).length,
      };
      const detail = { note: row.note };
      await this.audit.append(manager, { action: 'template.saved', subject: id, actor, facts, detail });
      return versionOf(row);
    });
  }

  /** Gives drafts the shipped texts again, or the house's; the same again changes nothing. @throws TemplateNotFound */
  async archive(kindId: string, locale: string, archived: boolean, actor: Actor): Promise<void> {
    this.shipped(kindId, locale);
    await this.unitOfWork.run(async (manager) => {
      const head = await manager.findOneBy(HouseTemplate, { kind: kindId, locale });
      if (!head) throw new TemplateNotFound();
      if (head.archived === archived) return;
      await manager.update(HouseTemplate, { id: head.id }, { archived });
      await this.audit.append(manager, {
        action: archived ? 'template.archived' : 'template.unarchived',
        subject: head.id,
        actor,
        facts: { kind: kindId, locale, version: head.version },
      });
    });
  }

  /** What someone sent, with everything that keeps it from being saved. */
  read(
    typed: TypedHouseTexts,
    kind: NoticeKind,
    texts: NoticeTexts,
    linkHosts: readonly string[],
  ): { parts: HouseParts; faults: Fault[] } {
    const { parts, faults } = readHouseTexts(typed, kind, texts);
    return { parts, faults: [...faults, ...this.#textFaults(parts, kind, linkHosts)] };
  }

  async linkHosts(manager: EntityManager = this.reader.manager): Promise<string[]> {
    const { profile } = await this.organisation.current(manager);
    return linkHostsOf(this.environment, profile);
  }

  #faults(parts: HouseParts, kind: NoticeKind, texts: NoticeTexts, linkHosts: readonly string[]): Fault[] {
    const gone = parts.sections.filter(({ id }) => !kind.sections.some((rule) => rule.id === id));
    const known = { ...parts, sections: parts.sections.filter((section) => !gone.includes(section)) };
    return [
      ...gone.map(({ id }) => ({
        path: `/sections/${id}/id`,
        message: 'The kind has no such section any more.',
      })),
      ...this.read(known, kind, texts, linkHosts).faults,
    ];
  }

  #textFaults(parts: HouseParts, kind: NoticeKind, linkHosts: readonly string[]): Fault[] {
    return this.press.faultsIn(houseText(parts), kind, linkHosts).map(({ path, message, line, column }) => ({
      path,
      message: `Line ${line}, column ${column}: ${message}`,
    }));
  }

  /** Compare-and-set on the version: two saves at once cannot both become the next. */
  async #nextHead(
    manager: EntityManager,
    head: HouseTemplate | null,
    text: Pick<HouseTemplate, 'kind' | 'locale'>,
  ): Promise<string> {
    if (!head) {
      const id = this.ids.next();
      await manager.insert(HouseTemplate, { id, ...text, version: 1, archived: false });
      return id;
    }
    const { id, version } = head;
    await manager.update(HouseTemplate, { id, version }, { version: version + 1 });
    return id;
  }

  async #version(manager: EntityManager, templateId: string, number: number): Promise<HouseVersionAt> {
    const row = await manager.findOneBy(HouseTemplateVersion, { templateId, number });
    if (!row) throw new TemplateNotFound();
    return versionOf(row);
  }
}

const NOTHING_WORDED: Fault = {
  path: '/sections',
  message: 'Word at least one part. To go back to the shipped text, archive this one.',
};

function sealed(parts: HouseParts): { text: string; hash: string } {
  const text = canonicalJson(parts);
  return { text, hash: createHash('sha256').update(text, 'utf8').digest('hex') };
}

function partsOf({ parts }: Pick<HouseTemplateVersion, 'parts'>): HouseParts {
  return JSON.parse(parts) as HouseParts;
}

function recordOf({ number, contentHash, note, savedBy, savedAt }: HouseTemplateVersion): HouseVersionRecord {
  return { number, contentHash, note, savedBy, savedAt };
}

function versionOf(row: HouseTemplateVersion): HouseVersionAt {
  return { ...recordOf(row), parts: partsOf(row) };
}
