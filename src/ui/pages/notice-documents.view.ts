import { documentNumber } from '../../notices/domain/document-number.js';
import type { NumberedText } from '../../notices/domain/document-number.js';
import type { DocumentFormat, DocumentStanding } from '../../notices/render-document.js';

/** The files of one text, to be downloaded. */
export interface NoticeDocumentsView {
  /** What the files say about themselves. */
  words: string;
  links: readonly { href: string; text: string; note?: string }[];
}

const FILES: readonly { format: DocumentFormat; text: string; note?: string }[] = [
  { format: 'pdf', text: 'PDF', note: 'tagged; letters on A4 or US Letter by country' },
  { format: 'docx', text: 'Word file', note: 'for counsel' },
  { format: 'eml', text: 'E-mail', note: '.eml' },
  { format: 'web', text: 'Web page', note: 'one file' },
  { format: 'text', text: 'Plain text' },
  { format: 'md', text: 'Markdown' },
];

/** @param notice the text on the page, with what it is allowed for */
export function noticeDocumentsView(
  notice: NumberedText & { id: string; standing: DocumentStanding },
): NoticeDocumentsView {
  return {
    words: WORDS[notice.standing](documentNumber(notice)),
    links: FILES.map(({ format, ...file }) => ({
      ...file,
      href: `/api/v1/notices/${notice.id}/documents/${format}`,
    })),
  };
}

const WORDS: Readonly<Record<DocumentStanding, (number: string) => string>> = {
  approved: (number) => `Each carries the number ${number}.`,
  draft: (number) => `Each says that nobody approved it, and carries the number ${number}.`,
  withdrawn: (number) => `Each says that it was withdrawn, and carries the number ${number}.`,
};
