import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { OwnStep } from '../../catalogue/domain/own-step.js';
import type { PlaybookContent } from '../../catalogue/domain/playbook.js';
import type { PlaybookChange } from '../../playbooks/domain/compare-playbooks.js';
import type { CrumbView, OptionView, PageView } from '../views.types.js';
import { hoursWords, ownerWords } from './plan.words.js';
import { causesWords, industryWords } from './playbook.words.js';

export interface PlaybookCompareView extends PageView {
  crumbs: readonly CrumbView[];
  heading: string;
  lead: string;
  action: string;
  versions: readonly OptionView[];
  from: string;
  to: string;
  /** `4 added, 1 moved`; or that both say the same. */
  counts: string;
  groups: readonly ChangeGroup[];
}

export interface ChangeGroup {
  title: string;
  rows: readonly ChangeRow[];
}

export interface ChangeRow {
  name: string;
  words: string;
  /** Null: there is nothing to set side by side. */
  sides: { before: string; after: string } | null;
}

/** Names steps of the catalogue and the own steps of both sides. */
export class PlaybookWords {
  readonly #own: ReadonlyMap<string, string>;

  constructor(
    readonly catalogue: Catalogue,
    ...contents: readonly PlaybookContent[]
  ) {
    const own = contents.flatMap(({ steps }) =>
      steps.flatMap((step) => ('own' in step ? [[step.id, step.title ?? step.own.title] as const] : [])),
    );
    this.#own = new Map(own);
  }

  titleOf(id: string): string {
    return this.#own.get(id) ?? this.catalogue.steps.get(id)?.title ?? id;
  }
}

const TITLES = {
  'head-changed': 'What it is for',
  'step-added': 'Steps added',
  'step-removed': 'Steps taken out',
  'step-moved': 'Steps moved',
  'step-changed': 'Steps changed',
  'left-out': 'Left out on purpose',
} as const;

type GroupKey = keyof typeof TITLES;

/** The changes under their headings, in the order in which one reads them. */
export function changeGroups(changes: readonly PlaybookChange[], words: PlaybookWords): ChangeGroup[] {
  return (Object.keys(TITLES) as GroupKey[])
    .map((key) => ({
      title: TITLES[key],
      rows: changes.filter(({ kind }) => groupOf(kind) === key).map((change) => changeRow(change, words)),
    }))
    .filter(({ rows }) => rows.length > 0);
}

/** One sentence for each change. */
export function changeLines(changes: readonly PlaybookChange[], words: PlaybookWords): string[] {
  return changeGroups(changes, words).flatMap(({ title, rows }) =>
    rows.map(({ name, words: what }) => `${title}: ${[name, what].filter((one) => one !== '').join(', ')}`),
  );
}

/** `2 steps added, 1 step moved`. */
export function changeCounts(changes: readonly PlaybookChange[]): string {
  if (changes.length === 0) return 'Both say the same.';
  const counted = new Map<GroupKey, number>();
  for (const { kind } of changes) counted.set(groupOf(kind), (counted.get(groupOf(kind)) ?? 0) + 1);
  return (Object.keys(TITLES) as GroupKey[])
    .filter((key) => counted.has(key))
    .map((key) => `${TITLES[key]}: ${counted.get(key)}`)
    .join('. ');
}

function groupOf(kind: PlaybookChange['kind']): GroupKey {
  return kind.startsWith('left-out') ? 'left-out' : (kind as GroupKey);
}

function changeRow(change: PlaybookChange, words: PlaybookWords): ChangeRow {
  switch (change.kind) {
    case 'head-changed':
      return sided(FIELD_WORDS[change.field], '', change.before, change.after, change.field, words);
    case 'step-changed': {
      const name = words.titleOf(change.id);
      return sided(name, FIELD_WORDS[change.field], change.before, change.after, change.field, words);
    }
    case 'step-added':
      return plain(words.titleOf(change.id), `as step ${change.to}`);
    case 'step-removed':
      return plain(words.titleOf(change.id), `was step ${change.from}`);
    case 'step-moved':
      return plain(words.titleOf(change.id), `from place ${change.from} to ${change.to}`);
    case 'left-out-changed':
      return sided(words.titleOf(change.id), 'reason', change.before, change.after, 'reason', words);
    case 'left-out-added':
      return plain(words.titleOf(change.id), `left out: “${change.reason}”`);
    case 'left-out-removed':
      return plain(words.titleOf(change.id), `no longer left out; the reason was “${change.reason}”`);
  }
}

function plain(name: string, words: string): ChangeRow {
  return { name, words, sides: null };
}

function sided(
  name: string,
  words: string,
  before: unknown,
  after: unknown,
  field: string,
  context: PlaybookWords,
): ChangeRow {
  const sides = { before: fieldWords(field, before, context), after: fieldWords(field, after, context) };
  return { name, words, sides };
}

const FIELD_WORDS = {
  title: 'Title',
  summary: 'Summary',
  industry: 'Industry',
  causes: 'Causes',
  own: 'Own step',
  owner: 'Owner',
  dueHours: 'Due',
  feasibility: 'Feasibility',
  note: 'Note',
} as const;

function fieldWords(field: string, value: unknown, { catalogue }: PlaybookWords): string {
  if (field === 'industry') return industryWords(value as string | null, catalogue);
  if (field === 'causes') return causesWords(value as string[]);
  if (value === undefined) return 'Nothing of its own';
  if (field === 'dueHours') return `${hoursWords(value as number)} after it is applied`;
  if (field === 'owner') return ownerWords(value as string);
  if (field === 'feasibility') {
    const { factor, reason } = value as { factor: number; reason: string };
    return `${factor}: ${reason}`;
  }
  return field === 'own' ? ownWords(value as OwnStep) : String(value);
}

function ownWords(own: OwnStep): string {
  const serves = Object.entries(own.serves).map(([priority, strength]) => `${priority} ${strength}`);
  return [
    own.title,
    `Phase ${own.phase}, lane ${own.lane}, owner ${own.owner}, effort ${own.effort}, ${own.leadHours} h`,
    `Serves ${serves.join(', ')}`,
    `After ${own.requires.join(', ') || 'nothing'}`,
    `Done when: ${own.doneWhen}${own.asksEvidence ? ' (with evidence)' : ''}`,
  ].join('\n');
}
