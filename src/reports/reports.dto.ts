import { IsIn, IsOptional } from 'class-validator';

export const REPORT_FORMATS = ['md', 'pdf', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export class ReportQuery {
  /** Absent: JSON. */
  @IsOptional()
  @IsIn(REPORT_FORMATS)
  format: ReportFormat = 'json';
}
