import { CSV_START, csvLine } from '../platform/domain/csv-writer.js';
import type { CsvCell } from '../platform/domain/csv-writer.js';
import { decidedState } from './domain/breach-entry.js';
import type { BreachEntry, RegisterEntry } from './domain/breach-entry.js';
import { dutyLine, remedyLines } from './domain/breach-words.js';

const HEADER = [
  'id',
  'reference',
  'exercise',
  'state',
  'opened_utc',
  'breach_utc',
  'noticed_utc',
  'aware_utc',
  'title',
  'facts',
  'data_classes',
  'people',
  'people_exact',
  'places',
  'harm',
  'harm_reason',
  'remedial_action',
  'proof_of_fix',
  'notified',
  'decisions',
  'late_reasons',
  'awaited',
  'decided',
  'rules_waiting_for_facts',
];

/**
 * The register for spreadsheets, piece by piece: one line per breach, moments in UTC, at the end who made it when and
 * that it is no legal advice.
 */
export async function* breachCsv(
  entries: AsyncIterable<RegisterEntry>,
  endings: readonly string[],
): AsyncGenerator<string> {
  yield CSV_START + csvLine(HEADER);
  for await (const entry of entries) yield csvLine(entry.hidden ? hiddenLine(entry.id) : lineOf(entry));
  for (const words of endings) yield csvLine(padded([words]));
}

function hiddenLine(id: string): CsvCell[] {
  return padded([id, 'Not shown to you: only its people see it.']);
}

function padded(cells: CsvCell[]): CsvCell[] {
  return HEADER.map((_, at) => cells[at] ?? null);
}

function lineOf(entry: BreachEntry): CsvCell[] {
  const { duties } = entry;
  const told = duties.filter(({ filedAt }) => filedAt !== null);
  const decided = duties.filter(({ filedAt, decision }) => filedAt === null && decision !== null);
  return [
    entry.id,
    entry.reference,
    entry.exercise ? 'yes' : 'no',
    entry.status,
    entry.openedAt,
    entry.occurredAt,
    entry.discoveredAt,
    entry.awareAt,
    entry.title,
    entry.summary,
    entry.data.join(' '),
    entry.people?.count ?? null,
    entry.people === null ? null : entry.people.exact ? 'yes' : 'no',
    entry.places.join(' '),
    entry.harm,
    entry.harmReason,
    remedyLines(entry).join('\n'),
    entry.proof,
    told.map(dutyLine).join('\n'),
    decided.map(dutyLine).join('\n'),
    duties.flatMap(({ lateReason }) => (lateReason === '' ? [] : [lateReason])).join('\n'),
    duties
      .filter(({ awaited }) => awaited)
      .map(dutyLine)
      .join('\n'),
    decidedState(entry),
    entry.undecided,
  ];
}
