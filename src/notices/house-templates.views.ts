import { instantText } from '../platform/database/columns.js';
import type { Fault } from '../platform/errors.js';
import type { HouseParts } from './domain/house-texts.js';
import type { NoticeState } from './domain/notice-state.js';
import type { ShippedPart } from './house-template-preview.js';
import type { HouseTemplateUse } from './house-template-uses.js';
import type {
  HouseVersionAt,
  HouseVersionRecord,
  TemplateAt,
  TemplateEntry,
} from './house-templates.service.js';
import type { TemplateField } from './house-text-fields.js';

export interface TemplateEntryView {
  kind: string;
  title: string;
  audience: string;
  channel: string;
  locale: string;
  shippedVersion: string;
  /** Null: the organisation has no words of its own. */
  house: {
    version: number;
    archived: boolean;
    /** Ids of sections, `subject`, `preheader`. */
    parts: string[];
    savedBy: string;
    savedAt: string;
  } | null;
}

export function toTemplateEntryView({ kind, locale, house }: TemplateEntry): TemplateEntryView {
  const { id, title, audience, channel, templateVersion } = kind;
  return {
    kind: id,
    title,
    audience,
    channel,
    locale,
    shippedVersion: templateVersion,
    house: house && {
      version: house.version,
      archived: house.archived,
      parts: house.parts,
      savedBy: house.savedBy,
      savedAt: instantText(house.savedAt),
    },
  };
}

export interface HouseVersionView {
  version: number;
  contentHash: string;
  note: string;
  savedBy: string;
  savedAt: string;
}

export function toHouseVersionView(record: HouseVersionRecord): HouseVersionView {
  const { number, contentHash, note, savedBy, savedAt } = record;
  return { version: number, contentHash, note, savedBy, savedAt: instantText(savedAt) };
}

export function toHouseVersionAtView(at: HouseVersionAt): HouseVersionView & { parts: HouseParts } {
  return { ...toHouseVersionView(at), parts: at.parts };
}

export interface TemplateView {
  kind: string;
  title: string;
  locale: string;
  shippedVersion: string;
  /** Every part, in reading order, as it ships. */
  shipped: ShippedPart[];
  house:
    | (HouseVersionView & {
        parts: HouseParts;
        archived: boolean;
        /** Why drafts would leave parts of it out now, by place. */
        faults: Fault[];
      })
    | null;
  /** Newest first. */
  versions: HouseVersionView[];
  /** All that may stand in a text between double braces. */
  fields: TemplateField[];
}

export function toTemplateView(
  { kind, texts, house }: TemplateAt,
  shipped: ShippedPart[],
  versions: readonly HouseVersionRecord[],
  fields: TemplateField[],
): TemplateView {
  return {
    kind: kind.id,
    title: kind.title,
    locale: texts.locale,
    shippedVersion: kind.templateVersion,
    shipped,
    house: house && {
      ...toHouseVersionAtView(house.current),
      archived: house.archived,
      faults: house.faults,
    },
    versions: versions.map(toHouseVersionView),
    fields,
  };
}

export interface HouseTemplateUseView {
  noticeId: string;
  incident: { id: string; reference: string; title: string; exercise: boolean };
  state: NoticeState;
  revision: number;
  savedAt: string;
  /** Parts that came from the house, each with the version it was drafted from. */
  parts: { id: string; version: number }[];
}

export function toHouseTemplateUseView(use: HouseTemplateUse): HouseTemplateUseView {
  const { noticeId, incidentId, reference, title, exercise, state, revision, savedAt, parts } = use;
  return {
    noticeId,
    incident: { id: incidentId, reference, title, exercise },
    state,
    revision,
    savedAt: instantText(savedAt),
    parts: parts.map(({ id, version }) => ({ id, version })),
  };
}
