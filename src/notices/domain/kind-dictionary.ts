import type {
  CommitmentRule,
  NoticeCondition,
  NoticeKind,
  Placeholder,
  PrescribedFormat,
  SectionRule,
} from './notice-kind.js';
import type { KindFault } from './check-notice-kind.js';
import { fieldsOf } from './condition-fields.js';

/** A condition as a file has it: it may name a flag. */
export type WrittenCondition =
  | Exclude<NoticeCondition, { all: unknown } | { any: unknown } | { not: unknown }>
  | { flag: string }
  | { all: WrittenCondition[] }
  | { any: WrittenCondition[] }
  | { not: WrittenCondition };

/** `fields.yaml`: what the kinds share. */
export interface KindDictionary {
  version: number;
  exampleLinkHosts: string[];
  placeholders: Record<string, Omit<Placeholder, 'name'>>;
  flags: Record<string, WrittenCondition>;
  /** By id; a kind names those that its texts hold. */
  commitments: Record<string, Omit<Conditional<CommitmentRule, 'when'>, 'id'>>;
}

type Conditional<T, K extends keyof T> = Omit<T, K> & Record<K, WrittenCondition>;

/** `kind.yaml` as it is written. */
export interface WrittenKind extends Pick<
  NoticeKind,
  'title' | 'audience' | 'channel' | 'serves' | 'mailable' | 'textsOf' | 'limits'
> {
  kind: string;
  version: number;
  /** Names of shared fields; null: as it is shared, with `type`: a field of its own. */
  placeholders?: string[] | Record<string, null | Pick<Placeholder, 'unknown'> | Omit<Placeholder, 'name'>>;
  flags?: Record<string, WrittenCondition>;
  /** A word is a section of the kind whose texts it takes. */
  sections?: (string | Conditional<SectionRule, 'shownWhen'>)[];
  formats?: Conditional<PrescribedFormat, 'when'>[];
  /** A word is a shared commitment; `shared` is one whose promise stands in another section here. */
  commitments?: (string | { shared: string; section: string } | Conditional<CommitmentRule, 'when'>)[];
}

/** What a kind is, besides its texts. */
export type KindRules = Pick<
  NoticeKind,
  'exampleLinkHosts' | 'placeholders' | 'flags' | 'sections' | 'formats' | 'commitments'
>;

type Report = (path: KindFault['path'], message: string) => void;

/** The shared conditions, each with those it names written out. A flag may name the flags above it. */
export function sharedFlags(
  { flags }: Pick<KindDictionary, 'flags'>,
  report: Report,
): Map<string, NoticeCondition> {
  return writtenOut(flags, new Map(), report);
}

/**
 * A kind with its shared fields and conditions in place; what it leaves out is that of the kind whose texts it takes.
 *
 * @param shared flags of the dictionary, written out
 * @param base   the kind that `textsOf` names
 * @param report is told of names that there are not, by the path of keys in `kind.yaml`
 */
export function kindRules(
  written: WrittenKind,
  dictionary: KindDictionary,
  shared: ReadonlyMap<string, NoticeCondition>,
  base: KindRules | undefined,
  report: Report,
): KindRules {
  const placeholders = written.placeholders
    ? placeholdersOf(written.placeholders, dictionary, report)
    : new Map(base?.placeholders);
  const available = [...shared].filter(([, condition]) =>
    fieldsOf(condition).every((name) => placeholders.has(name)),
  );
  const inherited = [...(base?.flags ?? [])].filter(([name]) => !shared.has(name));
  const known = new Map([...available, ...inherited]);
  for (const name of Object.keys(written.flags ?? {}))
    if (shared.has(name)) report(['flags', name], 'is shared by all kinds: give it another name');
  const flags = writtenOut(written.flags ?? {}, known, report);
  const out = (condition: WrittenCondition, ...path: KindFault['path']) =>
    inlined(condition, flags, (message) => report(path, message));
  return {
    exampleLinkHosts: dictionary.exampleLinkHosts,
    placeholders,
    flags,
    sections: written.sections?.flatMap((section, place) =>
      typeof section === 'string'
        ? sectionOf(base, section, () => report(['sections', place], `the kind has no section ${section}`))
        : [{ ...section, shownWhen: out(section.shownWhen, 'sections', place, 'shownWhen') }],
    ) ?? [...(base?.sections ?? [])],
    formats: written.formats?.map((format, place) => ({
      ...format,
      when: out(format.when, 'formats', place),
    })) ?? [...(base?.formats ?? [])],
    commitments: written.commitments?.flatMap((entry, place) => {
      const rule = commitmentOf(entry, dictionary);
      if (rule === undefined) report(['commitments', place], 'is no shared commitment');
      return rule === undefined ? [] : [{ ...rule, when: out(rule.when, 'commitments', place) }];
    }) ?? [...(base?.commitments ?? [])],
  };
}

function placeholdersOf(
  written: NonNullable<WrittenKind['placeholders']>,
  { placeholders: shared }: KindDictionary,
  report: Report,
): Map<string, Placeholder> {
  const entries = Array.isArray(written)
    ? written.map((name, place) => ({ name, own: null, path: ['placeholders', place] }))
    : Object.entries(written).map(([name, own]) => ({ name, own, path: ['placeholders', name] }));
  const placeholders = new Map<string, Placeholder>();
  for (const { name, own, path } of entries) {
    const known = Object.hasOwn(shared, name) ? shared[name] : undefined;
    if (own !== null && 'type' in own) {
      if (known) report(path, 'is a shared field: name it alone, or with what becomes of it when unknown');
      placeholders.set(name, { name, ...own });
    } else if (known) placeholders.set(name, { name, ...known, ...own });
    else report(path, `${name} is no shared field: declare it with its type`);
  }
  return placeholders;
}

function commitmentOf(
  entry: NonNullable<WrittenKind['commitments']>[number],
  { commitments }: KindDictionary,
): Conditional<CommitmentRule, 'when'> | undefined {
  if (typeof entry !== 'string' && 'id' in entry) return entry;
  const { shared: id, ...rest } = typeof entry === 'string' ? { shared: entry } : entry;
  const rule = Object.hasOwn(commitments, id) ? commitments[id] : undefined;
  return rule && { id, ...rule, ...rest };
}

function sectionOf(base: KindRules | undefined, id: string, missing: () => void): SectionRule[] {
  const found = base?.sections.filter((section) => section.id === id) ?? [];
  if (found.length === 0) missing();
  return found;
}

function writtenOut(
  flags: Record<string, WrittenCondition>,
  known: ReadonlyMap<string, NoticeCondition>,
  report: Report,
): Map<string, NoticeCondition> {
  const done = new Map(known);
  for (const [name, condition] of Object.entries(flags))
    done.set(
      name,
      inlined(condition, done, (message) => report(['flags', name], message)),
    );
  return done;
}

/** The condition without names of flags; one that there is not never holds, and is reported. */
function inlined(
  condition: WrittenCondition,
  flags: ReadonlyMap<string, NoticeCondition>,
  report: (message: string) => void,
): NoticeCondition {
  const of = (part: WrittenCondition) => inlined(part, flags, report);
  if ('flag' in condition) {
    const found = flags.get(condition.flag);
    if (!found)
      report(`there is no condition ${condition.flag} above, or it looks at a field that is not here`);
    return found ?? { not: { always: true } };
  }
  if ('all' in condition) return { all: condition.all.map(of) };
  if ('any' in condition) return { any: condition.any.map(of) };
  if ('not' in condition) return { not: of(condition.not) };
  return condition;
}
