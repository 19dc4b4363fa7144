import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { FilingReports } from './filing-reports.js';
import type { FilledReport } from './filing-reports.js';
import { ReportQuery } from './reports.dto.js';
import type { ReportFormat } from './reports.dto.js';

const TYPES: Readonly<Record<ReportFormat, string>> = {
  md: 'text/markdown; charset=utf-8',
  pdf: 'application/pdf',
  json: 'application/json; charset=utf-8',
};

/** Pre-filled reports to whom a duty is owed. */
@Controller('api/v1/incidents/:incidentId/obligations/:ruleId')
export class ReportsController {
  constructor(private readonly reports: FilingReports) {}

  @Get('report')
  @Allow('obligations:read')
  async report(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('ruleId') ruleId: string,
    @Query() { format }: ReportQuery,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const filled = await this.reports.of(incidentId, ruleId, actor);
    const { report } = filled;
    const name = `${report.exercise ? 'EXERCISE-' : ''}${report.incident?.reference ?? 'report'}-${report.duty.ruleId}.${format}`;
    void reply
      .type(TYPES[format])
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(await this.#written(filled, format));
  }

  #written(filled: FilledReport, format: ReportFormat): Promise<Buffer> | string {
    if (format === 'pdf') return this.reports.pdf(filled);
    return format === 'md' ? filled.markdown : `${JSON.stringify(filled.report, null, 2)}\n`;
  }
}
