import { Global, Module } from '@nestjs/common';
import { EvidenceIntake } from './evidence-intake.js';
import { EvidenceLimits } from './evidence-limits.js';
import { EvidenceRecords } from './evidence-records.js';
import { EvidenceScanner } from './evidence-scanner.js';
import { EvidenceVault } from './evidence-vault.js';
import { EvidenceFiles } from './evidence.service.js';

/** Files that prove facts and steps; open to every feature that asks for proof. */
@Global()
@Module({
  providers: [EvidenceLimits, EvidenceScanner, EvidenceIntake, EvidenceRecords, EvidenceFiles, EvidenceVault],
  exports: [EvidenceLimits, EvidenceIntake, EvidenceFiles, EvidenceVault],
})
export class EvidenceModule {}
