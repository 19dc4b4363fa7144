import type { Evidence } from '../../catalogue/domain/evidence.js';
import type { Industry } from '../../catalogue/domain/industry.js';
import type { Step } from '../../catalogue/domain/step.js';
import type { Weights } from '../../catalogue/domain/weights.js';

/** The part of the catalogue a plan rests on. It is read once and must not change afterwards. */
export interface PlanKnowledge {
  version: string;
  industries: ReadonlyMap<string, Industry>;
  steps: ReadonlyMap<string, Step>;
  evidence: ReadonlyMap<string, Evidence>;
  weights: Weights;
}
