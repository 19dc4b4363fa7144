import type { NoticeText } from './notice-text.js';

/**
 * A drafted text laid out as the text it translates: the same parts in the same order, shown and left out alike. The
 * words are those of the draft; a part of the source that no draft has keeps the words of the source, so that nobody
 * overlooks it.
 */
export function translatedDraft(source: NoticeText, drafted: NoticeText): NoticeText {
  const words = new Map(drafted.sections.map(({ id, heading, markdown }) => [id, { heading, markdown }]));
  return {
    subject: drafted.subject,
    preheader: source.preheader === '' ? '' : drafted.preheader,
    sections: source.sections.map((section) => ({ ...section, ...words.get(section.id) })),
  };
}
