import type { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/** One line per request: the route's pattern, never the address, the query, a header or a body. */
export function addRequestLog(server: FastifyInstance, logger: Logger): void {
  server.addHook('onResponse', (request, reply, done) => {
    logger.debug({
      request: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
    done();
  });
}
