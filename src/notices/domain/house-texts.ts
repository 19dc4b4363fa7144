import type { Fault } from '../../platform/errors.js';
import type { NoticeKind, NoticeTexts, SectionRule } from './notice-kind.js';
import type { NoticeText } from './notice-text.js';
import { oneLine } from './tidied-text.js';

/** What the organisation says in a section in its own words: text of profile `author`, as all that people save. */
export interface HouseSection {
  id: string;
  /** Empty: the shipped heading stands, or the section has none. */
  heading: string;
  markdown: string;
}

/** The parts of a kind, in one language, that the organisation words itself. */
export interface HouseParts {
  /** Null: the shipped one stands. */
  subject: string | null;
  preheader: string | null;
  /** In the order of the kind; a section that is absent keeps the shipped text. */
  sections: readonly HouseSection[];
}

/** A version of house texts as drafts take it: what may not stand in a text any more is left out, and named. */
export interface HouseTexts extends HouseParts {
  version: number;
  /** Ids of sections, `subject`, `preheader`. */
  refused: readonly string[];
}

/** A part of a notice that was drafted from house words; not `used`: they passed no check by then, shipped ones stand. */
export interface HouseOrigin {
  /** Of the section; `subject` or `preheader` for those lines. */
  id: string;
  version: number;
  used: boolean;
}

/** What someone sent as house texts: nothing of it is trusted. */
export interface TypedHouseTexts {
  subject?: string | null;
  preheader?: string | null;
  sections: readonly HouseSection[];
}

/**
 * House texts in the form in which they are kept, with everything that does not fit the kind. What may stand in each
 * text is another check.
 */
export function readHouseTexts(
  typed: TypedHouseTexts,
  kind: Pick<NoticeKind, 'sections'>,
  texts: Pick<NoticeTexts, 'subject' | 'preheader'>,
): { parts: HouseParts; faults: Fault[] } {
  const rules = new Map(kind.sections.map((rule) => [rule.id, rule]));
  const faults: Fault[] = [];
  const kept = new Map<string, HouseSection>();
  typed.sections.forEach(({ id, heading, markdown }, place) => {
    const rule = rules.get(id);
    const message = rule === undefined ? 'The kind has no such section.' : 'The section is given twice.';
    if (rule === undefined || kept.has(id)) faults.push({ path: `/sections/${place}/id`, message });
    else {
      const section = { id, heading: trimmed(heading), markdown: normal(markdown) };
      kept.set(id, section);
      faults.push(...sectionFaults(section, rule));
    }
  });
  const line = (name: 'subject' | 'preheader') => {
    const text = trimmed(typed[name] ?? '');
    if (text !== '' && texts[name] === '')
      faults.push({ path: `/${name}`, message: `Leave it empty: this kind of notice has no ${name}.` });
    return text === '' ? null : text;
  };
  const parts = {
    subject: line('subject'),
    preheader: line('preheader'),
    sections: kind.sections.flatMap(({ id }) => kept.get(id) ?? []),
  };
  return { parts, faults };
}

/** The shipped conditions decide whether it is sent, so a text that says nothing has no use. */
function sectionFaults({ id, heading, markdown }: HouseSection, { untitled }: SectionRule): Fault[] {
  const at = (field: string, message: string) => [{ path: `/sections/${id}/${field}`, message }];
  return [
    ...(untitled && heading !== '' ? at('heading', 'Leave it empty: this section has no heading.') : []),
    ...(markdown === '' ? at('markdown', 'Write the text, or leave the section to the shipped one.') : []),
  ];
}

/** Names of the parts that the organisation words itself. */
export function partIds({ subject, preheader, sections }: HouseParts): string[] {
  const lines = Object.entries({ subject, preheader }).filter(([, text]) => text !== null);
  return [...lines.map(([name]) => name), ...sections.map(({ id }) => id)];
}

/** House texts as a notice text, to be checked by the rules for all that people write. */
export function houseText({ subject, preheader, sections }: HouseParts): NoticeText {
  return {
    subject: subject ?? '',
    preheader: preheader ?? '',
    sections: sections.map((section) => ({ ...section, level: 2, hidden: false })),
  };
}

/** A text with the house words in the place of its own; sections that the text does not have are passed over. */
export function withHouseParts(text: NoticeText, parts: HouseParts): NoticeText {
  const words = new Map(parts.sections.map((section) => [section.id, section]));
  return {
    subject: parts.subject ?? text.subject,
    preheader: parts.preheader ?? text.preheader,
    sections: text.sections.map((section) => {
      const own = words.get(section.id);
      if (!own) return section;
      return { ...section, heading: own.heading || section.heading, markdown: own.markdown };
    }),
  };
}

/**
 * The stored version as drafts may use it now: a part with a fault stays with the shipped text.
 *
 * @param faults of the parts, by JSON pointer: `/subject`, `/sections/<id>/markdown`
 */
export function usableHouseTexts(version: number, parts: HouseParts, faults: readonly Fault[]): HouseTexts {
  const faulty = new Set(faults.map(({ path }) => partOfPath(path)));
  const line = (name: 'subject' | 'preheader') => (faulty.has(name) ? null : parts[name]);
  return {
    version,
    subject: line('subject'),
    preheader: line('preheader'),
    sections: parts.sections.filter(({ id }) => !faulty.has(id)),
    refused: partIds(parts).filter((id) => faulty.has(id)),
  };
}

/** `opening` of `/sections/opening/markdown`, `subject` of `/subject`. */
export function partOfPath(path: string): string {
  const [, first = '', id = ''] = path.split('/');
  return first === 'sections' ? id : first;
}

/** Which parts of a draft come from the house, and which could have. */
export function houseOrigins({ version, refused, ...parts }: HouseTexts): HouseOrigin[] {
  const origin = (used: boolean) => (id: string) => ({ id, version, used });
  return [...partIds(parts).map(origin(true)), ...refused.map(origin(false))];
}

/**
 * The version of the templates that a text was drafted from: `1+9f2c41d07ab3+house.3`, or `+house.2-5` where parts were
 * taken at different times. At most 40 characters.
 */
export function templateVersionWith(shipped: string, origins: readonly HouseOrigin[]): string {
  const versions = origins.filter(({ used }) => used).map(({ version }) => version);
  if (versions.length === 0) return shipped;
  const [first, last] = [Math.min(...versions), Math.max(...versions)];
  return `${shipped}+house.${first === last ? first : `${first}-${last}`}`;
}

/** Tabs and line breaks are left for the check to name: a heading is one line. */
function trimmed(line: string): string {
  return line.trim();
}

function normal(markdown: string): string {
  return markdown.replace(/\r\n?/g, '\n').trim();
}

/** House words of a part that a draft takes; null: the shipped ones. */
export function houseLine(house: HouseTexts | undefined, name: 'subject' | 'preheader'): string | null {
  const text = house?.[name] ?? null;
  return text === null ? null : oneLine(text);
}

/** Version of the house words that a draft has in a part; null: the shipped ones. */
export function houseVersion(origins: readonly HouseOrigin[], part: string): number | null {
  return origins.find(({ id, used }) => used && id === part)?.version ?? null;
}

/** Origins of a text of which some parts were taken from a newer draft. */
export function withOriginsTaken(
  kept: readonly HouseOrigin[],
  drafted: readonly HouseOrigin[],
  taken: readonly string[],
): HouseOrigin[] {
  const isTaken = ({ id }: HouseOrigin) => taken.includes(id);
  return [...kept.filter((origin) => !isTaken(origin)), ...drafted.filter(isTaken)];
}
