import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { canonicalJson } from '../audit/domain/canonical-json.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Fault } from '../platform/errors.js';
import { Ids } from '../platform/ids.js';
import { partIds } from './domain/house-texts.js';
import type { HouseParts, TypedHouseTexts } from './domain/house-texts.js';
import { HouseTemplateVersion } from './house-template-version.entity.js';
import { HouseTemplate } from './house-template.entity.js';
import {
  TemplateChanged,
  TemplateIsArchived,
  TemplateNotFound,
  TemplateUnchanged,
} from './house-templates.errors.js';
import { HouseTemplates, versionOf } from './house-templates.service.js';
import type { HouseVersionAt } from './house-templates.service.js';
import { HouseTextCheck } from './house-text-check.js';
import { TextRefused } from './notices.errors.js';

export interface SaveHouseTexts {
  /** The version that the writer started from; 0 where there is none yet. */
  version: number;
  texts: TypedHouseTexts;
  note: string;
}

/** Keeps the words of the organisation: each save is a numbered version, and none is ever changed. */
@Injectable()
export class HouseTemplateSaves {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: HouseTemplates,
    private readonly check: HouseTextCheck,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /**
   * Saves house texts as the next version; the ones before stay.
   *
   * @throws TemplateNotFound, TextRefused with the place of everything that no text may hold, TemplateChanged with
   * both when someone saved in between, TemplateIsArchived, TemplateUnchanged
   */
  save(kindId: string, locale: string, wanted: SaveHouseTexts, actor: Actor): Promise<HouseVersionAt> {
    const shipped = this.templates.shipped(kindId, locale);
    return this.unitOfWork.run(async (manager) => {
      const linkHosts = await this.check.linkHosts(manager);
      const read = this.check.read(wanted.texts, shipped, linkHosts);
      if (read.faults.length > 0) throw new TextRefused(read.faults);
      if (partIds(read.parts).length === 0) throw new TextRefused([NOTHING_WORDED]);
      const head = await manager.findOneBy(HouseTemplate, { kind: kindId, locale });
      const current = head && (await this.templates.at(manager, head, head.version));
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
    this.templates.shipped(kindId, locale);
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
}

const NOTHING_WORDED: Fault = {
  path: '/sections',
  message: 'Word at least one part. To go back to the shipped text, archive this one.',
};

function sealed(parts: HouseParts): { text: string; hash: string } {
  const text = canonicalJson(parts);
  return { text, hash: createHash('sha256').update(text, 'utf8').digest('hex') };
}
