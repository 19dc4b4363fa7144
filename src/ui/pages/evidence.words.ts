import type { EvidenceSubject } from '../../evidence/domain/evidence-subject.js';
import type { CustodyEntry } from '../../evidence/evidence-custody.js';

/** What the page says once after an act, by the word in its address. */
export const DONE_WORDS: Readonly<Record<string, string>> = {
  added: 'The file was added.',
  known: 'The incident held this very file already. It was not added again, but linked to what it proves.',
  linked: 'The file is now given as proof.',
  unlinked: 'The file is no longer given as proof of that.',
  verified: 'Verified: the stored bytes match the SHA-256.',
  released: 'The scanner let the file pass; it is out of quarantine.',
};

/** The same for what did not go well. */
export const FAILED_WORDS: Readonly<Record<string, string>> = {
  damaged: 'The stored bytes do not match the SHA-256 any more. Restore the file from a backup.',
  quarantined: 'The scanner did not let the file pass; it stays in quarantine.',
};

const TYPE_WORDS: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF document',
  'image/png': 'PNG image',
  'image/jpeg': 'JPEG image',
  'image/gif': 'GIF image',
  'image/webp': 'WebP image',
  'text/plain': 'Text',
  'text/csv': 'CSV table',
  'message/rfc822': 'E-mail message',
};

const SCAN_WORDS: Readonly<Record<string, string>> = {
  none: 'no virus scanner is set',
  passed: 'the virus scanner let it pass',
  rejected: 'the virus scanner rejected it',
  failed: 'the virus scanner could not be run to its end',
  timeout: 'the virus scanner did not answer within 60 seconds',
};

/** `PDF document`; what is not in our table of types is `Other file`. */
export function typeWords(mediaType: string): string {
  return TYPE_WORDS[mediaType] ?? 'Other file';
}

/** `812 bytes`, `4.2 KiB`, `25 MiB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  const [amount, unit] = bytes < 1024 ** 2 ? [bytes / 1024, 'KiB'] : [bytes / 1024 ** 2, 'MiB'];
  return `${Number(amount.toFixed(1))} ${unit}`;
}

/** One act on a file as a sentence; what people wrote follows it. */
export function custodyWords(
  { action, facts, detail }: CustodyEntry,
  nameOf: (subject: string) => string,
): { what: string; said: string } {
  const proved = typeof facts['subject'] === 'string' ? nameOf(facts['subject']) : '';
  const scan = SCAN_WORDS[String(facts['scan'])] ?? '';
  const said = [detail?.['reason'], detail?.['note']].filter((text) => typeof text === 'string').join(' ');
  const what: Readonly<Record<string, string>> = {
    'evidence.added': `Added${proved === '' ? '' : ` as proof of: ${proved}`}; ${scan}`,
    'evidence.linked': `${facts['sameBytes'] === true ? 'Sent again and given' : 'Given'} as proof of: ${proved}`,
    'evidence.unlinked': `No longer proof of: ${proved}`,
    'evidence.opened': 'Downloaded',
    'evidence.verified':
      facts['matches'] === true
        ? 'Verified: the stored bytes match'
        : 'Verified: the stored bytes do not match',
    'evidence.quarantined': `In quarantine: ${scan}`,
    'evidence.released': `Out of quarantine: ${scan}`,
  };
  return { what: what[action] ?? action, said };
}

/** What has a name of its own on no page yet. */
export const KIND_WORDS: Readonly<Record<EvidenceSubject['kind'], string>> = {
  step: 'Step',
  fact: 'Fact',
  proof_of_fix: 'Proof of fix',
  filing: 'Filing',
};
