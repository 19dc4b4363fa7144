import type { Priority } from '../../catalogue/domain/priorities.js';
import type { FactTest } from '../../catalogue/domain/step.js';
import { helperArguments, isRepeatable } from './notice-helpers.js';
import type { FieldType } from './notice-values.js';
import { flagType, type TemplateFields } from './template-fields.js';

/** What becomes of a sentence whose value is unknown. */
export type WhenUnknown =
  /** The draft shows what is missing and whom to ask; nothing is sent. */
  | 'stop'
  /** The template says that it is not known, and by when it will be. */
  | 'say'
  /** The sentence leaves the text; a personal field takes its paragraph or bullet with it, person by person. */
  | 'drop';

export interface Placeholder {
  name: string;
  type: FieldType;
  /** What it is, in words that stand after "missing:". */
  label: string;
  /** Role that knows it. */
  ask: string;
  unknown: WhenUnknown;
  /** Value in JSON, as a person would give it. */
  example: unknown;
}

/** Exactly one key, besides the parts of a test of one fact; an unknown fact meets none but `not`. */
export type NoticeCondition =
  | { always: true }
  | { all: NoticeCondition[] }
  | { any: NoticeCondition[] }
  | { not: NoticeCondition }
  | FactTest
  /** One of these steps is chosen; one of them is done. */
  | { chosen: string[] }
  | { done: string[] }
  /** All of these placeholders have values. */
  | { known: string[] }
  /** The incident has one of these types, effects or data classes. */
  | { types: string[] }
  | { effects: string[] }
  | { classes: string[] }
  | { finding: string; is: boolean }
  /** A duty to these readers asks for one of these content codes. */
  | { asked: string[] }
  /** The law of every reader forbids one of these content codes. */
  | { forbidden: string[] }
  /** A duty that this kind fulfils is owed in this jurisdiction, and the notice goes there. */
  | { owedIn: string }
  | { derived: DerivedFlag };

/** Conditions that compare values. */
export const derivedFlags = [
  'severalDays',
  'sameDay',
  'sureLater',
  'stoppedSameDay',
  'late',
  'dataComplete',
  'inUnitedStates',
] as const;
export type DerivedFlag = (typeof derivedFlags)[number];

export interface SectionRule {
  id: string;
  /** Has no heading: a text message, or the words that a voice says. */
  untitled?: true;
  shownWhen: NoticeCondition;
  /** Why it is hidden where the condition does not hold. */
  otherwise?: string;
  contentCodes: string[];
  /** A remedy changes places with the others by the plan's lead steps. */
  remedy?: Priority;
  /** Stands right after this section, wherever that goes. */
  follows?: string;
  /** Numbered items beyond so many leave the draft, the last ones first. */
  atMost?: number;
}

/** Whom a notice addresses. */
export const audiences = [
  'individuals',
  'public',
  'regulator',
  'media',
  'agencies',
  'partners',
  'employees',
  'board',
] as const;
export type Audience = (typeof audiences)[number];

/** How a notice travels: `script` is spoken, `document` is a file that people hand over. */
export const noticeChannels = ['email', 'letter', 'sms', 'script', 'web', 'document'] as const;
export type NoticeChannel = (typeof noticeChannels)[number];

/** At most so many characters or words; absent: no limit. Words and characters count the text without annex. */
export interface NoticeLimits {
  subject?: number;
  preheader?: number;
  words?: number;
  characters?: number;
}

/** What a text of a kind promises: it becomes a row of the list of commitments. */
export interface CommitmentRule {
  id: string;
  when: NoticeCondition;
  /** Where the promise stands. */
  section: string;
  /** Step of the plan that it rests on. */
  step: string;
  /** Role that keeps it. */
  keeper: string;
  /** Name of the field with its day, days counted from the day of the notice, or no day: it holds from case to case. */
  due: string | { days: number } | 'rolling';
  /** One English line with merge fields, for the list. */
  text: string;
}

/** Title and headings that a law prescribes; our own sections stand under them in the order given. */
export interface PrescribedFormat {
  id: string;
  when: NoticeCondition;
  law: string;
  title: string;
  parts: { heading: string; sections: string[] }[];
}

export interface SectionTemplate {
  heading: string;
  body: string;
}

/** The texts of one kind in one language, as templates of profile `kind`. */
export interface NoticeTexts {
  locale: string;
  /** Empty where the channel has none. */
  subject: string;
  preheader: string;
  sections: ReadonlyMap<string, SectionTemplate>;
}

/** One kind of notice: what it is for, what may stand in it, and its texts. */
export interface NoticeKind {
  id: string;
  /** Number of `kind.yaml` and 12 digits of the SHA-256 over its files: `1+9f2c41d07ab3`. */
  templateVersion: string;
  title: string;
  audience: Audience;
  channel: NoticeChannel;
  /** Recipient kinds of the duties that it fulfils: its conditions and its coverage look at these. */
  serves: readonly string[];
  /** A mailing can send it to each person; absent: people take it from here by other ways. */
  mailable?: true;
  /** Kind whose sections stand where this one has none of its own. */
  textsOf?: string;
  limits: NoticeLimits;
  exampleLinkHosts: readonly string[];
  placeholders: ReadonlyMap<string, Placeholder>;
  flags: ReadonlyMap<string, NoticeCondition>;
  /** In reading order. */
  sections: readonly SectionRule[];
  formats: readonly PrescribedFormat[];
  commitments: readonly CommitmentRule[];
  /** By locale. */
  texts: ReadonlyMap<string, NoticeTexts>;
}

/** What people may write in a notice of this kind. */
export function authorFields(kind: NoticeKind, linkHosts: Iterable<string>): TemplateFields {
  const types = [...kind.placeholders.values()].map(({ name, type }) => [name, type] as const);
  return { placeholders: new Map(types), helpers: helperArguments, linkHosts: new Set(linkHosts) };
}

/** What its shipped templates may say: the same, and conditions. */
export function kindFields(
  kind: Pick<NoticeKind, 'placeholders' | 'flags' | 'exampleLinkHosts'>,
): TemplateFields {
  const types = [...kind.placeholders.values()].map(({ name, type }) => [name, type] as const);
  const flags = [...kind.flags.keys()].map((name) => [name, flagType] as const);
  return {
    placeholders: new Map<string, string>([...types, ...flags]),
    helpers: helperArguments,
    linkHosts: new Set(kind.exampleLinkHosts),
  };
}

/** A field that belongs to one person: its value differs from copy to copy. */
export function isPersonal(name: string): boolean {
  return name.startsWith('recipient.');
}

/** A placeholder of one reader's own value. */
export interface PersonalField extends Placeholder {
  /** Its name among the values of a reader: `name` of `recipient.name`. */
  field: string;
}

const personal = new WeakMap<NoticeKind, readonly PersonalField[]>();

/** Fields whose values differ from reader to reader; looked up once for a kind, since every reader asks. */
export function personalFields(kind: NoticeKind): readonly PersonalField[] {
  const known = personal.get(kind);
  if (known) return known;
  const found = [...kind.placeholders.values()]
    .filter(({ name }) => isPersonal(name))
    .map((placeholder) => ({ ...placeholder, field: placeholder.name.slice('recipient.'.length) }));
  personal.set(kind, found);
  return found;
}

/** A bullet that holds such a field once is repeated for each of its items. */
export function repeatsBullet(kind: NoticeKind, helper: string | undefined, name: string): boolean {
  return isRepeatable(helper, kind.placeholders.get(name)?.type ?? '');
}
