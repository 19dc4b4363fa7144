import type { Answer } from './client.js';

/** What browsers keep or hand to a program and never read as a page. */
const READERS: Readonly<Record<string, (text: string) => string[]>> = {
  'application/json': unreadable,
  'application/problem+json': unreadable,
  'text/calendar': brokenLines,
  'text/csv': () => [],
  'text/markdown': () => [],
  'text/plain': () => [],
  'application/pdf': () => [],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': () => [],
  'message/rfc822': () => [],
};

/** A problem is shown where it happens, and a program that fetches a calendar has no use for a file name. */
const SHOWN = new Set(['application/problem+json', 'text/calendar']);

/** The type of an answer that is no page, without its parameters; null for a page, a redirect and what names no type. */
export function fileTypeOf({ headers }: Answer): string | null {
  const type = String(headers['content-type'] ?? '').replace(/;.*$/, '');
  return type in READERS ? type : null;
}

/** What would let a browser run a file that is kept or opened: a type to be guessed, one to be shown, or broken form. */
export function faultsOfFile(answer: Answer): string[] {
  const type = fileTypeOf(answer) ?? '';
  const disposition = String(answer.headers['content-disposition'] ?? '');
  const isKept = SHOWN.has(type) || /^attachment(;|$)/.test(disposition);
  return [
    ...(answer.headers['x-content-type-options'] === 'nosniff' ? [] : ['its type may be guessed']),
    ...(isKept ? [] : [`${type} is shown in place: ${disposition}`]),
    ...(READERS[type]?.(answer.text) ?? []),
  ];
}

function unreadable(text: string): string[] {
  try {
    JSON.parse(text);
    return [];
  } catch {
    return [`no JSON: ${text.slice(0, 60)}`];
  }
}

/** A text with a line break of its own would become a property of its own. */
function brokenLines(text: string): string[] {
  const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n');
  const known =
    /^(BEGIN|END|VERSION|PRODID|CALSCALE|METHOD|NAME|REFRESH-INTERVAL|UID|DTSTAMP|DTSTART|DTEND|DURATION|SUMMARY|DESCRIPTION|LOCATION|URL|STATUS|SEQUENCE|LAST-MODIFIED|CREATED|CATEGORIES|CLASS|TRANSP|ACTION|TRIGGER|X-[A-Z-]+)[;:][^\n\r]*$/;
  return lines.filter((line) => line !== '' && !known.test(line)).map((line) => `line ${line.slice(0, 60)}`);
}
