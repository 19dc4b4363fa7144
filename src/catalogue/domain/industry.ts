import type { FigureUnit } from './evidence.js';
import type { WeightBasis } from './weights.js';

/** One profile of `industries.yaml`, field by field. */
export interface Industry {
  id: string;
  name: string;
  kpmgSector: boolean;
  /** NAICS 2012 prefixes; the longest matching prefix wins across profiles. */
  naicsPrefixes: string[];
  /** Codes that exist only in the 2022 edition. */
  naics2022Only: string[];
  typicalDataClasses: string[];
  switchingCost: string;
  /** Without evidence ids: a plain judgement, to be shown as such. */
  expectations: { expectation: string; evidence: string[] }[];
  specificConcerns: { concern: string; evidence: string[] }[];
  /** Names by place; from general knowledge. */
  regulators: Record<string, string[]>;
  compensationForms: string[];
  supportForms: string[];
  /** Empty: no figure is known; show nothing rather than a guess. */
  churnFigures: ChurnFigure[];
  weightBasis: WeightBasis;
  notes: string | null;
}

/** What people say they would do, say they did, what was measured at firms, or a figure with two readings. */
export type ChurnKind = 'stated' | 'reported' | 'benchmark' | 'ambiguous';

export interface ChurnFigure {
  kind: ChurnKind;
  evidence: string;
  value: number;
  unit: FigureUnit;
  year: number;
  region: string;
}
