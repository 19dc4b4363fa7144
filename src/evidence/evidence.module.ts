import { Global, Module } from '@nestjs/common';
import { EvidenceCustody } from './evidence-custody.js';
import { EvidenceIntake } from './evidence-intake.js';
import { EvidenceLimits } from './evidence-limits.js';
import { EvidenceRecords } from './evidence-records.js';
import { EvidenceScanner } from './evidence-scanner.js';
import { EvidenceUploads } from './evidence-uploads.js';
import { EvidenceVault } from './evidence-vault.js';
import { EvidenceController } from './evidence.controller.js';
import { EvidenceFiles } from './evidence.service.js';

/** Files that prove facts and steps; open to every feature that asks for proof. */
@Global()
@Module({
  providers: [
    EvidenceLimits,
    EvidenceScanner,
    EvidenceIntake,
    EvidenceRecords,
    EvidenceFiles,
    EvidenceVault,
    EvidenceCustody,
    EvidenceUploads,
  ],
  controllers: [EvidenceController],
  exports: [
    EvidenceScanner,
    EvidenceLimits,
    EvidenceIntake,
    EvidenceFiles,
    EvidenceVault,
    EvidenceCustody,
    EvidenceUploads,
  ],
})
export class EvidenceModule {}
