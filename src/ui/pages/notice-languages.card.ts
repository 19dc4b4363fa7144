import { Injectable } from '@nestjs/common';
import { afterAct } from '../../notices/domain/notice-state.js';
import { languageTag } from '../../notices/domain/languages/language-tag.js';
import { localeFor } from '../../notices/domain/languages/locale-for.js';
import { titleOfPart } from '../../notices/domain/part-title.js';
import { Notices } from '../../notices/notices.service.js';
import { Translations } from '../../notices/translations.js';
import type { Translation } from '../../notices/translations.js';
import type { Actor } from '../../platform/access/actor.js';
import { holds } from '../../platform/access/permissions.js';
import type { ChipView, OptionView } from '../views.types.js';
import type { OpenedNotice } from './notice.opened.js';
import { languageWords, noticeChip } from './notice.words.js';

/** A notice in its languages, and what its source says anew. */
export interface NoticeLanguagesView {
  /** Every language it is written in, this one too. */
  texts: readonly { href: string; label: string; active: boolean; chip: ChipView; stale: boolean }[];
  /** Which text this one translates; empty for one that translates none. */
  follows: string;
  stale: StaleTranslationView | null;
  /** Languages that can be added; null where all are, or the reader writes none. */
  add: { action: string; options: readonly OptionView[] } | null;
  /** Why it is in another language than the one that was asked for; empty: it is in that one. */
  instead: string;
}

export interface StaleTranslationView {
  language: string;
  /** Where both revisions of the source are compared. */
  compareHref: string;
  follows: number;
  now: number;
  changed: readonly { heading: string; how: string }[];
  /** The reader can say in the form that the text is brought up to the source. */
  mayFollow: boolean;
  ticked: boolean;
}

const HOW: Readonly<Record<string, string>> = { 'left out': 'left out now', 'taken in': 'taken in' };

/** Shows a notice among its translations. */
@Injectable()
export class LanguageCards {
  constructor(
    private readonly notices: Notices,
    private readonly translations: Translations,
  ) {}

  /**
   * @param wanted the language that was asked for when it was drafted; empty: not known
   * @param ticked the revision of the source that the form says the text follows; empty: none
   */
  async of(
    { found, kind, framed }: OpenedNotice,
    actor: Actor,
    { wanted, ticked }: { wanted: string; ticked: string },
  ): Promise<NoticeLanguagesView> {
    const { notice } = found;
    const all = await this.notices.list(notice.incidentId, actor);
    const alike = all.filter((one) => one.kind === notice.kind);
    const standings = await this.translations.ofAll(alike);
    const own = standings.get(notice.id) ?? null;
    const missing = [...kind.texts.keys()].filter((locale) => alike.every((one) => one.locale !== locale));
    const mayEdit = holds(actor.role, 'notices:edit');
    const mayFollow = mayEdit && afterAct(notice.state, 'save') !== null;
    return {
      texts: alike.map(({ id, locale, state }) => ({
        href: `/notices/${id}`,
        label: languageWords(locale),
        active: id === notice.id,
        chip: noticeChip(state),
        stale: standings.get(id)?.stale === true,
      })),
      follows: followsWords(own),
      stale: own && own.stale ? staleView(own, mayFollow, ticked) : null,
      add:
        mayEdit && missing.length > 0
          ? {
              action: `/incidents/${framed.incident.reference}/notices`,
              options: missing.map((locale) => ({
                value: `${kind.id}/${locale}`,
                label: languageWords(locale),
              })),
            }
          : null,
      instead: wanted === '' ? '' : insteadOf(wanted, [...kind.texts.keys()], notice.locale),
    };
  }
}

/** `Follows revision 3 of the English text`; empty for a text that translates none. */
export function followsWords(translation: Translation | null): string {
  if (translation === null) return '';
  return `Follows revision ${translation.sourceRevision} of the ${languageWords(translation.sourceLocale)} text`;
}

function staleView(
  { sourceNoticeId, sourceLocale, sourceRevision, sourceNow, changedSections }: Translation,
  mayFollow: boolean,
  ticked: string,
): StaleTranslationView {
  return {
    language: languageWords(sourceLocale),
    compareHref: `/notices/${sourceNoticeId}/reviews?from=${sourceRevision}&to=${sourceNow}`,
    follows: sourceRevision,
    now: sourceNow,
    changed: changedSections.map((part) => ({ heading: titleOfPart(part), how: HOW[part.state] ?? '' })),
    mayFollow,
    ticked: ticked === String(sourceNow),
  };
}

/** The rule is asked again: an address is no place for a sentence. */
function insteadOf(wanted: string, available: readonly string[], locale: string): string {
  if (languageTag(wanted) === undefined) return '';
  const chosen = localeFor(wanted, available);
  return chosen.locale === locale ? (chosen.fallback?.reason ?? '') : '';
}
