import type { FactTest } from '../catalogue/domain/step.js';
import { instantText } from '../platform/database/columns.js';
import type { IncidentPlaybook } from '../playbooks/incident-playbook.entity.js';
import type { PlaybookPreview, PreviewedStep } from './domain/playbook-preview.js';
import type { AppliedPlaybook, PreviewedPlaybook } from './playbook-application.service.js';
import type { PlaybookUse } from './playbook-uses.js';

export interface PinView {
  playbookId: string;
  version: number;
  contentHash: string;
  /** Ids of the playbook's steps to those of the plan. */
  steps: Record<string, string>;
  factsRevision: number;
  appliedBy: string;
  appliedAt: string;
}

interface StepView {
  id: string;
  title: string;
  own: boolean;
}

export interface PreviewView {
  playbookId: string;
  version: number;
  contentHash: string;
  factsRevision: number;
  /** When this very version was applied before; null: never. */
  appliedAt: string | null;
  accepted: (StepView & { rank: number | null; dueHours: number | null; feasibility: number | null })[];
  decided: (StepView & { rank: number | null; state: string })[];
  /** Each inner list of `unmet` would have to be met by any one of its tests. */
  notApplicable: (StepView & { unmet: { test: FactTest; recorded: boolean }[][] })[];
  leftOut: { id: string; title: string; reason: string; rank: number; warned: boolean }[];
  missingRemedies: { remedy: string; leadStep: string | null }[];
}

export function toPinView(pin: IncidentPlaybook): PinView {
  return {
    playbookId: pin.playbookId,
    version: pin.version,
    contentHash: pin.contentHash,
    steps: pin.steps,
    factsRevision: pin.factsRevision,
    appliedBy: pin.appliedBy,
    appliedAt: instantText(pin.appliedAt),
  };
}

export function toPreviewView({ playbook, preview, factsRevision, pins }: PreviewedPlaybook): PreviewView {
  const pinned = pins.find(({ version }) => version === playbook.number);
  return {
    playbookId: playbook.playbook.id,
    version: playbook.number,
    contentHash: playbook.contentHash,
    factsRevision,
    appliedAt: pinned ? instantText(pinned.appliedAt) : null,
    ...toStepsView(preview),
  };
}

function toStepsView(preview: PlaybookPreview) {
  return {
    accepted: preview.accepted.map((step) => ({
      ...toStepView(step),
      rank: step.rank,
      dueHours: step.step.dueHours ?? null,
      feasibility: step.step.feasibility?.factor ?? null,
    })),
    decided: preview.decided.map((step) => ({ ...toStepView(step), rank: step.rank, state: step.state })),
    notApplicable: preview.notApplicable.map((step) => ({ ...toStepView(step), unmet: step.unmet })),
    leftOut: preview.leftOut,
    missingRemedies: preview.missingRemedies,
  };
}

function toStepView({ id, title, own }: Pick<PreviewedStep, 'id' | 'title' | 'own'>): StepView {
  return { id, title, own };
}

/** `changed` is false when this very version had been applied before. */
export function toAppliedView(applied: AppliedPlaybook): {
  changed: boolean;
  pin: PinView;
  did: PreviewView;
} {
  return { changed: applied.changed, pin: toPinView(applied.pin), did: toPreviewView(applied) };
}

export function toUseView(use: PlaybookUse) {
  return {
    incidentId: use.incidentId,
    reference: use.reference,
    title: use.title,
    status: use.status,
    exercise: use.exercise,
    version: use.version,
    contentHash: use.contentHash,
    appliedBy: use.appliedBy,
    appliedAt: instantText(use.appliedAt),
    steps: use.steps,
    done: use.done,
  };
}
