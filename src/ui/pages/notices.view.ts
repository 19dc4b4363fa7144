import { audiences } from '../../notices/domain/notice-kind.js';
import type { NoticeKind } from '../../notices/domain/notice-kind.js';
import type { NoticeKinds } from '../../notices/notice-kinds.js';
import type { NoticeSummaryView } from '../../notices/notices.views.js';
import type { Translation } from '../../notices/translations.js';
import type { ChipView, IncidentHeaderView, OptionGroupView, PageView } from '../views.types.js';
import { followsWords } from './notice-languages.card.js';
import { languageWords, noticeChip } from './notice.words.js';

export interface NoticesPageView extends PageView {
  header: IncidentHeaderView;
  rows: readonly NoticeRow[];
  /** Texts that can still be drafted; empty when all are, or the reader writes none. */
  choices: readonly OptionGroupView[];
  draftTitle: string;
  draftAction: string;
  /** Where approved texts are sent from; empty when there is no such page for this reader. */
  mailingsHref: string;
}

export interface NoticeRow {
  title: string;
  language: string;
  /** Which text it translates; empty for one that translates none. */
  follows: string;
  /** Its source has a newer text than it follows. */
  stale: boolean;
  href: string;
  reviewHref: string;
  chip: ChipView;
  revision: number;
  /** Fingerprint of the approved text; null while there is none. */
  seal: string | null;
  approvedBy: string;
  approvedAt: string | null;
}

export function toNoticeRow(
  notice: NoticeSummaryView,
  kinds: NoticeKinds,
  names: ReadonlyMap<string, string>,
  translation: Translation | null,
): NoticeRow {
  const { id, kind, locale, state, revision, contentHash, approvedBy, approvedAt } = notice;
  return {
    title: kinds.get(kind)?.title ?? kind,
    language: languageWords(locale),
    follows: followsWords(translation),
    stale: translation?.stale === true,
    href: `/notices/${id}`,
    reviewHref: `/notices/${id}/reviews`,
    chip: noticeChip(state),
    revision,
    seal: approvedBy === null ? null : contentHash,
    approvedBy: approvedBy === null ? '' : (names.get(approvedBy) ?? 'a person who left'),
    approvedAt,
  };
}

/**
 * Each text that the incident does not have yet, by language; the value of a choice is `kind/locale`. English comes
 * before other languages, and in each the e-mail to affected people first, then what else they get, then others.
 */
export function draftChoices(kinds: NoticeKinds, existing: readonly NoticeSummaryView[]): OptionGroupView[] {
  const taken = new Set(existing.map(({ kind, locale }) => `${kind}/${locale}`));
  const ordered = [...kinds.values()].sort(byAudience);
  const locales = new Set(ordered.flatMap(({ texts }) => [...texts.keys()]));
  return [...locales].sort(byLanguage).flatMap((locale) => {
    const language = languageWords(locale);
    const options = ordered
      .filter(({ id, texts }) => texts.has(locale) && !taken.has(`${id}/${locale}`))
      .map(({ id, title }) => ({ value: `${id}/${locale}`, label: `${title}, ${language}` }));
    return options.length > 0 ? [{ label: language, options }] : [];
  });
}

function byLanguage(one: string, other: string): number {
  const rank = (locale: string) => (locale === 'en' ? 0 : 1);
  return rank(one) - rank(other) || languageWords(one).localeCompare(languageWords(other), 'en');
}

function byAudience(one: NoticeKind, other: NoticeKind): number {
  const rank = ({ id, audience }: NoticeKind) =>
    id === 'individuals-email' ? -1 : audiences.indexOf(audience);
  return rank(one) - rank(other) || one.title.localeCompare(other.title, 'en');
}
