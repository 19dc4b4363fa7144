import { createHash } from 'node:crypto';
import type { Content } from 'pdfmake/interfaces.js';
import { makePdf } from '../platform/pdf/pdf-maker.js';
import type { PageFoot, PdfLayout, PlainDefinition } from '../platform/pdf/pdf-maker.js';
import { documentWords, labelled } from './domain/document-words.js';
import { letterMeasures } from './domain/letter-paper.js';
import type { LetterMeasures, LetterPaper } from './domain/letter-paper.js';
import { noticeTree } from './domain/notice-tree.js';
import { TaggedContent, wordsOf } from './tagged-content.js';

/** A text to be set. */
export interface PdfText {
  /** The whole text as Markdown, values filled in. */
  markdown: string;
  /** Addresses and texts of laws, also Markdown; they begin a new page. */
  annex?: string;
  /** Where those texts are in another language: it, and the level of heading that they begin with. */
  laws?: { locale: string; level: number };
  title: string;
  /** BCP 47. */
  locale: string;
  /** Instant that the file states as its making, so that the same text has the same bytes. */
  at: Date;
  /** Stands on top of every page, for what must not be taken for real. */
  banner?: string;
  /** Stands at the foot of every page. */
  number?: string;
  /** Absent: a plain document. */
  letter?: LetterHead;
}

/** What a letter has around its text. */
export interface LetterHead {
  paper: LetterPaper;
  /** Who writes; return address and head. */
  sender: string;
  /** Name and address, line by line; empty for a specimen. */
  to: readonly string[];
  /** As it stands in the letter. */
  date?: string;
  reference?: string;
  /** How readers reach the sender; at the foot of page 1. */
  contact?: string;
  /** Words that are worth money: what holds them does not stand on page 1. */
  hidden?: readonly string[];
}

/** Part of what approved letters are bound to: change it with every change of their look. */
const LAYOUT_VERSION = 1;

/** What decides how a letter looks, besides its text: 12 digits that change with it. */
export const letterLayout = createHash('sha256')
  .update(JSON.stringify([LAYOUT_VERSION, letterMeasures]))
  .digest('hex')
  .slice(0, 12);

const BODY = 11;
/** California asks for ten points at least, everywhere in a notice. */
const SMALL = 10;
const LONGEST_LETTER_MS = 10_000;
const MOST_ADDRESS_LINES = 6;
const LONGEST_ADDRESS_LINE = 60;

/**
 * The text as a tagged PDF (title, language, headings, lists, links), 11 point, count of pages on each page.
 *
 * @throws TooManyPdfs, PdfTookTooLong; LettersMissing for a letter with letters that no face has; a plain document
 * shows squares
 */
export function composePdf(text: PdfText): Promise<Buffer> {
  const { letter } = text;
  const paper = letterMeasures[letter?.paper ?? 'a4'];
  const tree = noticeTree(text.markdown);
  const hidden = (letter?.hidden ?? []).map(bare).filter((words) => words !== '');
  const tagged = new TaggedContent((words) => hidden.some((one) => bare(words).includes(one)));
  const head = letter ? headOf(letter, text, paper, tagged) : bannerOf(text, tagged);
  const body = letter ? below(paper, tagged.blocks(tree)) : tagged.blocks(tree);
  const definition: PlainDefinition = {
    lang: text.locale,
    info: {
      title: text.banner ? `${text.banner}. ${text.title}` : text.title,
      creationDate: text.at,
      modDate: text.at,
    },
    pageSize: paper.size,
    pageMargins: paper.margins,
    defaultStyle: { fontSize: BODY, lineHeight: 1.3 },
    content: [...head, ...body, ...onNewPage(annexOf(text, tagged))],
  };
  const holds = hidden.some((one) => bare(wordsOf(tree)).includes(one));
  const layout: PdfLayout = {
    elements: tagged.elements,
    onMissing: letter ? 'refuse' : 'square',
    ...(letter && { longestMs: LONGEST_LETTER_MS }),
  };
  return makePdf(definition, footOf(text, paper, holds), layout);
}

function annexOf({ annex = '', laws }: PdfText, tagged: TaggedContent): Content[] {
  const tree = noticeTree(annex);
  const found = tree.findIndex((block) => block.kind === 'heading' && block.level === laws?.level);
  const start = found < 0 ? tree.length : found;
  return [...tagged.blocks(tree.slice(0, start)), ...tagged.blocks(tree.slice(start), laws?.locale)];
}

function onNewPage([first, ...rest]: Content[]): Content[] {
  return first === undefined ? [] : [{ stack: [first], pageBreak: 'before' }, ...rest];
}

/** Codes are told in groups, with spaces that may differ. */
function bare(words: string): string {
  return words.replace(/\s/g, '');
}

function bannerOf({ banner }: PdfText, tagged: TaggedContent): Content[] {
  if (banner === undefined) return [];
  return [
    tagged.line(banner, { bold: true, alignment: 'center', margin: [0, 0, 0, 12] }) as unknown as Content,
  ];
}

/** Head, window, date and reference stand where envelope and eye look for them; folds are for the machine. */
function headOf(letter: LetterHead, text: PdfText, paper: LetterMeasures, tagged: TaggedContent): Content[] {
  const words = documentWords(text.locale);
  const { head, window, facts } = paper;
  const width = window.width + window.x > facts.x ? facts.x - window.x : window.width;
  const address = letter.to.slice(0, MOST_ADDRESS_LINES).map(addressLine);
  const facing = [
    ...(text.banner === undefined ? [] : [tagged.line(text.banner, { bold: true })]),
    ...(letter.date === undefined ? [] : [tagged.line(labelled(words.date, letter.date))]),
    ...(letter.reference === undefined ? [] : [tagged.line(labelled(words.reference, letter.reference))]),
  ];
  const sender = tagged.line(addressLine(letter.sender), { bold: true, fontSize: 14 });
  const back = tagged.line(addressLine(letter.sender), { fontSize: SMALL, margin: [0, 0, 0, 4] });
  const nodes = [
    at(head, paper.size === 'A4' ? 400 : 430, [sender]),
    ...paper.folds.map((y) => ({
      absolutePosition: { x: 14, y },
      canvas: [{ type: 'line', x1: 0, y1: 0, x2: 11, y2: 0, lineWidth: 0.4 }],
    })),
    at(window, width, [back, ...address.map((line) => tagged.line(line, { lineHeight: 1.15 }))]),
    ...(facing.length === 0 ? [] : [at(facts, facts.width, facing)]),
  ];
  return nodes as unknown as Content[];
}

function at({ x, y }: { x: number; y: number }, width: number, stack: object[]): object {
  return { absolutePosition: { x, y }, columns: [{ width, stack }] };
}

/** The window shows whole lines only: what is longer is cut, and says so. */
function addressLine(line: string): string {
  return line.length <= LONGEST_ADDRESS_LINE ? line : `${line.slice(0, LONGEST_ADDRESS_LINE - 1)}…`;
}

function below(paper: LetterMeasures, blocks: Content[]): Content[] {
  return [{ text: '', margin: [0, paper.text - paper.margins[1] - BODY * 1.5, 0, 0] }, ...blocks];
}

function footOf(
  { locale, number, banner, letter }: PdfText,
  { margins: [left, top, right] }: LetterMeasures,
  notOnFirstPage: boolean,
): PageFoot {
  const words = documentWords(locale);
  const contact = letter?.contact;
  return {
    text: number ?? letter?.reference ?? '',
    fontSize: SMALL,
    margin: [left, 14, right, 0],
    pageWords: words.pages,
    ...(contact !== undefined && { first: contact }),
    ...(banner !== undefined && {
      head: { text: banner, fontSize: BODY, margin: [left, top / 2 - BODY / 2, right, 0] },
    }),
    notOnFirstPage,
  };
}
