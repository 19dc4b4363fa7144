import { createHash } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { composeDocx } from './compose-docx.js';
import { composeEml } from './compose-eml.js';
import { composePdf } from './compose-pdf.js';
import type { LetterHead, PdfText } from './compose-pdf.js';
import { ANNEX, languageOfLaws } from './domain/annex.js';
import { documentNumber } from './domain/document-number.js';
import type { NumberedText } from './domain/document-number.js';
import { documentWords, labelled } from './domain/document-words.js';
import { visibleLine } from './domain/invisible-characters.js';
import { paperIn } from './domain/letter-paper.js';
import { wordingOf } from './domain/notice-helpers.js';
import type { NoticeSection, NoticeText } from './domain/notice-text.js';
import type { NoticeValues } from './domain/notice-values.js';
import type { Reader } from './domain/one-reader.js';
import { prepareNotice } from './domain/render-notice.js';
import type { NoticeFormat, RenderedNotice } from './domain/render-notice.js';
import type { NoticeFrame, NoticeMarks } from './domain/shared-fields.js';

export const documentFormats = ['md', 'text', 'html', 'web', 'pdf', 'docx', 'eml'] as const;
export type DocumentFormat = (typeof documentFormats)[number];

/** What the text is allowed for; it decides the mark that every document carries. */
export type DocumentStanding = 'draft' | 'approved' | 'withdrawn';

/** One text with its values, for one reader or for nobody in particular. */
export interface DocumentSource {
  text: NoticeText;
  /** Of every field that is not personal. */
  values: NoticeValues;
  frame: Omit<NoticeFrame, 'marks'>;
  reader: Reader;
  /** Absent: a text from facts alone, whose gaps say what it is. */
  standing?: DocumentStanding;
  isExercise?: boolean;
  /** Absent: a text that is not kept. */
  numbered?: NumberedText;
  /** Instant that files state as their making: the same text gives the same bytes. */
  at: Temporal.Instant;
  /** Sender of a message. */
  from: { name: string; address: string };
  /** Name and postal address of the reader of a letter, line by line. */
  to?: readonly string[];
  /** ISO 3166-1 code of where the letter goes; decides the paper. */
  country?: string;
}

export interface RenderedDocument {
  /** Text, or the bytes of a file. */
  content: string | Buffer;
  subject: string;
}

/** Beside the text of a letter: its foot on page 1. */
const FOOT = 'foot';

/**
 * One document of a notice. Every format is made from the same prepared text, so that all say the same; what is not
 * approved says so in each, and all carry one number.
 *
 * @throws NoticeUnresolved where an approved text lacks a value for its reader; NoticeTextRefused; LettersMissing and
 * TooManyPdfs for a PDF
 */
export async function renderDocument(
  source: DocumentSource,
  format: DocumentFormat,
): Promise<RenderedDocument> {
  const subject = rendered(source, 'text').subject;
  return { subject, content: await contentOf(source, format) };
}

function contentOf(
  source: DocumentSource,
  format: DocumentFormat,
): Promise<string | Buffer> | string | Buffer {
  switch (format) {
    case 'md':
      return rendered(source, 'markdown', marksFor(source)).body;
    case 'text':
    case 'html':
    case 'web':
      return rendered(source, format, marksFor(source)).body;
    case 'eml':
      return emlOf(source);
    case 'docx':
      return docxOf(source);
    case 'pdf':
      return pdfOf(source);
  }
}

/** What stands around the words: that nobody may send them, or the number of those that may go. */
export function marksOf({
  locale,
  standing,
  isExercise,
  numbered,
}: Pick<DocumentSource, 'standing' | 'isExercise' | 'numbered'> & { locale: string }): NoticeMarks {
  const words = documentWords(locale);
  const banners = [
    ...(isExercise ? [words.exercise] : []),
    ...(standing === undefined || standing === 'approved' ? [] : [words[standing]]),
  ];
  return {
    ...(banners.length > 0 && { banner: banners.join('. ') }),
    ...(numbered !== undefined && { number: labelled(words.reference, documentNumber(numbered)) }),
  };
}

function marksFor(source: DocumentSource): NoticeMarks {
  return marksOf({ ...source, locale: source.frame.language.locale });
}

function rendered(
  source: DocumentSource,
  format: NoticeFormat,
  marks: NoticeMarks = {},
  text: NoticeText = source.text,
): RenderedNotice {
  const { values, frame, reader, standing } = source;
  const prepared = prepareNotice(text, values, { ...frame, marks });
  return standing === 'approved' && reader.isPerson
    ? prepared.forSending(reader.values, format)
    : prepared.preview(reader, format);
}

async function emlOf(source: DocumentSource): Promise<Buffer> {
  const marks = marksFor(source);
  const html = rendered(source, 'html', marks);
  const text = rendered(source, 'text', marks).body;
  const id = createHash('sha256').update(html.body).digest('hex').slice(0, 24);
  return composeEml({
    from: source.from,
    subject: marks.banner === undefined ? html.subject : `[${marks.banner}] ${html.subject}`,
    html: html.body,
    text,
    locale: source.frame.language.locale,
    messageId: `<draft.${id}@redress.invalid>`,
    date: source.at,
  });
}

function docxOf(source: DocumentSource): Buffer {
  const { banner, number = '' } = marksFor(source);
  return composeDocx({
    markdown: rendered(source, 'markdown').body,
    title: titleOf(source),
    locale: source.frame.language.locale,
    at: madeAt(source),
    paper: paperIn(source.country),
    number,
    ...(banner !== undefined && { banner }),
  });
}

function pdfOf(source: DocumentSource): Promise<Buffer> {
  const isLetter = source.frame.kind.channel === 'letter';
  const within = (ids: readonly string[], inside: boolean) => (section: NoticeSection) =>
    ids.includes(section.id) === inside;
  const markdownOf = (keep: (section: NoticeSection) => boolean) =>
    rendered(source, 'markdown', {}, withSections(source.text, keep)).body;
  return composePdf({
    markdown: markdownOf(within(isLetter ? [FOOT, ANNEX] : [ANNEX], false)),
    annex: markdownOf(within([ANNEX], true)),
    ...lawsOf(source),
    title: titleOf(source),
    locale: source.frame.language.locale,
    at: madeAt(source),
    ...marksFor(source),
    ...(isLetter && { letter: letterOf(source) }),
  });
}

function lawsOf({ text, frame }: DocumentSource): Pick<PdfText, 'laws'> {
  const annex = text.sections.find(({ id }) => id === ANNEX);
  const locale = languageOfLaws(ANNEX, frame.language.locale);
  return annex && locale !== undefined ? { laws: { locale, level: annex.level + 1 } } : {};
}

function letterOf(source: DocumentSource): LetterHead {
  const { values, frame, reader, numbered } = source;
  const date = values['notice.date'];
  const foot = rendered(
    source,
    'text',
    {},
    withSections(source.text, ({ id }) => id === FOOT),
  ).body;
  const code = reader.values['recipient.code'];
  return {
    paper: paperIn(source.country),
    sender: visibleLine(source.from.name),
    to: (source.to ?? personOf(reader)).map(visibleLine),
    ...(date !== undefined && { date: wordingOf('longDate', 'date', [date], frame.language).text }),
    ...(numbered !== undefined && { reference: numbered.reference }),
    ...(foot.trim() !== '' && { contact: foot.trim().replace(/\s*\n+\s*/g, ' ') }),
    hidden: typeof code === 'string' ? [code] : [],
  };
}

function personOf({ values }: Reader): string[] {
  const name = values['recipient.name'];
  return typeof name === 'string' ? [name] : [];
}

function withSections(text: NoticeText, keep: (section: NoticeSection) => boolean): NoticeText {
  return { ...text, sections: text.sections.filter(keep) };
}

function titleOf(source: DocumentSource): string {
  return rendered(source, 'text').subject || source.frame.kind.title;
}

function madeAt({ at }: DocumentSource): Date {
  return new Date(at.epochMilliseconds);
}
