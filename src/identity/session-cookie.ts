import '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Environment } from '../platform/config/environment.js';

/** The one cookie there is; it ends with the browser. Without `Secure` only on an http loopback address. */
@Injectable()
export class SessionCookie {
  readonly name: string;
  readonly #options;

  constructor(environment: Environment) {
    const secure = environment.PUBLIC_URL.startsWith('https:');
    this.name = secure ? '__Host-redress_session' : 'redress_session';
    this.#options = { path: '/', httpOnly: true, sameSite: 'lax' as const, secure };
  }

  read(request: FastifyRequest): string | null {
    const secret = request.cookies[this.name];
    return secret !== undefined && /^[A-Za-z0-9_-]{43}$/.test(secret) ? secret : null;
  }

  /** True when the browser sent something under our name, of whatever form. */
  isSent(request: FastifyRequest): boolean {
    return request.cookies[this.name] !== undefined;
  }

  set(reply: FastifyReply, secret: string): void {
    void reply.setCookie(this.name, secret, this.#options);
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.#options);
  }
}
