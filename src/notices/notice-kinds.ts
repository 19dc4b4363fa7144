import { languageTag } from './domain/languages/language-tag.js';
import { localeFor, type ChosenLocale } from './domain/languages/locale-for.js';
import type { NoticeKind } from './domain/notice-kind.js';
import { KindUnknown } from './notices.errors.js';

/** Injects the kinds of notice that were loaded and checked at start, by id. */
export const NOTICE_KINDS = Symbol('NoticeKinds');

export type NoticeKinds = ReadonlyMap<string, NoticeKind>;

/** @throws KindUnknown naming what there is */
export function kindIn(kinds: NoticeKinds, id: string, locale: string): NoticeKind {
  const kind = kinds.get(id);
  if (!kind) throw new KindUnknown('/kind', [...kinds.keys()]);
  if (!kind.texts.has(locale)) throw new KindUnknown('/locale', [...kind.texts.keys()]);
  return kind;
}

/**
 * A kind, and the language in which it is written for someone who wants `wanted`: by the fallback rule, which says so
 * where it is another one.
 *
 * @throws KindUnknown naming what there is, also for what is no language tag
 */
export function kindFor(kinds: NoticeKinds, id: string, wanted: string): ChosenLocale & { kind: NoticeKind } {
  const kind = kinds.get(id);
  if (!kind) throw new KindUnknown('/kind', [...kinds.keys()]);
  if (!languageTag(wanted)) throw new KindUnknown('/locale', [...kind.texts.keys()]);
  return { kind, ...localeFor(wanted, kind.texts.keys()) };
}
