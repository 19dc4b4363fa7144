import type { Temporal } from 'temporal-polyfill';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { PlaybookContent } from '../../catalogue/domain/playbook.js';
import type { PreviewedStep } from '../../plans/domain/playbook-preview.js';
import type { PlaybookPin, PreviewedPlaybook } from '../../plans/playbook-application.service.js';
import type { PlaybookRecord } from '../../playbooks/playbook-records.js';
import { wordOf } from '../incident-words.js';
import type { InstantLike } from '../views.time.js';
import type { IncidentHeaderView, PageView } from '../views.types.js';
import { STATE_WORDS, ownerWords } from './plan.words.js';
import { industryWords, originWords, unmetWords, wantWords } from './playbook.words.js';

export interface PlaybookApplyView extends PageView {
  header: IncidentHeaderView;
  planHref: string;
  action: string;
  /** Words in place of the form for whoever may not apply, and for a closed incident. */
  mayNot: string;
  /** Empty: this person makes no playbooks. */
  saveHref: string;
  pins: readonly PinView[];
  choices: readonly { title: string; open: boolean; rows: readonly ChoiceRow[] }[];
  preview: PreviewView | null;
}

export interface PinView {
  href: string;
  title: string;
  version: number;
  by: string;
  at: InstantLike;
  sha256: string;
  notes: readonly { name: string; note: string }[];
}

export interface ChoiceRow {
  href: string;
  title: string;
  industry: string;
  origin: string;
  version: number;
  active: boolean;
}

export interface PreviewView {
  title: string;
  version: number;
  href: string;
  sha256: string;
  /** This very version was applied before: nothing would happen. */
  appliedAt: InstantLike | null;
  /** Another version of it was. */
  earlier: string;
  archived: boolean;
  fields: Readonly<Record<string, string>>;
  counts: string;
  accepted: readonly {
    name: string;
    own: boolean;
    owner: string;
    rank: string;
    dueAt: InstantLike | null;
    extra: readonly string[];
  }[];
  warned: readonly string[];
  leftOut: readonly { name: string; reason: string; rank: number }[];
  missing: readonly { remedy: string; step: string }[];
  decided: readonly { name: string; state: string }[];
  notApplicable: readonly { name: string; unmet: readonly string[] }[];
}

/** What applying would do, in words. */
export function previewView(
  { playbook, preview, factsRevision, pins, at }: PreviewedPlaybook,
  catalogue: Catalogue,
): PreviewView {
  const { id, title, archived } = playbook.playbook;
  const pinned = pins.find(({ version }) => version === playbook.number);
  const earlier = pins.filter((pin) => pin !== pinned).map(({ version }) => version);
  const industryName = (one: string) => industryWords(one, catalogue);
  return {
    title,
    version: playbook.number,
    href: `/playbooks/${id}/versions/${playbook.number}`,
    sha256: playbook.contentHash,
    appliedAt: pinned?.appliedAt ?? null,
    earlier: earlier.length === 0 ? '' : earlier.join(', '),
    archived,
    fields: {
      playbookId: id,
      version: String(playbook.number),
      factsRevision: String(factsRevision),
      contentHash: playbook.contentHash,
    },
    counts: `${preview.accepted.length} would be accepted, ${preview.decided.length} stay as decided, ${preview.notApplicable.length} do not apply`,
    accepted: preview.accepted.map((step) => acceptedRow(step, at, catalogue)),
    warned: preview.leftOut
      .filter(({ warned }) => warned)
      .map(
        ({ title: name, rank, reason }) =>
          `The plan ranks “${name}” ${ordinal(rank)}; the playbook leaves it out because: ${reason}`,
      ),
    leftOut: preview.leftOut
      .filter(({ warned }) => !warned)
      .map(({ title: name, reason, rank }) => ({ name, reason, rank })),
    missing: preview.missingRemedies.map(({ remedy, leadStep }) => ({
      remedy: wantWords(remedy),
      step: catalogue.steps.get(leadStep ?? '')?.title ?? '',
    })),
    decided: preview.decided.map(({ title: name, state }) => ({
      name,
      state: wordOf({ ...STATE_WORDS, withdrawn: 'Withdrawn' }, state),
    })),
    notApplicable: preview.notApplicable.map(({ title: name, unmet }) => ({
      name,
      unmet: unmet.map((one) => unmetWords(one, industryName)),
    })),
  };
}

function acceptedRow({ title, own, rank, step }: PreviewedStep, at: Temporal.Instant, catalogue: Catalogue) {
  const known = 'own' in step ? step.own : catalogue.steps.get(step.step);
  const { dueHours, feasibility, note } = step;
  return {
    name: title,
    own,
    owner: ownerWords(step.owner ?? known?.owner ?? ''),
    rank: rank === null ? 'New' : String(rank),
    dueAt: dueHours === undefined ? null : at.add({ hours: dueHours }),
    extra: [
      ...(feasibility ? [`Feasibility ${feasibility.factor}: ${feasibility.reason}`] : []),
      ...(note === undefined ? [] : [note]),
    ],
  };
}

/** What was applied, with the notes it brought. */
export function pinView(pin: PlaybookPin, names: ReadonlyMap<string, string>, catalogue: Catalogue): PinView {
  const content = JSON.parse(pin.content) as PlaybookContent;
  const notes = content.steps.flatMap((step) => {
    if (step.note === undefined) return [];
    const usual = 'own' in step ? step.own.title : (catalogue.steps.get(step.step)?.title ?? step.step);
    return [{ name: step.title ?? usual, note: step.note }];
  });
  return {
    href: `/playbooks/${pin.playbookId}/versions/${pin.version}`,
    title: content.title,
    version: pin.version,
    by: names.get(pin.appliedBy) ?? 'a person who left',
    at: pin.appliedAt,
    sha256: pin.contentHash,
    notes,
  };
}

/** Those for the industry of the incident first; one's own before the shipped ones. */
export function choiceGroups(
  records: readonly PlaybookRecord[],
  { industry, chosen, action }: { industry: string | null; chosen: string; action: string },
  catalogue: Catalogue,
): PlaybookApplyView['choices'] {
  const fits = (one: PlaybookRecord) => one.industry === null || one.industry === industry;
  const rows = (some: readonly PlaybookRecord[]) =>
    some.map((record): ChoiceRow => ({
      href: `${action}?playbook=${record.id}#preview`,
      title: record.title,
      industry: industryWords(record.industry, catalogue),
      origin: originWords(record),
      version: record.version,
      active: record.id === chosen,
    }));
  const [fitting, others] = [records.filter(fits), records.filter((one) => !fits(one))];
  return [
    { title: 'For this industry, or for any', open: true, rows: rows(fitting) },
    { title: 'For other industries', open: fitting.length === 0, rows: rows(others) },
  ].filter((group) => group.rows.length > 0);
}

/** `1st`, `22nd`, `113th`. */
function ordinal(n: number): string {
  const teens = n % 100 >= 11 && n % 100 <= 13;
  const ending = teens ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}
