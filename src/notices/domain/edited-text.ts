import { Unprocessable } from '../../platform/errors.js';
import type { NoticeText } from './notice-text.js';

/** What a writer changes of a text: its lines, and words and visibility of its sections. */
export interface NoticeEdit {
  subject: string;
  preheader: string;
  sections: readonly { id: string; heading: string; markdown: string; hidden: boolean }[];
}

/** The edit names a section that the text does not have, or one twice. */
export class SectionsDiffer extends Unprocessable {
  readonly code = 'notices.sections_differ';
}

/**
 * The text with the edit applied. Sections stay those of the text, in its order; one that the edit leaves out
 * stays as it is.
 *
 * @throws SectionsDiffer naming the place of each section that does not fit
 */
export function editedText(text: NoticeText, edit: NoticeEdit): NoticeText {
  const known = new Set(text.sections.map(({ id }) => id));
  const edits = new Map<string, NoticeEdit['sections'][number]>();
  const faults = edit.sections.flatMap((section, place) => {
    const wrong = !known.has(section.id)
      ? 'The text has no such section.'
      : edits.has(section.id)
        ? 'The section is given twice.'
        : null;
    edits.set(section.id, section);
    return wrong === null ? [] : [{ path: `/sections/${place}/id`, message: wrong }];
  });
  if (faults.length > 0) throw new SectionsDiffer('The sections do not fit the text.', faults);
  const sections = text.sections.map((section) => {
    const changed = edits.get(section.id);
    if (!changed) return section;
    const { hiddenBecause, ...kept } = section;
    const because = changed.hidden && hiddenBecause !== undefined ? { hiddenBecause } : {};
    return {
      ...kept,
      heading: changed.heading,
      markdown: normal(changed.markdown),
      hidden: changed.hidden,
      ...because,
    };
  });
  return { subject: edit.subject, preheader: edit.preheader, sections };
}

/** Forms send line breaks as CR LF; the same words must have the same hash. */
function normal(markdown: string): string {
  return markdown.replace(/\r\n?/g, '\n').trim();
}
