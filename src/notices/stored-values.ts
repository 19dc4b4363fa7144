import type { NoticeKind } from './domain/notice-kind.js';
import { noticeValues, readNoticeValue } from './domain/notice-values.js';
import type { NoticeValue, NoticeValues } from './domain/notice-values.js';
import { isPersonal } from './domain/notice-kind.js';

/** Values as JSON keeps them: days and times as text. */
export function storableValues(values: NoticeValues): Record<string, unknown> {
  return JSON.parse(JSON.stringify(values)) as Record<string, unknown>;
}

/** What {@link storableValues} kept, by the types of the kind. A value whose form the kind no longer takes is unknown. */
export function storedValues(kind: NoticeKind, stored: Readonly<Record<string, unknown>>): NoticeValues {
  const names = [...kind.placeholders.keys()].filter((name) => !isPersonal(name));
  const known = new Map<string, NoticeValue>();
  for (const name of names) {
    const type = kind.placeholders.get(name)?.type;
    if (type === undefined || stored[name] === undefined) continue;
    const read = readNoticeValue(type, stored[name]);
    if ('value' in read) known.set(name, read.value);
  }
  return noticeValues(names, known);
}
