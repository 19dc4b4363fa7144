import type { Priority } from './priorities.js';

export type EvidenceKind =
  | 'survey-stated'
  | 'survey-recall'
  | 'experiment'
  | 'field-study'
  | 'meta-analysis'
  | 'content-analysis'
  | 'interview'
  | 'benchmark'
  | 'guidance'
  | 'law'
  | 'theory';

/** Toward the rule that proof of fix, compensation and identity help come before an apology. */
export type Stance = 'supports' | 'contradicts' | 'qualifies' | 'context';

export type FigureUnit =
  | 'percent'
  | 'percent-min'
  | 'percent-max'
  | 'percent-derived'
  | 'rank'
  | 'ratio'
  | 'ratio-min'
  | 'count'
  | 'usd-median'
  | 'usd-mean'
  | 'mean-of-5'
  | 'order'
  | 'list'
  | 'direction'
  | 'guidance'
  | 'law'
  | 'theory';

/** One finding of `evidence.yaml`, field by field; the statement is a paraphrase. */
export interface Evidence {
  id: string;
  statement: string;
  /** `value` null: no number applies; `n` null: sample size unknown. */
  figure: { value: number | null; unit: FigureUnit; n: number | null; population: string };
  /** Industry ids; empty: all industries. */
  industry: string[];
  year: number | null;
  region: string;
  source: { title: string; publisher: string; year: number | null };
  /** True where a founding document of the project gave the figure; `seedFile` names it. */
  seed: boolean;
  seedFile?: string;
  /** The figure was seen on a public page; `checkedAt` says where. */
  verified: boolean;
  kind: EvidenceKind;
  stance: Stance;
  bearsOn: Priority[];
  checkedAt?: string;
  note?: string;
}
