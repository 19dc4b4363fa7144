import { Module } from '@nestjs/common';
import { DutyActs } from './duty-acts.js';
import { DutyDecisions } from './duty-decisions.js';
import { DutyList } from './duty-list.js';
import { DutyRegister } from './duty-register.js';
import { Filings } from './filings.js';
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
    Reevaluations,
    ReevaluationWorker,
  ],
  controllers: [ObligationsController, ReevaluationsController],
  exports: [Obligations, DutyRegister, DutyList, DutyDecisions, Filings, Reevaluations, ReevaluationWorker],
})
export class ObligationsModule {}
