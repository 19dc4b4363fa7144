import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { ENTITIES } from '../../src/app.entities.js';
import { AuditModule } from '../../src/audit/audit.module.js';
import { IncidentScope } from '../../src/platform/access/incident-scope.js';
import { readEnvironment } from '../../src/platform/config/read-environment.js';
import { PlatformModule } from '../../src/platform/platform.module.js';
import { Global, Module } from '@nestjs/common';
import { freshDatabase } from './database.js';

/** Hides nothing: these tests are about the ground below incidents. */
@Global()
@Module({
  providers: [{ provide: IncidentScope, useValue: { condition: () => ({ sql: '1 = 1', parameters: {} }) } }],
  exports: [IncidentScope],
})
class EverythingVisible {}

/** Platform and audit alone, on a fresh database. */
export async function startGround(): Promise<INestApplicationContext> {
  const environment = readEnvironment({ ...(await freshDatabase()), LOG_LEVEL: 'fatal' });
  const imports = [PlatformModule.forRoot(environment, ENTITIES), EverythingVisible, AuditModule];

  @Module({ imports })
  class Ground {}

  const context = await NestFactory.createApplicationContext(Ground, { logger: false, abortOnError: false });
  return context.init();
}
