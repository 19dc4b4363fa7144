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

  /** The secret a browser sent, if it has the form of one. */
  read(request: FastifyRequest): string | null {
    const secret = this.#sent(request);
    return secret !== undefined && /^[A-Za-z0-9_-]{43}$/.test(secret) ? secret : null;
  }

  /** True when the browser sent something under our name, of whatever form. */
  isSent(request: FastifyRequest): boolean {
    return this.#sent(request) !== undefined;
  }

  set(reply: FastifyReply, secret: string): void {
    void reply.setCookie(this.name, secret, this.#options);
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.#options);
  }

  /** At signing out: the cookie goes, and whatever else the browser has kept of us. */
  end(reply: FastifyReply): void {
    this.clear(reply);
    void reply.header('Clear-Site-Data', '"cache", "cookies", "storage"');
  }

  /** A request refused before its cookies were read has none. */
  #sent(request: FastifyRequest): string | undefined {
    const cookies = request.cookies as FastifyRequest['cookies'] | null;
    return cookies?.[this.name];
  }
}
