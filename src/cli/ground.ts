import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule } from '../app.module.js';
import type { Environment } from '../platform/config/environment.js';
import { readEnvironment } from '../platform/config/read-environment.js';
import { JsonLogger } from '../platform/log/json-logger.js';

/**
 * The service's own parts without its HTTP side, for commands that work on the database.
 *
 * @throws ConfigurationFaults, KeysUnusable, KnowledgeFaults
 */
export async function withService<T>(
  work: (app: INestApplicationContext, environment: Environment) => Promise<T>,
): Promise<T> {
  const environment = readEnvironment(process.env);
  const app = await NestFactory.createApplicationContext(AppModule.forRoot(environment), {
    logger: new JsonLogger('error'),
    abortOnError: false,
  });
  try {
    return await work(app, environment);
  } finally {
    await app.close();
  }
}
