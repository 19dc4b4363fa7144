import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
];
const API_POLICY = "default-src 'none'; frame-ancestors 'none'";
/** A `srcdoc` frame inherits the policy, and a message carries its own style attributes. */
const PREVIEW_POLICY = [...PAGE_POLICY, "style-src-attr 'unsafe-inline'"];

const FIXED = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'X-Robots-Tag': 'noindex, nofollow',
};

/**
 * The headers of `security.md` 2.3 for an answer to `url`.
 *
 * @param publicUrl says whether browsers are told to come by https only
 */
export function securityHeaders(url: string, publicUrl: string): Record<string, string> {
  const strict = publicUrl.startsWith('https:');
  return {
    ...FIXED,
    'Cache-Control': 'no-store',
    'Content-Security-Policy': policyFor(url),
    ...(strict ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {}),
  };
}

/** Sets {@link securityHeaders} on every answer, refusals included; a handler's own policy and caching stay. */
export function addSecurityHeaders(server: FastifyInstance, publicUrl: string): void {
  server.addHook('onSend', (request: FastifyRequest, reply: FastifyReply, payload: unknown, done) => {
    for (const [name, value] of Object.entries(securityHeaders(request.url, publicUrl)))
      if (!KEPT.has(name) || !reply.hasHeader(name)) void reply.header(name, value);
    done(null, payload);
  });
}

/** A handler may set these itself. */
const KEPT = new Set(['Cache-Control', 'Content-Security-Policy']);

function policyFor(url: string): string {
  return /^\/(api|health)([/?]|$)/.test(url) ? API_POLICY : PAGE_POLICY.join('; ');
}

/** Widens the policy of one page that shows a message in a frame. */
export function allowPreviewStyles(reply: FastifyReply): void {
  void reply.header('Content-Security-Policy', PREVIEW_POLICY.join('; '));
}
