import type { Evidence, FigureUnit, Stance } from '../../catalogue/domain/evidence.js';
import type { Priority } from '../../catalogue/domain/priorities.js';
import type { Step } from '../../catalogue/domain/step.js';
import type { Weights } from '../../catalogue/domain/weights.js';
import { compareIds } from './score.js';

/** A finding as an explanation shows it: the figure with its sample, age, place and standing. */
export interface CitedFinding {
  id: string;
  value: number | null;
  unit: FigureUnit;
  n: number | null;
  year: number | null;
  region: string;
  verified: boolean;
  stance: Stance;
}

/** A finding that speaks for a step: cited by the step itself, or by the weight of its main priority. */
export interface SupportingFinding extends CitedFinding {
  from: 'step' | 'weight';
}

/** Looks up findings for explanations; each answer is made once and shared. */
export class CitedFindings {
  private readonly cited = new Map<string, CitedFinding>();
  private readonly supporting = new Map<string, readonly SupportingFinding[]>();
  private readonly opposing = new Map<Priority, readonly CitedFinding[]>();

  constructor(
    private readonly evidence: ReadonlyMap<string, Evidence>,
    private readonly weights: Weights,
  ) {}

  /** @throws RangeError for an id that `evidence.yaml` lacks; the knowledge check refuses such ids at load */
  cite(id: string): CitedFinding {
    const known = this.cited.get(id);
    if (known) return known;
    const { figure, year, region, verified, stance } = this.entry(id);
    const cited = { id, value: figure.value, unit: figure.unit, n: figure.n, year, region, verified, stance };
    this.cited.set(id, cited);
    return cited;
  }

  /** @throws RangeError as `cite` does */
  entry(id: string): Evidence {
    const entry = this.evidence.get(id);
    if (entry === undefined) throw new RangeError(`evidence.yaml has no entry \`${id}\`.`);
    return entry;
  }

  /** The step's own findings, then those behind the weight of its main priority in this industry. */
  behind(step: Step, main: Priority, industry: string | undefined): readonly SupportingFinding[] {
    const citing = step.evidence.length > 0 ? step.id : '';
    const key = `${citing}/${main}/${industry ?? ''}`;
    const known = this.supporting.get(key);
    if (known) return known;
    const own = [...new Set(step.evidence)].sort(compareIds);
    const ofWeight = this.idsBehindWeight(main, industry).filter((id) => !own.includes(id));
    const findings = [
      ...own.map((id) => ({ ...this.cite(id), from: 'step' as const })),
      ...ofWeight.map((id) => ({ ...this.cite(id), from: 'weight' as const })),
    ];
    this.supporting.set(key, findings);
    return findings;
  }

  /** Every finding that contradicts or qualifies the product rule and bears on the priority. */
  against(priority: Priority): readonly CitedFinding[] {
    const known = this.opposing.get(priority);
    if (known) return known;
    const findings = [...this.evidence.values()]
      .filter(({ stance }) => stance === 'contradicts' || stance === 'qualifies')
      .filter(({ bearsOn }) => bearsOn.includes(priority))
      .sort((a, b) => compareIds(a.stance, b.stance) || compareIds(a.id, b.id))
      .map(({ id }) => this.cite(id));
    this.opposing.set(priority, findings);
    return findings;
  }

  /** Shares, directions and tilts that name the priority, of this industry or of all. */
  private idsBehindWeight(priority: Priority, industry: string | undefined): string[] {
    const { observations, directions, tilts } = this.weights;
    const here = (entry: { industry: string | null }) =>
      entry.industry === null || entry.industry === industry;
    const ids = [
      ...observations
        .flatMap(({ items }) => items)
        .filter((item) => item.priority === priority && here(item)),
      ...directions.filter((one) => (one.higher === priority || one.lower === priority) && here(one)),
      ...tilts.filter((tilt) => tilt.priority === priority && here(tilt)),
    ].map(({ evidence }) => evidence);
    return [...new Set(ids)].sort(compareIds);
  }
}
