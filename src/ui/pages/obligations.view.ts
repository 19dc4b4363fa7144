import type { Temporal } from 'temporal-polyfill';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { IconName } from '../icons.js';
import { capitalised } from '../code-words.js';
import type { ClockTape } from '../charts/clock-tape.js';
import { factWords } from '../fact-words.js';
import { placeName } from '../place-words.js';
import type { ChipView, IncidentHeaderView, OptionView, PageView } from '../views.types.js';
import { dueView, type DutyDueView } from './obligations.due.view.js';
import type { LegalFoot } from '../legal-foot.js';
import type { ChangesView } from './obligations.changes.js';
import { dutyDetailView, lawsOf, type DutyDetailView, type OpenDuty } from './obligations.duty.view.js';
import type { DutyFacts, SettlingFactView } from './obligations.facts.js';
import { DUTY_GROUPS, registerHref } from './obligations.query.js';
import type { DutyGroup, ObligationsQuery } from './obligations.query.js';
import type { RegisterEntry } from './obligations.register.js';
import { dutyChip, dutyName, GROUP_WORDS } from './obligations.words.js';

export interface ObligationsPageView extends PageView {
  header: IncidentHeaderView;
  at: Temporal.Instant;
  counts: ChipView[];
  /** Null: no duty has a moment, or there is no awareness to count from. */
  tape: ClockTape | null;
  awareKnown: boolean;
  factsHref: string;
  filter: { action: string; value: string; options: OptionView[] };
  groups: DutyGroupView[];
  /** Groups of duties that do not apply, closed until asked for. */
  folded: DutyGroupView[];
  /** Said when the list is empty. */
  empty: string;
  /** What is left out of the list, with where to see it. */
  hidden: { words: string; href: string }[];
  settling: SettlingFactView[];
  changes: ChangesView | null;
  /** Links beside the counts: add a duty, import contracts. */
  tools: { href: string; label: string; icon: IconName }[];
  /** Said when the incident is closed. */
  closed: boolean;
  foot: LegalFoot;
}

export interface DutyGroupView {
  title: string;
  folded: boolean;
  rows: DutyRowView[];
  more: { href: string; label: string } | null;
}

export interface DutyRowView {
  id: string;
  href: string;
  chip: ChipView;
  name: string;
  law: string;
  /** Ids of the rules that describe this one duty; empty where there is one rule. */
  rules: string;
  verified: boolean;
  to: string;
  place: string;
  due: DutyDueView;
  countedFrom: string;
  countedAt: string | null;
  keeper: string;
  /** Something changed that asks for a look; the address of the banner that answers it. */
  change: { text: string; href: string } | null;
  /** Comes from a pack of the house, or was added by people. */
  mark: string;
  open: DutyDetailView | null;
}

export interface RegisterContext {
  reference: string;
  query: ObligationsQuery;
  entries: readonly RegisterEntry[];
  catalogue: Catalogue;
  facts: DutyFacts;
  /** The reader's zone. */
  zone: string;
  nameOf: (id: string) => string;
  /** Null while no row is open. */
  open: OpenDuty | null;
}

const SHOWN_AT_FIRST: ReadonlySet<DutyGroup> = new Set([
  'due',
  'asap',
  'not-started',
  'needs-facts',
  'on-hold',
  'met',
  'waived',
]);
const FOLDED: ReadonlySet<DutyGroup> = new Set(['inactive', 'not-owed']);
/** Duties that wait for facts are many; the first few are those nearest to an answer. */
const WAITING_AT_FIRST = 8;

export function registerGroups(context: RegisterContext): DutyGroupView[] {
  const { query, entries } = context;
  return DUTY_GROUPS.flatMap((group) => {
    const all = entries.filter((entry) => entry.group === group);
    const openHere = all.findIndex((entry) => isOpen(entry, query));
    const wanted = query.status === '' ? SHOWN_AT_FIRST.has(group) : ['all', group].includes(query.status);
    if (all.length === 0 || (!wanted && openHere < 0)) return [];
    const cut = query.status === '' && group === 'needs-facts' && openHere < WAITING_AT_FIRST;
    const shown = cut ? all.slice(0, WAITING_AT_FIRST) : all;
    return [
      {
        title: `${GROUP_WORDS[group]}: ${all.length}`,
        folded: FOLDED.has(group) && query.status !== group && openHere < 0,
        rows: shown.map((entry) => dutyRow(entry, context)),
        more:
          shown.length < all.length
            ? {
                href: registerHref(context.reference, { status: group, duty: '' }),
                label: `Show all ${all.length} that need facts`,
              }
            : null,
      },
    ];
  });
}

/** How many duties stand how, those that press first. */
export function countChips(entries: readonly RegisterEntry[]): ChipView[] {
  const late = entries.filter(({ group, passed, binding }) => group === 'due' && passed && binding).length;
  const metLate = entries.filter(({ group, passed }) => group === 'met' && passed).length;
  const count = (group: DutyGroup) => entries.filter((entry) => entry.group === group).length;
  const chips: [number, string, Omit<ChipView, 'text'>][] = [
    [late, 'late', { tone: 'danger', icon: 'triangle-alert' }],
    [count('due') - late, 'due', { tone: 'warn', icon: 'clock' }],
    [count('asap'), 'without undue delay', { tone: 'warn' }],
    [count('not-started'), 'not started', {}],
    [count('needs-facts'), count('needs-facts') === 1 ? 'needs facts' : 'need facts', { tone: 'info' }],
    [count('on-hold'), 'on hold', {}],
    [metLate, 'met late', { tone: 'danger', icon: 'check' }],
    [count('met') - metLate, 'met', { tone: 'ok', icon: 'check' }],
    [count('waived'), 'decided not to notify', { tone: 'line' }],
    [count('inactive') + count('not-owed'), 'do not apply', { tone: 'line' }],
  ];
  return chips.flatMap(([number, words, look]) =>
    number === 0 ? [] : [{ text: `${number} ${words}`, ...look }],
  );
}

export function hiddenLinks({ entries, query, reference }: RegisterContext): ObligationsPageView['hidden'] {
  if (query.status !== '')
    return [
      { words: 'Back to the duties to look at', href: registerHref(reference, { status: '', duty: '' }) },
    ];
  return [...FOLDED].flatMap((group) => {
    const count = entries.filter((entry) => entry.group === group).length;
    const words = `${GROUP_WORDS[group]}: ${count}, with the fact that decided`;
    return count === 0 ? [] : [{ words, href: registerHref(reference, { status: group, duty: '' }) }];
  });
}

export function filterOptions(entries: readonly RegisterEntry[]): OptionView[] {
  const groups = DUTY_GROUPS.flatMap((group) => {
    const count = entries.filter((entry) => entry.group === group).length;
    return count === 0 ? [] : [{ value: group, label: `${GROUP_WORDS[group]} (${count})` }];
  });
  return [...groups, { value: 'all', label: `All rules (${entries.length})` }];
}

export function isOpen({ duty, also }: RegisterEntry, query: Pick<ObligationsQuery, 'duty'>): boolean {
  return (
    query.duty !== '' && [duty, ...also.map((one) => one.duty)].some(({ ruleId }) => ruleId === query.duty)
  );
}

function dutyRow(entry: RegisterEntry, context: RegisterContext): DutyRowView {
  const { duty, also, record } = entry;
  const open = isOpen(entry, context.query);
  return {
    id: `duty-${duty.ruleId}`,
    href: registerHref(context.reference, { status: context.query.status, duty: open ? '' : duty.ruleId }),
    chip: dutyChip(entry),
    name: dutyName(duty),
    law: lawsOf(entry),
    rules:
      also.length === 0 ? '' : [duty, ...also.map((one) => one.duty)].map(({ ruleId }) => ruleId).join(', '),
    verified: duty.verified,
    to: capitalised(duty.authority),
    place: duty.zone ?? placeName(duty.jurisdiction),
    due: dueView(entry, context.facts, context.zone),
    countedFrom: duty.clockAt === null ? '' : clockWords(entry),
    countedAt: duty.clockAt,
    keeper: record?.keeperId ? context.nameOf(record.keeperId) : '',
    change: changeMark(entry, context),
    mark: markOf(entry, context.catalogue),
    open: open && context.open ? dutyDetailView(entry, context.open) : null,
  };
}

/** What is shown above is answered above; a mark leads there with this duty ticked. */
function changeMark(
  { duty, record }: RegisterEntry,
  { reference, query }: RegisterContext,
): DutyRowView['change'] {
  if (!record?.open) return null;
  const page = registerHref(reference, { status: query.status, duty: duty.ruleId }).split('#')[0] ?? '';
  const text = record.open.change === 'looser' ? 'Asks: take over?' : 'Changed: look';
  return { text, href: `${page}#change-${duty.ruleId}` };
}

function markOf({ duty, record }: RegisterEntry, { ownRows }: Catalogue): string {
  if (record?.origin === 'manual') return 'own duty';
  return ownRows.rules.has(duty.ruleId) ? 'own pack' : '';
}

function clockWords({ duty }: RegisterEntry): string {
  return duty.clock === 'notice' ? 'An earlier notice' : factWords(duty.clock);
}
