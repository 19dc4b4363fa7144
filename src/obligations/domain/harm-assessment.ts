import type { HarmStep, HarmTest } from '../../catalogue/domain/obligation-rule.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { decided, unknown, type Verdict } from './verdict.js';

const SCALE: Readonly<Record<HarmStep, number>> = {
  none: 0,
  unlikely: 1,
  possible: 2,
  likely: 3,
  serious: 4,
};

/** Harm to people as assessed: for the jurisdiction, else for its country, else for the incident. */
export class HarmAssessment {
  constructor(private readonly harm: NonNullable<IncidentFacts['harm']> = {}) {}

  /** Not assessed with `unassessed: owed`: the law presumes harm, so the test holds. */
  atLeast({ atLeast, unassessed }: HarmTest, jurisdiction: string): Verdict {
    const { level, path } = this.#levelFor(jurisdiction);
    if (level) return decided(SCALE[level] >= SCALE[atLeast], path);
    return unassessed === 'owed' ? decided(true) : unknown('harm.level');
  }

  atMost(limit: HarmStep, jurisdiction: string): Verdict {
    const { level, path } = this.#levelFor(jurisdiction);
    return level ? decided(SCALE[level] <= SCALE[limit], path) : unknown('harm.level');
  }

  #levelFor(jurisdiction: string): { level: HarmStep | undefined; path: string } {
    const { byJurisdiction } = this.harm;
    const places = byJurisdiction ? [jurisdiction, jurisdiction.split('-')[0] ?? jurisdiction] : [];
    for (const place of places) {
      const level = byJurisdiction?.[place];
      if (level) return { level, path: `harm.byJurisdiction.${place}` };
    }
    return { level: this.harm.level, path: 'harm.level' };
  }
}
