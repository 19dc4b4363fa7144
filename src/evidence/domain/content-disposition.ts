/** Characters a value of RFC 5987 may hold as they are. */
const KEPT = /[A-Za-z0-9!#$&+.^_`|~-]/;

/**
 * The header that makes a browser store an answer and never show it: a name in plain ASCII for old programs, and the
 * whole name in UTF-8 (RFC 6266, RFC 5987).
 *
 * @param name any text; line breaks and quotes cannot leave their places
 */
export function attachmentHeader(name: string): string {
  const ascii = name.replace(/[^A-Za-z0-9 !#$&+.^_~()-]/gu, '_');
  const encoded = [...Buffer.from(name.toWellFormed(), 'utf8')]
    .map((byte) => {
      const sign = String.fromCharCode(byte);
      return KEPT.test(sign) ? sign : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
