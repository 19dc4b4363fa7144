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
