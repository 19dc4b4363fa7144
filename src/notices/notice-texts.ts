import type { SectionTemplate } from './domain/notice-kind.js';

/** A part of a file, and the line of the file on which it starts, from 1. */
export interface TextPart {
  text: string;
  line: number;
}

export interface WrittenSection {
  id: string;
  heading: TextPart;
  body: TextPart;
}

const separator = /^\{\{!-- section: ([a-z][a-z-]*) --\}\}$/;
const headingLine = /^#{1,2} (.+)$/;

/**
 * Splits the text of a notice at its lines `{{!-- section: happened --}}`. A section starts with its heading;
 * what stands before the first section is for the people who edit the file.
 *
 * @param untitled ids of sections that have no heading
 */
export function sectionsIn(
  file: string,
  untitled: ReadonlySet<string> = new Set(),
): {
  sections: WrittenSection[];
  faults: { line: number; message: string }[];
} {
  const lines = file.split(/\r?\n/);
  const starts = lines.flatMap((line, index) => {
    const id = separator.exec(line.trim())?.[1];
    return id === undefined ? [] : [{ id, index }];
  });
  const sections: WrittenSection[] = [];
  const faults: { line: number; message: string }[] = [];
  starts.forEach(({ id, index }, place) => {
    const end = starts[place + 1]?.index ?? lines.length;
    const at = lines.findIndex((line, number) => number > index && line.trim() !== '');
    const heading = at < end ? headingLine.exec(lines[at] ?? '')?.[1] : undefined;
    const fault = (message: string) =>
      faults.push({ line: index + 1, message: `the section ${id} ${message}` });
    if (sections.some((section) => section.id === id)) fault('stands here twice');
    else if (untitled.has(id)) {
      if (heading !== undefined) fault('has a heading, and its entry says that it has none');
      const body = bodyOf(lines, index + 1, end);
      sections.push({ id, heading: { text: '', line: index + 1 }, body });
    } else if (heading === undefined) fault('does not start with a heading');
    else {
      const body = bodyOf(lines, at + 1, end);
      sections.push({ id, heading: { text: heading.trim(), line: at + 1 }, body });
    }
  });
  return { sections, faults };
}

function bodyOf(lines: readonly string[], from: number, end: number): TextPart {
  return { text: `${lines.slice(from, end).join('\n').trimEnd()}\n`, line: from + 1 };
}

export function templatesOf(sections: readonly WrittenSection[]): Map<string, SectionTemplate> {
  return new Map(sections.map(({ id, heading, body }) => [id, { heading: heading.text, body: body.text }]));
}
