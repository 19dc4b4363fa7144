/** What stands in the way, by the code of the system or the database, and how to mend it. */
const SENTENCES: readonly (readonly [readonly string[], string])[] = [
  [
    ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', '57P03'],
    'The database cannot be reached; check DATABASE_URL and that it runs.',
  ],
  [['28P01', '28000'], 'The database does not take the name and password of DATABASE_URL.'],
  [['3D000'], 'The database that DATABASE_URL names does not exist; create it first.'],
  [['42501'], 'The account of DATABASE_URL may not make tables in its database.'],
  [['EADDRINUSE'], 'Another program uses the port; set PORT to a free one.'],
  [['EADDRNOTAVAIL'], 'This machine has no such address; check HOST.'],
  [
    ['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'ENOENT', 'SQLITE_CANTOPEN', 'SQLITE_READONLY'],
    'The data folder cannot be used; check DATA_DIR and who may write there.',
  ],
  [['ENOSPC', 'SQLITE_FULL'], 'The disk is full; nothing was changed. Make room and try again.'],
  [
    ['SQLITE_NOTADB', 'SQLITE_CORRUPT'],
    'The database file is damaged; keep it as it is and restore a backup into another data folder.',
  ],
];

/** A sentence about an error that nobody foresaw: never its text, which may repeat what was worked on. */
export function breakdownWords(error: unknown): string {
  const code = codeOf(error);
  const known = SENTENCES.find(([codes]) => codes.some((one) => code === one || code.startsWith(`${one}_`)));
  if (known) return `${known[1]} (${code})`;
  const name = error instanceof Error ? error.name : typeof error;
  return `The command broke off: ${name}${code === '' ? '' : ` (${code})`}. Set LOG_LEVEL=debug to see where.`;
}

/** Places in the code, without the text of the error. */
export function placesOf(error: unknown): string {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return lines.filter((line) => /^\s+at /.test(line)).join('\n');
}

function codeOf(error: unknown): string {
  const { code, driverError, errors } = (error ?? {}) as Record<string, unknown>;
  if (typeof code === 'string') return code;
  // Several addresses of one host were tried; or the database's own error is wrapped.
  if (Array.isArray(errors) && errors.length > 0) return codeOf(errors[0]);
  return driverError === undefined ? '' : codeOf(driverError);
}
