import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { Actor } from '../platform/access/actor.js';
import { insertsOf } from './domain/field-inserts.js';
import type { FieldInsert } from './domain/field-inserts.js';
import { isPersonal } from './domain/notice-kind.js';
import type { WhenUnknown } from './domain/notice-kind.js';
import { noticeLanguage } from './domain/notice-language.js';
import { NoticeFields } from './notice-fields.js';
import type { NoticeField } from './notice-fields.js';
import { NoticePress } from './notice-press.js';
import { Notices } from './notices.service.js';

/** A field as the menu of an editor offers it. */
export interface MenuField extends NoticeField {
  /** What it would be if the text were saved now; null when unknown, or when it differs from person to person. */
  valueNow: string | null;
  /** It differs from person to person. */
  personal: boolean;
  /** What becomes of a sentence while the value is unknown. */
  unknown: WhenUnknown;
  inserts: FieldInsert[];
}

/** Everything an editor needs to offer the fields of a notice. */
@Injectable()
export class NoticeMenu {
  constructor(
    private readonly notices: Notices,
    private readonly fields: NoticeFields,
    private readonly press: NoticePress,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** Every field that may stand in the text, in the order of its kind. @throws NoticeNotFound */
  async of(noticeId: string, actor: Actor): Promise<MenuField[]> {
    const found = await this.notices.one(noticeId, actor);
    const kind = this.press.kindOf(found.notice);
    const language = noticeLanguage(this.catalogue, found.notice.locale);
    const now = await this.fields.wordsNow(found, actor);
    return this.fields.all(found).flatMap((field) => {
      const placeholder = kind.placeholders.get(field.name);
      if (!placeholder) return [];
      return [
        {
          ...field,
          valueNow: now.get(field.name) ?? null,
          personal: isPersonal(field.name),
          unknown: placeholder.unknown,
          inserts: insertsOf(placeholder, language),
        },
      ];
    });
  }
}
