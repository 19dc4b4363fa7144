import type { NoticeSection, NoticeText } from './notice-text.js';

/** Parts of a text by the name they go by in comparisons: ids of sections, and the two lines. */
export function partsOf(text: NoticeText): Map<string, GeneratedPart> {
  const { subject, preheader, sections } = text;
  return new Map<string, GeneratedPart>([
    ['subject', subject],
    ['preheader', preheader],
    ...sections.map((section): [string, GeneratedPart] => [section.id, section]),
  ]);
}

/** A line, or a section. */
export type GeneratedPart = string | NoticeSection;

/** What of a part a draft decides, in one text: two parts are alike when this is. */
export function sourceOf(part: GeneratedPart): string {
  if (typeof part === 'string') return part;
  const { level, heading, markdown, hidden } = part;
  return JSON.stringify([level, heading, markdown, hidden]);
}
