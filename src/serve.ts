import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { httpAdapter, setUp } from './app.setup.js';
import type { Environment } from './platform/config/environment.js';
import { JsonLogger } from './platform/log/json-logger.js';

/** Builds the service, ready to listen; tests and the command line share it. */
export async function createApp(environment: Environment): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(environment),
    httpAdapter(environment.PUBLIC_URL),
    {
      logger: new JsonLogger(environment.LOG_LEVEL),
      abortOnError: false,
    },
  );
  return setUp(app);
}
