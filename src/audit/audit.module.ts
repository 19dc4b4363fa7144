import { Global, Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { AuditLog } from './audit-log.js';
import { AuditSealer } from './audit-sealer.js';
import { AuditTrail } from './audit-trail.js';

/** The tamper-evident trail; open to every feature. */
@Global()
@Module({
  providers: [AuditTrail, AuditSealer, AuditLog],
  controllers: [AuditController],
  exports: [AuditTrail, AuditSealer, AuditLog],
})
export class AuditModule {}
