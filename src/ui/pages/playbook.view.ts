import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { stepKey } from '../../catalogue/domain/playbook.js';
import type { PlaybookStep } from '../../catalogue/domain/playbook.js';
import type { PlaybookUse } from '../../plans/playbook-uses.js';
import type { PlaybookAt, VersionRecord } from '../../playbooks/playbook-records.js';
import type { InstantLike } from '../views.time.js';
import type { ChipView, CrumbView, KeyValueView, PageView } from '../views.types.js';
import { PlaybookWords } from './playbook-compare.view.js';
import { remarkLines } from './playbook-editor.view.js';
import {
  EFFORT_WORDS,
  LANE_WORDS,
  PHASE_WORDS,
  hoursWords,
  ownerWords,
  strengthWords,
} from './plan.words.js';
import { causesWords, industryWords, originWords, wantWords } from './playbook.words.js';

export interface PlaybookPageView extends PageView {
  crumbs: readonly CrumbView[];
  heading: string;
  summary: string;
  chips: readonly ChipView[];
  /** Of an older version: which one is the current. */
  older: { number: number; currentHref: string; compareHref: string } | null;
  newerBase: { version: number; compareHref: string; shippedHref: string } | null;
  facts: readonly KeyValueView[];
  sha256: string;
  remarks: readonly string[];
  steps: readonly PlaybookStepView[];
  leftOut: readonly { name: string; reason: string }[];
  acts: {
    edit: string;
    adapt: string;
    archive: { action: string; archived: boolean; words: string } | null;
    exports: readonly { href: string; label: string }[];
    compare: string;
  };
  versions: readonly VersionView[];
  uses: PlaybookUsesView | null;
}

export interface PlaybookStepView {
  place: number;
  name: string;
  /** The catalogue's title where the playbook has its own. */
  usual: string;
  own: boolean;
  owner: string;
  phase: string;
  due: string;
  feasibility: string;
  note: string;
  /** What an own step is; empty for those of the catalogue. */
  details: readonly KeyValueView[];
}

export interface VersionView {
  number: number;
  href: string;
  note: string;
  by: string;
  at: InstantLike | null;
  current: boolean;
  /** Compares it with the one before; empty for the first. */
  compareHref: string;
}

export interface PlaybookUsesView {
  rows: readonly {
    href: string;
    reference: string;
    title: string;
    exercise: boolean;
    version: number;
    versionHref: string;
    done: string;
    appliedAt: InstantLike;
  }[];
  next: string;
}

/** What one version says, for reading. */
export function contentView(
  { content, playbook, contentHash, note }: PlaybookAt,
  catalogue: Catalogue,
): Pick<PlaybookPageView, 'summary' | 'facts' | 'sha256' | 'remarks' | 'steps' | 'leftOut'> {
  const words = new PlaybookWords(catalogue, content);
  return {
    summary: content.summary,
    facts: [
      { key: 'Industry', value: industryWords(content.industry, catalogue) },
      { key: 'Causes', value: causesWords(content.causes) },
      { key: 'From', value: originWords(playbook) },
      ...(note === '' ? [] : [{ key: 'Note', value: note }]),
    ],
    sha256: contentHash,
    remarks: remarkLines(content, catalogue),
    steps: content.steps.map((step, index) => stepView(step, index + 1, catalogue)),
    leftOut: content.leftOut.map(({ step, reason }) => ({ name: words.titleOf(step), reason })),
  };
}

function stepView(step: PlaybookStep, place: number, catalogue: Catalogue): PlaybookStepView {
  const known = 'own' in step ? step.own : catalogue.steps.get(step.step);
  const usual = known?.title ?? stepKey(step);
  return {
    place,
    name: step.title ?? usual,
    usual: step.title === undefined ? '' : usual,
    own: 'own' in step,
    owner: ownerWords(step.owner ?? known?.owner ?? ''),
    phase: known ? PHASE_WORDS[known.phase] : '',
    due: step.dueHours === undefined ? '' : hoursWords(step.dueHours),
    feasibility: step.feasibility ? `${step.feasibility.factor}: ${step.feasibility.reason}` : '',
    note: step.note ?? '',
    details: 'own' in step ? ownDetails(step, catalogue) : [],
  };
}

function ownDetails({ own }: Extract<PlaybookStep, { id: string }>, catalogue: Catalogue): KeyValueView[] {
  const serves = Object.entries(own.serves).map(
    ([priority, strength]) => `${wantWords(priority as keyof typeof own.serves)}: ${strengthWords(strength)}`,
  );
  const first = own.requires.map((id) => catalogue.steps.get(id)?.title ?? id);
  return [
    { key: 'Serves', value: serves.join('; ') },
    {
      key: 'Urgency and effort',
      value: `${LANE_WORDS[own.lane]}; ${EFFORT_WORDS[own.effort]}; ${hoursWords(own.leadHours)}`,
    },
    { key: 'Waits for', value: first.join('; ') || 'Nothing' },
    { key: 'Done when', value: own.asksEvidence ? `${own.doneWhen} (with an evidence file)` : own.doneWhen },
  ];
}

export function versionViews(
  id: string,
  versions: readonly VersionRecord[],
  current: number,
  names: ReadonlyMap<string, string>,
): VersionView[] {
  return versions.map(({ number, note, savedBy, savedAt }) => ({
    number,
    href: `/playbooks/${id}/versions/${number}`,
    note,
    by: savedBy === null ? '' : (names.get(savedBy) ?? 'a person who left'),
    at: savedAt,
    current: number === current,
    compareHref: number === 1 || savedBy === null ? '' : compareHref(id, number - 1, number),
  }));
}

export function compareHref(id: string, from: number | 'shipped', to: number | 'shipped'): string {
  return `/playbooks/${id}/compare?from=${from}&to=${to}`;
}

export function usesView(id: string, uses: readonly PlaybookUse[], next: string | null): PlaybookUsesView {
  return {
    rows: uses.map((use) => ({
      href: `/incidents/${use.reference}/plan/playbook`,
      reference: use.reference,
      title: use.title,
      exercise: use.exercise,
      version: use.version,
      versionHref: `/playbooks/${id}/versions/${use.version}`,
      done: `${use.done} of ${use.steps}`,
      appliedAt: use.appliedAt,
    })),
    next: next === null ? '' : `/playbooks/${id}?uses=${next}#uses`,
  };
}
