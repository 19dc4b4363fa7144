import type { FastifyRequest } from 'fastify';
import type { Problem } from './problem.js';

/** Draws a refusal as a page; the pages supply it. */
export abstract class ErrorPages {
  abstract render(problem: Problem, request: FastifyRequest): Promise<string>;
}
