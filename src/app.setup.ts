import { Logger } from '@nestjs/common';
import multipart from '@fastify/multipart';
import cookie from '@fastify/cookie';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { addBodyParsers } from './app.body-parsers.js';
import { LARGEST_EVIDENCE } from './evidence/evidence-limits.js';
import type { UploadConfig } from './identity/upload-parts.js';
import { Environment } from './platform/config/environment.js';
import { bodyPipe } from './platform/http/body-pipe.js';
import { answerBrokenAddress, answerBrokenHttp } from './platform/http/broken-requests.js';
import { addRequestChecks } from './platform/http/request-checks.js';
import { addRequestLog } from './platform/http/request-log.js';
import { UlidIds } from './platform/ids.js';
import { addSecurityHeaders } from './platform/http/security-headers.js';

const BODY_LIMIT = 1024 * 1024;
const UPLOAD_LIMIT = 20 * 1024 * 1024;
/** Routes that take a whole file as text inside JSON, where quoting may double it. */
const FILE_ROUTES = new Set([
  '/api/v1/incidents/import',
  '/api/v1/incidents/:incidentId/obligations/manual/import',
]);
/** Routes that take a file in parts. */
const UPLOAD_ROUTES = new Set([
  '/incidents/import',
  '/playbooks/import',
  '/api/v1/playbooks/import',
  '/incidents/:reference/recipients/import',
  '/api/v1/incidents/:incidentId/recipients/import',
  '/incidents/:reference/obligations/import',
  '/incidents/:reference/evidence',
  '/api/v1/incidents/:incidentId/evidence',
  '/incidents/:reference/proof/files',
  '/api/v1/incidents/:incidentId/proof/files',
  '/incidents/:reference/obligations/:ruleId/filings',
]);
/** Those of them whose file may be longer than `UPLOAD_LIMIT`. */
const EVIDENCE_ROUTES = new Set([
  '/incidents/:reference/evidence',
  '/api/v1/incidents/:incidentId/evidence',
  '/incidents/:reference/proof/files',
  '/api/v1/incidents/:incidentId/proof/files',
  '/incidents/:reference/obligations/:ruleId/filings',
]);

/** The HTTP server with its limits; the same for the service and for every test. */
export function httpAdapter(publicUrl: string): FastifyAdapter {
  const ids = new UlidIds();
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    keepAliveTimeout: 5_000,
    maxRequestsPerSocket: 1_000,
    genReqId: () => ids.next(),
    frameworkErrors: answerBrokenAddress(publicUrl),
    clientErrorHandler: answerBrokenHttp(publicUrl, () => ids.next()),
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
  });
}

/** Pipes, headers and checks: the same for the service and for every test. */
export async function setUp(app: NestFastifyApplication): Promise<NestFastifyApplication> {
  const environment = app.get(Environment);
  const server = app.getHttpAdapter().getInstance();
  server.server.headersTimeout = 15_000;
  server.server.maxConnections = 1_000;
  server.removeContentTypeParser('text/plain');
  addBodyParsers(app, BODY_LIMIT);
  await app.register(cookie as never);
  await app.register(multipart as never, {
    limits: { fileSize: UPLOAD_LIMIT, files: 1, fields: 20, fieldSize: 64 * 1024, parts: 21 },
  });
  server.addHook('onRoute', (route) => {
    if (FILE_ROUTES.has(route.url)) route.bodyLimit = 2 * UPLOAD_LIMIT + BODY_LIMIT;
    if (EVIDENCE_ROUTES.has(route.url))
      route.config = { ...route.config, largestFile: LARGEST_EVIDENCE } as typeof route.config & UploadConfig;
  });
  addSecurityHeaders(server as never, environment.PUBLIC_URL);
  addRequestChecks(server as never, { publicUrl: environment.PUBLIC_URL, uploads: UPLOAD_ROUTES });
  addRequestLog(server as never, new Logger('http'));
  app.useGlobalPipes(bodyPipe());
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  return app;
}
