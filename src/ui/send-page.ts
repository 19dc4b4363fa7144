import type { FastifyReply } from 'fastify';
import { renderPage } from './views.js';
import type { PageView } from './views.types.js';

/** Draws a page and sends it; for handlers that choose the status themselves. */
export function sendPage<View extends PageView>(
  reply: FastifyReply,
  template: string,
  view: View,
  status = 200,
): void {
  void reply.status(status).type('text/html; charset=utf-8').send(renderPage(template, view));
}
