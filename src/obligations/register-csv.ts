import { Temporal } from 'temporal-polyfill';
import { csvText } from '../platform/domain/csv-writer.js';
import type { CsvCell } from '../platform/domain/csv-writer.js';
import { instantText } from '../platform/database/columns.js';
import type { FilingSheet } from './filings.js';
import type { RegisteredDuty } from './registered-duties.js';

const HEADER = [
  'rule',
  'origin',
  'recipient',
  'to',
  'jurisdiction',
  'law',
  'stage',
  'verified',
  'state',
  'status',
  'due_utc',
  'due_local',
  'zone',
  'clock',
  'clock_at_utc',
  'missing_facts',
  'decision',
  'decision_reason',
  'decision_until_utc',
  'filed_at_utc',
  'filing_channel',
  'filing_reference',
  'terms_version',
  'knowledge_version',
  'facts_revision',
  'change_waiting',
];

/**
 * The register of one incident for spreadsheets: one line per duty, moments in UTC and on the clock of the authority.
 *
 * @param filings oldest first; the first that stands is named
 */
export function registerCsv(duties: readonly RegisteredDuty[], filings: readonly FilingSheet[]): string {
  const standing = new Map<string, FilingSheet>();
  for (const filing of filings)
    if (filing.withdrawn === null && !standing.has(filing.obligationId))
      standing.set(filing.obligationId, filing);
  return csvText([HEADER, ...duties.map((one) => lineOf(one, standing.get(one.record?.id ?? '')))]);
}

function lineOf({ duty, state, record }: RegisteredDuty, filing: FilingSheet | undefined): CsvCell[] {
  const due = record ? record.dueAt : duty.dueAt === null ? null : Temporal.Instant.from(duty.dueAt);
  return [
    duty.ruleId,
    record?.origin ?? 'rule',
    duty.recipient,
    duty.authority,
    duty.zone ?? duty.jurisdiction,
    duty.law,
    duty.stage,
    duty.verified ? 'yes' : 'no',
    state,
    duty.status,
    utc(due),
    due === null
      ? null
      : due.toZonedDateTimeISO(duty.tz).toPlainDateTime().toString({ smallestUnit: 'second' }),
    duty.tz,
    duty.clock,
    duty.clockAt,
    duty.missingFacts.join(' '),
    record?.decision?.decision ?? null,
    record?.decision?.reason ?? null,
    utc(record?.decision?.until ?? null),
    utc(record?.filedAt ?? null),
    filing?.channel ?? null,
    filing?.reference ?? null,
    record?.terms.ruleVersion ?? null,
    record?.terms.knowledgeVersion ?? null,
    record?.terms.factsRevision ?? null,
    record?.open?.change ?? null,
  ];
}

function utc(at: Temporal.Instant | null): string | null {
  return at === null ? null : instantText(at);
}
