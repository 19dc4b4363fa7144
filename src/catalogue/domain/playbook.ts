import type { OwnStep } from './own-step.js';

/** What one version of a playbook says; the fields of a file of `knowledge/playbooks/`. */
export interface PlaybookContent {
  title: string;
  summary: string;
  /** Profile id; null: any industry. */
  industry: string | null;
  /** Causes (ranking words) it is made for; empty: any. */
  causes: string[];
  /** In the order in which the organisation means to work. */
  steps: PlaybookStep[];
  /** Steps of the catalogue that are left out on purpose. */
  leftOut: { step: string; reason: string }[];
}

/** A catalogue step (`step`) or an own one (`own`), with what the organisation adapts. */
export type PlaybookStep = ({ step: string } | { id: string; own: OwnStep }) & {
  /** In place of the catalogue's title. */
  title?: string;
  /** In place of the catalogue's owner. */
  owner?: string;
  /** Hours after the playbook is applied by which the step is due; whole, 1 to 8,760. */
  dueHours?: number;
  /** The firm's own feasibility, 0.5 to 1, with its reason. */
  feasibility?: { factor: number; reason: string };
  /** Advice for whoever does it. */
  note?: string;
};

/** What names a step within its playbook: the id of the catalogue's step, or of the own one. */
export function stepKey(step: PlaybookStep): string {
  return 'own' in step ? step.id : step.step;
}

/** One row of a file of `knowledge/playbooks/`. */
export interface PlaybookRow extends PlaybookContent {
  id: string;
  /** Rises with each change of a shipped playbook. */
  version: number;
}

/** A playbook that ships with a release or lies in a house pack. */
export interface ShippedPlaybook {
  id: string;
  version: number;
  content: PlaybookContent;
}
