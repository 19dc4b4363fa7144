import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { Actor } from '../platform/access/actor.js';
import { helperArguments, wordingOf } from './domain/notice-helpers.js';
import type { NoticeLanguage } from './domain/notice-helpers.js';
import { isPersonal } from './domain/notice-kind.js';
import type { Placeholder, WhenUnknown } from './domain/notice-kind.js';
import { noticeLanguage } from './domain/notice-language.js';
import { readNoticeValue } from './domain/notice-values.js';
import { NoticeFields } from './notice-fields.js';
import type { NoticeField } from './notice-fields.js';
import { NoticePress } from './notice-press.js';
import { Notices } from './notices.service.js';

/** One way to say a field in a text. */
export interface FieldInsert {
  /** Null: as its type is said by default. */
  helper: string | null;
  /** What to put into the text: `{{longDate incident.discoveredAt}}`. */
  markup: string;
  /** What it reads like with the value of the example. */
  example: string;
}

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

/** The field bare, and by each helper that takes it alone. */
function insertsOf(placeholder: Placeholder, language: NoticeLanguage): FieldInsert[] {
  const { name, type } = placeholder;
  const fitting = [...helperArguments].flatMap(([helper, takes]) =>
    takes.length === 1 && takes[0]?.split('|').includes(type) ? [helper] : [],
  );
  return [null, ...fitting].map((helper) => ({
    helper,
    markup: helper === null ? `{{${name}}}` : `{{${helper} ${name}}}`,
    example: exampleOf(placeholder, helper, language),
  }));
}

/** Empty where a helper cannot say the example in this language. */
function exampleOf({ type, example }: Placeholder, helper: string | null, language: NoticeLanguage): string {
  const read = readNoticeValue(type, example);
  if (!('value' in read)) return '';
  try {
    return wordingOf(helper ?? undefined, type, [read.value], language).text;
  } catch {
    return '';
  }
}
