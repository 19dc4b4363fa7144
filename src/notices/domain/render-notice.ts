import { Conflict } from '../../platform/errors.js';
import { languageOfLaws } from './annex.js';
import { visibleLine } from './invisible-characters.js';
import { shellParts, type ShellPart } from './mail-shell.js';
import { authorFields } from './notice-kind.js';
import type { NoticeSection, NoticeText } from './notice-text.js';
import type { NoticeValues } from './notice-values.js';
import type { NoticeWriter } from './notice-writer.js';
import type { Piece } from './pieces.js';
import { OneReader, type Reader } from './one-reader.js';
import { PreparedText } from './prepared-text.js';
import { gapStart, SharedFields, type NoticeFrame } from './shared-fields.js';
import { checkLine, checkTemplate } from './template-checker.js';
import type { TemplateFields } from './template-fields.js';
import type { TemplateFinding } from './template-finding.js';
import { htmlWriter, webWriter } from './write-html.js';
import { markdownWriter } from './write-markdown.js';
import { textWriter } from './write-text.js';

export const noticeFormats = ['markdown', 'html', 'text', 'web'] as const;
export type NoticeFormat = (typeof noticeFormats)[number];

export interface RenderedNotice {
  subject: string;
  preheader: string;
  /** The whole document in the format asked for. */
  body: string;
}

/** A stored text that its check would refuse now: it was not written by this program. */
export class NoticeTextRefused extends Conflict {
  readonly code = 'notices.stored_text_refused';

  constructor(readonly findings: readonly { section: string; finding: TemplateFinding }[]) {
    super(
      'The stored text does not pass its check: it was not written by this program. Mend it in the editor and save.',
    );
  }
}

/** Something in the text has no value; nothing may be sent. Names placeholders, never values. */
export class NoticeUnresolved extends Error {
  constructor(readonly placeholders: readonly string[]) {
    super(`These fields have no value: ${placeholders.join(', ')}.`);
    this.name = 'NoticeUnresolved';
  }
}

const writers: Record<NoticeFormat, NoticeWriter> = {
  html: htmlWriter,
  web: webWriter,
  text: textWriter,
  markdown: markdownWriter,
};

/**
 * Checks a stored text again and prepares it once for all readers: Markdown is read, what all share is written.
 *
 * @param shared values of every field that is not personal
 * @throws NoticeTextRefused, LanguageMissing
 */
export function prepareNotice(text: NoticeText, shared: NoticeValues, frame: NoticeFrame): PreparedNotice {
  const fields = authorFields(frame.kind, frame.linkHosts);
  const shown = text.sections.filter(({ hidden }) => !hidden);
  refuseFaults(text, shown, fields);
  return new PreparedNotice(text, shown, new SharedFields(shared, frame), frame);
}

function refuseFaults(text: NoticeText, shown: readonly NoticeSection[], fields: TemplateFields): void {
  const faults = [
    ...named('subject', checkLine(text.subject, fields)),
    ...named('preheader', checkTemplate(text.preheader, 'author', fields)),
    ...shown.flatMap(({ id, heading, markdown }) => [
      ...named(id, checkLine(heading, fields)),
      ...named(id, checkTemplate(markdown, 'author', fields)),
    ]),
  ];
  if (faults.length > 0) throw new NoticeTextRefused(faults);
}

function named(section: string, findings: readonly TemplateFinding[]) {
  return findings.map((finding) => ({ section, finding }));
}

/** A notice prepared for all its readers. A value never meets a Markdown or Handlebars parser. */
export class PreparedNotice {
  readonly #subject: PreparedText;
  readonly #preheader: PreparedText;
  readonly #documents = new Map<NoticeFormat, PreparedText>();
  #unresolved: readonly string[] | undefined;

  constructor(
    private readonly text: NoticeText,
    private readonly shown: readonly NoticeSection[],
    private readonly fields: SharedFields,
    private readonly frame: NoticeFrame,
  ) {
    this.#subject = this.#line(text.subject, textWriter);
    this.#preheader = this.#line(text.preheader, textWriter);
  }

  /** Shared fields in the text that have no value, and marks that someone typed. */
  get unresolved(): readonly string[] {
    return (this.#unresolved ??= this.#openFields());
  }

  #openFields(): string[] {
    this.#document('text');
    const typed = [
      this.text.subject,
      this.text.preheader,
      ...this.shown.flatMap(({ heading, markdown }) => [heading, markdown]),
    ];
    return [...this.fields.gaps, ...(typed.some((part) => part.includes(gapStart)) ? [gapStart] : [])].sort();
  }

  /** The copy of one reader with every gap in sight; for screens, never for sending. */
  preview(reader: Reader, format: NoticeFormat): RenderedNotice {
    return this.#rendered(new OneReader(this.fields, reader), format);
  }

  /**
   * The copy that is sent to one person.
   *
   * @throws NoticeUnresolved naming every field without value
   */
  forSending(values: NoticeValues, format: NoticeFormat): RenderedNotice {
    return this.#sent(values, (reader) => this.#rendered(reader, format));
  }

  /**
   * The e-mail that is sent to one person: both its parts.
   *
   * @throws NoticeUnresolved naming every field without value
   */
  mailFor(values: NoticeValues): { subject: string; html: string; text: string } {
    return this.#sent(values, (reader) => ({
      subject: visibleLine(this.#subject.for(reader)),
      html: this.#document('html').for(reader),
      text: this.#document('text').for(reader),
    }));
  }

  #sent<Copy>(values: NoticeValues, copyFor: (reader: OneReader) => Copy): Copy {
    const open = this.unresolved;
    if (open.length > 0) throw new NoticeUnresolved(open);
    const reader = new OneReader(this.fields, { values, isPerson: true });
    const copy = copyFor(reader);
    if (reader.missing.size > 0) throw new NoticeUnresolved([...reader.missing].sort());
    return copy;
  }

  #rendered(reader: OneReader, format: NoticeFormat): RenderedNotice {
    return {
      subject: visibleLine(this.#subject.for(reader)),
      preheader: visibleLine(this.#preheader.for(reader)),
      body: this.#document(format).for(reader),
    };
  }

  #document(format: NoticeFormat): PreparedText {
    const known = this.#documents.get(format);
    if (known) return known;
    const document = this.#compose(format);
    this.#documents.set(format, document);
    return document;
  }

  #compose(format: NoticeFormat): PreparedText {
    const writer = writers[format];
    const document = new PreparedText(this.fields, writer);
    const sections = this.shown.map((section) => this.#section(section, writer, document));
    const body: Piece = { kind: 'frame', open: [], items: sections, between: writer.between, close: [] };
    const { marks = {}, shell, language } = this.frame;
    const banner = marks.banner === undefined ? '' : writer.banner(marks.banner);
    const number = marks.number === undefined ? '' : writer.number(marks.number);
    if (format === 'markdown') return document.with([banner, body, number, '\n']);
    const own: Record<ShellPart, () => Piece[]> = {
      title: () => document.line(this.#title()),
      preheader: () => document.line(this.text.preheader),
      body: () => [body],
      banner: () => [banner],
      number: () => [number],
    };
    const { parts } = shellParts(shell[format], language.locale);
    return document.with(parts.flatMap((part) => (typeof part === 'string' ? [part] : own[part.part]())));
  }

  /** A channel without subject has headings, or nothing that names the text but its kind. */
  #title(): string {
    const headings = this.shown.map(({ heading }) => heading.trim());
    return [this.text.subject, ...headings].find((line) => line !== '') ?? this.frame.kind.title;
  }

  #section(section: NoticeSection, writer: NoticeWriter, document: PreparedText): Piece[] {
    const untitled = section.heading.trim() === '';
    const heading = untitled ? [] : writer.heading(section.level, document.line(section.heading));
    const { language, linkHosts } = this.frame;
    const laws = languageOfLaws(section.id, language.locale);
    const blocks = document.blocks(section.markdown, section.level + 1, linkHosts, laws);
    if (blocks.length === 0) return heading;
    return [
      {
        kind: 'frame',
        open: untitled ? [] : [...heading, writer.between],
        items: blocks,
        between: writer.between,
        close: [],
      },
    ];
  }

  #line(template: string, writer: NoticeWriter): PreparedText {
    const line = new PreparedText(this.fields, writer);
    return line.with(line.line(template));
  }
}
