import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { makePdf } from '../platform/pdf/pdf-maker.js';
import type { PlainDefinition } from '../platform/pdf/pdf-maker.js';
import type { BreachEntry, RegisterEntry } from './domain/breach-entry.js';
import { STATUS_NAMES, dutyLine, harmName, minute, peopleWords, remedyLines } from './domain/breach-words.js';

/** A register to be printed. */
export interface PrintedRegister {
  entries: readonly RegisterEntry[];
  organisation: string;
  /** What the filter leaves in: `All years, real incidents`. */
  filter: string;
  /** Who made it, when. */
  made: string;
  /** That it is no legal advice, and the age of the rules. */
  legal: string;
  /** Of the making; the file states it. */
  at: Date;
  /** Words of data classes and places by code. */
  wordsOf: { data: (code: string) => string; place: (code: string) => string };
}

const HEAD = ['Breach', 'When (UTC)', 'Facts', 'Effects', 'Remedial action', 'Told, or decided'];
/** Shares of the width; the dates are of one length. */
const WIDTHS = [82, 84, '*', '*', '*', 190];

/** The register as PDF: A4 on its side, the head of the table on every page. */
export function breachPdf(register: PrintedRegister): Promise<Buffer> {
  const { entries, organisation, filter, made, legal, at } = register;
  const title = `Breach register, ${organisation}`;
  const definition: PlainDefinition = {
    lang: 'en',
    info: { title, creationDate: at, modDate: at },
    pageSize: 'A4',
    pageOrientation: 'landscape',
    pageMargins: [34, 36, 34, 46],
    defaultStyle: { font: 'Roboto', fontSize: 7.5, lineHeight: 1.2 },
    content: [
      { text: title, fontSize: 15, bold: true },
      {
        text: 'Personal data breaches with their facts, effects and remedial action: GDPR Art. 33(5).',
        margin: [0, 2, 0, 0],
      },
      { text: `${filter} ${countWords(entries.length)}`, margin: [0, 2, 0, 8] },
      entries.length === 0 ? { text: 'No breach is on record under this filter.' } : tableOf(register),
    ],
  };
  return makePdf(definition, { text: `${legal} ${made}`, fontSize: 7, margin: [34, 12, 34, 0] });
}

function countWords(count: number): string {
  return count === 1 ? '1 breach.' : `${count.toLocaleString('en')} breaches.`;
}

function tableOf({ entries, wordsOf }: PrintedRegister): Content {
  const head: TableCell[] = HEAD.map((text) => ({ text, bold: true, fillColor: '#eeeeee' }));
  return {
    table: {
      headerRows: 1,
      widths: WIDTHS,
      body: [head, ...entries.map((entry) => (entry.hidden ? hiddenRow(entry.id) : rowOf(entry, wordsOf)))],
    },
    layout: 'lightHorizontalLines',
  };
}

function hiddenRow(id: string): TableCell[] {
  return [
    { text: id, colSpan: 2, fontSize: 6.5 },
    '',
    { text: 'Not shown to you: only its people see it.', colSpan: 4, italics: true },
    '',
    '',
    '',
  ];
}

function rowOf(entry: BreachEntry, wordsOf: PrintedRegister['wordsOf']): TableCell[] {
  const when = [
    ['Breach', entry.occurredAt],
    ['Noticed', entry.discoveredAt],
    ['Aware', entry.awareAt],
    ['Recorded', entry.openedAt],
  ] as const;
  return [
    {
      stack: [
        { text: entry.reference, bold: true },
        { text: STATUS_NAMES[entry.status] ?? entry.status },
        ...(entry.exercise ? [{ text: 'Exercise', italics: true }] : []),
      ],
    },
    {
      text: when
        .map(([name, at]) => `${name}\n${at === null ? 'not known' : minute(at).slice(0, 16)}`)
        .join('\n'),
    },
    {
      stack: [
        { text: entry.title, bold: true },
        ...(entry.summary === '' || entry.summary === entry.title ? [] : [{ text: entry.summary }]),
      ],
    },
    { text: effectLines(entry, wordsOf).join('\n') },
    { text: remedyLines(entry).join('\n') || 'Nothing on record' },
    { text: entry.duties.map(dutyLine).join('\n') || 'No duty on record' },
  ];
}

function effectLines(entry: BreachEntry, { data, place }: PrintedRegister['wordsOf']): string[] {
  const harm = entry.harmReason === '' ? harmName(entry) : `${harmName(entry)}: ${entry.harmReason}`;
  return [
    `People: ${peopleWords(entry)}`,
    ...(entry.places.length === 0 ? [] : [`Where: ${entry.places.map(place).join(', ')}`]),
    ...(entry.data.length === 0 ? [] : [`Data: ${entry.data.map(data).join(', ')}`]),
    `Harm: ${harm}`,
  ];
}
