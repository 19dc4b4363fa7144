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

/** Sets the headers of `security.md` 2.3 on every answer, refusals included. */
export function addSecurityHeaders(server: FastifyInstance, publicUrl: string): void {
  const strict = publicUrl.startsWith('https:');
  server.addHook('onSend', (request: FastifyRequest, reply: FastifyReply, payload: unknown, done) => {
    void reply.headers(FIXED);
    if (!reply.hasHeader('Cache-Control')) void reply.header('Cache-Control', 'no-store');
    if (!reply.hasHeader('Content-Security-Policy'))
      void reply.header('Content-Security-Policy', policyFor(request));
    if (strict) void reply.header('Strict-Transport-Security', 'max-age=63072000; includeSubDomains');
    done(null, payload);
  });
}

function policyFor(request: FastifyRequest): string {
  return /^\/(api|health)(\/|$)/.test(request.url) ? API_POLICY : PAGE_POLICY.join('; ');
}

/** Widens the policy of one page that shows a message in a frame. */
export function allowPreviewStyles(reply: FastifyReply): void {
  void reply.header('Content-Security-Policy', PREVIEW_POLICY.join('; '));
}
