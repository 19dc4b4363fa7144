import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { holds } from '../../platform/access/permissions.js';
import { FilingReports } from '../../reports/filing-reports.js';
import { IncidentFrame } from '../incident-frame.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { dutyReportBody } from './duty-report.view.js';
import type { DutyReportView } from './duty-report.view.js';

/** The pre-filled report of a duty: to read, to print, to take into the filing. It sends nothing. */
@Controller('incidents/:reference/obligations/:ruleId')
export class DutyReportPage {
  constructor(
    private readonly shell: Shell,
    private readonly frames: IncidentFrame,
    private readonly reports: FilingReports,
  ) {}

  @Get('report')
  @Allow('obligations:read')
  async show(
    @Param('reference') reference: string,
    @Param('ruleId') ruleId: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const framed = await this.frames.of(reference, actor, 'obligations', [
      { label: 'Obligations', href: `/incidents/${reference}/obligations` },
      { label: 'Report' },
    ]);
    const { incident, header, exercise } = framed;
    const { report } = await this.reports.of(incident.id, ruleId, actor);
    const view: DutyReportView = {
      title: `Report · ${incident.reference}`,
      shell: await this.shell.of(request, { exercise }),
      errors: [],
      header,
      ...dutyReportBody(report, {
        incidentId: incident.id,
        reference: incident.reference,
        files: holds(actor.role, 'obligations:decide'),
      }),
    };
    sendPage(reply, 'duty-report/report', view);
  }
}
