import type { ReportFieldPath } from '../../catalogue/domain/report-forms.js';
import { RECORD_READINGS } from './report-entries.js';
import { FACT_READINGS } from './report-facts.js';
import type { Reading, ReportGround } from './report-ground.js';

const READINGS: Readonly<Record<ReportFieldPath, Reading>> = { ...FACT_READINGS, ...RECORD_READINGS };

/** A field of the record in words; undefined where it is not known. */
export function reportValue(path: ReportFieldPath, ground: ReportGround): string | undefined {
  const value = READINGS[path](ground)?.trim();
  return value === '' ? undefined : value;
}
