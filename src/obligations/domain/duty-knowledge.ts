import type { Calendars } from '../../catalogue/domain/calendars.js';
import type { ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import type { DataTest, Vocabulary } from '../../catalogue/domain/vocabulary.js';
import { WorkingDays } from './working-days.js';

/** Rules, data tests and calendars, looked up once for all evaluations. */
export interface DutyKnowledge {
  /** In file order. */
  readonly rules: readonly ObligationRule[];
  readonly dataTests: ReadonlyMap<string, DataTest>;
  readonly calendars: ReadonlyMap<string, WorkingDays>;
}

/** What the catalogue gives; its `Catalogue` has this form. */
export interface DutyKnowledgeSource {
  readonly rules: ReadonlyMap<string, ObligationRule>;
  readonly vocabulary: Pick<Vocabulary, 'dataTests'>;
  readonly calendars: Calendars;
}

/** Call once per catalogue, not per incident. The EDGAR calendar is the federal one (`calendars.yaml`). */
export function prepareDutyKnowledge({ rules, vocabulary, calendars }: DutyKnowledgeSource): DutyKnowledge {
  const listed = { 'us-sec-edgar': calendars['us-federal'] ?? {}, ...calendars };
  return {
    rules: [...rules.values()],
    dataTests: new Map(vocabulary.dataTests.map(({ code, test }) => [code, test])),
    calendars: new Map(Object.entries(listed).map(([code, years]) => [code, new WorkingDays(code, years)])),
  };
}
