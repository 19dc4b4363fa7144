import { Body, Controller, Get, Header, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { concerns } from './domain/duty.js';
import { Filings } from './filings.js';
import {
  AddManualDutyBody,
  ChangeManualDutyBody,
  ImportManualDutiesBody,
  WithdrawManualDutyBody,
  toManualDutyView,
  toManualImportView,
} from './manual.dto.js';
import type { ManualDutyView, ManualImportView } from './manual.dto.js';
import { ManualDuties } from './manual-duties.js';
import { ManualImports } from './manual-imports.js';
import { ListObligationsQuery } from './obligations.dto.js';
import { Obligations } from './obligations.service.js';
import { toActedView } from './obligations.views.js';
import type { ActedDutyView } from './obligations.views.js';
import { registerCsv } from './register-csv.js';

const STEP_UP = { stepUp: ['counsel'] } as const;

/** Duties that people add to the register, and the register as a file. */
@Controller('api/v1/incidents/:incidentId/obligations')
export class ManualDutiesController {
  constructor(
    private readonly manual: ManualDuties,
    private readonly imports: ManualImports,
    private readonly obligations: Obligations,
    private readonly filings: Filings,
  ) {}

  @Get('register.csv')
  @Allow('obligations:read')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="obligations.csv"')
  async csv(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Query() query: ListObligationsQuery,
    @CurrentActor() actor: Actor,
  ): Promise<string> {
    const { duties } = await this.obligations.of(incidentId, actor);
    const shown =
      query.all === 'true' ? duties : duties.filter(({ duty, record }) => record !== null || concerns(duty));
    return registerCsv(shown, await this.filings.of(incidentId, actor));
  }

  @Get('manual')
  @Allow('obligations:read')
  async list(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ManualDutyView[]> {
    return (await this.manual.of(incidentId, actor)).map(toManualDutyView);
  }

  @Post('manual')
  @Allow('obligations:decide', STEP_UP)
  async add(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Body() body: AddManualDutyBody,
    @CurrentActor() actor: Actor,
  ): Promise<ActedDutyView> {
    const wanted = { duty: body.duty, keeperId: body.keeperId ?? null };
    return toActedView(await this.manual.add(incidentId, wanted, actor));
  }

  @Post('manual/import')
  @HttpCode(200)
  @Allow('obligations:decide', STEP_UP)
  async import(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Body() body: ImportManualDutiesBody,
    @CurrentActor() actor: Actor,
  ): Promise<ManualImportView> {
    const csv = Buffer.from(body.csv, 'utf8');
    const { confirm, reason } = body;
    if (confirm === undefined)
      return toManualImportView(await this.imports.preview(incidentId, csv, actor), false);
    return toManualImportView(await this.imports.take(incidentId, csv, { confirm, reason }, actor), true);
  }

  @Patch('manual/:ruleId')
  @Allow('obligations:decide', STEP_UP)
  async change(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('ruleId') ruleId: string,
    @Body() body: ChangeManualDutyBody,
    @CurrentActor() actor: Actor,
  ): Promise<ActedDutyView> {
    const { duty, reason, revision } = body;
    return toActedView(await this.manual.change(incidentId, ruleId, { duty, reason, revision }, actor));
  }

  @Post('manual/:ruleId/withdrawal')
  @HttpCode(200)
  @Allow('obligations:decide', STEP_UP)
  async withdraw(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('ruleId') ruleId: string,
    @Body() body: WithdrawManualDutyBody,
    @CurrentActor() actor: Actor,
  ): Promise<ActedDutyView> {
    const { reason, revision } = body;
    return toActedView(await this.manual.withdraw(incidentId, ruleId, { reason, revision }, actor));
  }
}
