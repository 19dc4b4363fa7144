/**
 * Where to go after signing in: a path of our own or the first page. One leading slash, no backslash, nothing a
 * browser would read as another host (`security.md` row 64).
 */
export function ownPath(next: unknown): string {
  if (typeof next !== 'string' || next.length > 2_000) return '/';
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next)) return '/';
  return /^\/(api|sign-in|sign-out|step-up|setup)(?=[/?#]|$)/.test(next) ? '/' : next;
}
