import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { ObligationsModule } from '../obligations/obligations.module.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { PlansModule } from '../plans/plans.module.js';
import { ProofsModule } from '../proofs/proofs.module.js';
import { RecipientsModule } from '../recipients/recipients.module.js';
import { NoticeCoverage } from './notice-coverage.js';
import { FilingReports } from './filing-reports.js';
import { ReportRecords } from './report-records.js';
import { ReportsController } from './reports.controller.js';

/** Pre-filled reports per duty, from all records of an incident. */
@Module({
  imports: [
    OrganisationModule,
    PlansModule,
    ProofsModule,
    NoticesModule,
    RecipientsModule,
    ObligationsModule,
    EvidenceModule,
  ],
  providers: [FilingReports, NoticeCoverage, ReportRecords],
  controllers: [ReportsController],
  exports: [FilingReports, NoticeCoverage],
})
export class ReportsModule {}
