/** What evidence is handed out as; the only types an answer ever names. */
export const MEDIA_TYPES = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'text/plain',
  'text/csv',
  'message/rfc822',
  'application/octet-stream',
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

interface FileType {
  mediaType: MediaType;
  /** In words, for people. */
  words: string;
  /** Whether bytes are what the ending of the name says. */
  isOf(bytes: Uint8Array): boolean;
}

const PDF: FileType = {
  mediaType: 'application/pdf',
  words: 'a PDF document',
  isOf: (bytes) => startsWith(bytes, '%PDF-'),
};
const PNG: FileType = {
  mediaType: 'image/png',
  words: 'a PNG image',
  isOf: (bytes) => startsWith(bytes, '\x89PNG\r\n\x1a\n'),
};
const JPEG: FileType = {
  mediaType: 'image/jpeg',
  words: 'a JPEG image',
  isOf: (bytes) => startsWith(bytes, '\xff\xd8\xff'),
};
const GIF: FileType = {
  mediaType: 'image/gif',
  words: 'a GIF image',
  isOf: (bytes) => startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a'),
};
const WEBP: FileType = {
  mediaType: 'image/webp',
  words: 'a WebP image',
  isOf: (bytes) => startsWith(bytes, 'RIFF') && startsWith(bytes.subarray(8), 'WEBP'),
};
const TEXT: FileType = { mediaType: 'text/plain', words: 'a text', isOf: isText };
const CSV: FileType = { mediaType: 'text/csv', words: 'a CSV file', isOf: isText };
const MESSAGE: FileType = { mediaType: 'message/rfc822', words: 'an e-mail message', isOf: isMessage };

/** By the ending of the name, in lower case. */
const BY_ENDING: Readonly<Record<string, FileType>> = {
  pdf: PDF,
  png: PNG,
  jpg: JPEG,
  jpeg: JPEG,
  gif: GIF,
  webp: WEBP,
  txt: TEXT,
  csv: CSV,
  eml: MESSAGE,
};

/**
 * The type of a file whose name and bytes agree. Endings that are not in our table are kept as bytes without a type:
 * nothing of ours, and no browser, looks into them.
 *
 * @returns `disagrees` with what the ending promises, in words, when the bytes are something else
 */
export function fileTypeOf(
  name: string,
  bytes: Uint8Array,
): { mediaType: MediaType } | { disagrees: { ending: string; words: string } } {
  const ending = /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const type = Object.hasOwn(BY_ENDING, ending) ? BY_ENDING[ending] : undefined;
  if (!type) return { mediaType: 'application/octet-stream' };
  return type.isOf(bytes) ? { mediaType: type.mediaType } : { disagrees: { ending, words: type.words } };
}

/** @param signature one character per byte */
function startsWith(bytes: Uint8Array, signature: string): boolean {
  return (
    bytes.length >= signature.length && [...signature].every((sign, at) => bytes[at] === sign.charCodeAt(0))
  );
}

/** Letters in any encoding that marks no other file: exports of spreadsheets and consoles are seldom UTF-8. */
function isText(bytes: Uint8Array): boolean {
  if ([PDF, PNG, JPEG, GIF, WEBP].some((type) => type.isOf(bytes))) return false;
  const isUtf16 = startsWith(bytes, '\xff\xfe') || startsWith(bytes, '\xfe\xff');
  return isUtf16 ? bytes.length % 2 === 0 : !bytes.includes(0);
}

/** Begins with a header field (RFC 5322 section 2.2) and holds no NUL; other bytes are as the sender encoded them. */
function isMessage(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  const head = String.fromCharCode(...bytes.subarray(0, 1_000));
  return /^(From [^\r\n]+\r?\n)?[!-9;-~]{1,76}:[ \t]?[^\r\n]*\r?\n/.test(head);
}
