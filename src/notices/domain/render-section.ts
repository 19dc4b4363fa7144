import type { NoticeSection, NoticeText } from './notice-text.js';
import type { Reader } from './one-reader.js';
import type { PreparedNotice } from './render-notice.js';

/** One section in the words of its reader, with every gap in sight. */
export interface RenderedSection {
  /** One line of plain text; empty where the section has none. */
  heading: string;
  /** Markdown as it is sent, without the heading and without white space at its end. */
  body: string;
}

/**
 * Renders one section without the notice around it, also one that is not sent; for screens and checks, never for
 * sending.
 *
 * @param prepare makes the text ready with the kind, values and hosts of the notice that the section is of, without
 *   marks around it
 * @throws NoticeTextRefused when the section would not pass its check now
 */
export function renderSection(
  section: NoticeSection,
  prepare: (alone: NoticeText) => PreparedNotice,
  reader: Reader,
): RenderedSection {
  const untitled = { ...section, heading: '', hidden: false };
  const alone = { subject: section.heading, preheader: '', sections: [untitled] };
  const { subject, body } = prepare(alone).preview(reader, 'markdown');
  return { heading: subject, body: body.trimEnd() };
}
