import { Module } from '@nestjs/common';
import { DutyActs } from './duty-acts.js';
import { DutyDecisions } from './duty-decisions.js';
import { DutyList } from './duty-list.js';
import { DutyRegister } from './duty-register.js';
import { Filings } from './filings.js';
import { ManualDutiesController } from './manual.controller.js';
import { ManualDuties } from './manual-duties.js';
import { ManualEntries } from './manual-entries.js';
import { ManualImports } from './manual-imports.js';
import { ObligationsController } from './obligations.controller.js';
import { Obligations } from './obligations.service.js';
import { ReevaluationWorker } from './reevaluation.worker.js';
import { ReevaluationsController } from './reevaluations.controller.js';
import { Reevaluations } from './reevaluations.js';

/** Duties to notify: their clocks, the register of terms, decisions and filings. */
@Module({
  providers: [
    Obligations,
    DutyRegister,
    DutyList,
    DutyActs,
    DutyDecisions,
    Filings,
    ManualEntries,
    ManualDuties,
    ManualImports,
    Reevaluations,
    ReevaluationWorker,
  ],
  controllers: [ManualDutiesController, ObligationsController, ReevaluationsController],
  exports: [
    Obligations,
    DutyRegister,
    DutyList,
    DutyDecisions,
    Filings,
    ManualDuties,
    ManualImports,
    Reevaluations,
    ReevaluationWorker,
  ],
})
export class ObligationsModule {}
