const own = new Set([403, 404, 409, 428, 429]);

/** Template for a refusal with this HTTP status; 401 leads to the sign-in page and has none. */
export function errorTemplateOf(status: number): string {
  if (own.has(status)) return `errors/${status}`;
  return status >= 500 ? 'errors/500' : 'errors/other';
}
