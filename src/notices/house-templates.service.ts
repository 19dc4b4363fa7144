import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { Reader } from '../platform/database/reader.js';
import type { Fault } from '../platform/errors.js';
import { partIds, usableHouseTexts } from './domain/house-texts.js';
import type { HouseParts, HouseTexts } from './domain/house-texts.js';
import type { NoticeKind } from './domain/notice-kind.js';
import { HouseTemplateVersion } from './house-template-version.entity.js';
import { HouseTemplate } from './house-template.entity.js';
import { TemplateNotFound } from './house-templates.errors.js';
import { HouseTextCheck } from './house-text-check.js';
import type { ShippedTexts } from './house-text-check.js';
import { NOTICE_KINDS } from './notice-kinds.js';
import type { NoticeKinds } from './notice-kinds.js';

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
export interface TemplateAt extends ShippedTexts {
  house: HouseHead | null;
}

export interface HouseHead {
  id: string;
  archived: boolean;
  current: HouseVersionAt;
  /** Why parts of it would not be taken now, by place. */
  faults: Fault[];
}

/** The words of the organisation for parts of notices, version by version. */
@Injectable()
export class HouseTemplates {
  constructor(
    private readonly reader: Reader,
    private readonly check: HouseTextCheck,
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
    const current = await this.at(manager, head, head.version);
    const linkHosts = await this.check.linkHosts(manager);
    const faults = this.check.standing(current.parts, { kind, texts }, linkHosts);
    return { kind, texts, house: { id: head.id, archived: head.archived, current, faults } };
  }

  /** @throws TemplateNotFound */
  shipped(kindId: string, locale: string): ShippedTexts {
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
    return this.at(manager, head, number);
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
    const { parts } = await this.at(manager, head, head.version);
    return usableHouseTexts(head.version, parts, this.check.standing(parts, { kind, texts }, linkHosts));
  }

  /** @throws TemplateNotFound */
  async at(manager: EntityManager, { id }: HouseTemplate, number: number): Promise<HouseVersionAt> {
    const row = await manager.findOneBy(HouseTemplateVersion, { templateId: id, number });
    if (!row) throw new TemplateNotFound();
    return versionOf(row);
  }
}

function partsOf({ parts }: Pick<HouseTemplateVersion, 'parts'>): HouseParts {
  return JSON.parse(parts) as HouseParts;
}

function recordOf({ number, contentHash, note, savedBy, savedAt }: HouseTemplateVersion): HouseVersionRecord {
  return { number, contentHash, note, savedBy, savedAt };
}

/** A stored version with its words. */
export function versionOf(row: HouseTemplateVersion): HouseVersionAt {
  return { ...recordOf(row), parts: partsOf(row) };
}
