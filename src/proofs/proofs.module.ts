import { Module } from '@nestjs/common';
import { PlansModule } from '../plans/plans.module.js';
import { ProofFiles } from './proof-files.service.js';
import { ProofReadings } from './proof-readings.js';
import { ProofsController } from './proofs.controller.js';
import { ProofsOfFix } from './proofs.service.js';

/** The proof of fix of each incident; EvidenceModule and IncidentsModule are global. */
@Module({
  imports: [PlansModule],
  controllers: [ProofsController],
  providers: [ProofReadings, ProofsOfFix, ProofFiles],
  exports: [ProofsOfFix, ProofFiles],
})
export class ProofsModule {}
