import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { draftNotice } from './domain/draft-notice.js';
import type { NoticeDraft } from './domain/draft-notice.js';
import type { NoticeKind } from './domain/notice-kind.js';
import { HouseTemplates } from './house-templates.service.js';
import type { DeskView } from './notice-desk.js';

/** Drafts notices with the words of the organisation where it has some. */
@Injectable()
export class NoticeDrafter {
  constructor(private readonly house: HouseTemplates) {}

  /** @throws LanguageMissing */
  async drafted(
    manager: EntityManager,
    kind: NoticeKind,
    locale: string,
    { context, leads, linkHosts }: DeskView,
  ): Promise<NoticeDraft> {
    const house = await this.house.inUse(manager, kind, locale, linkHosts);
    return draftNotice(kind, context, locale, leads, house);
  }
}
