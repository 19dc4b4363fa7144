import { Temporal } from 'temporal-polyfill';
import type { ChosenStep } from '../../notice-condition.js';
import type { ReaderFields } from '../../notice-context.js';
import type { NoticeValue, NoticeValues } from '../../notice-values.js';
import type { KnownCommitment } from '../checked-notice.js';

/** What a file of records says of an incident, beside its facts. */
export interface GivenRecords {
  values: NoticeValues;
  reader: ReaderFields | null;
  steps: ChosenStep[];
  commitments: KnownCommitment[];
  proofComplete: boolean;
  /** ISO 8601 day. */
  noticeDate: string | null;
  linkHosts: string[];
}

/**
 * Reads records as people keep them: `sent`, `profile`, `records`, `recipient`, `steps`, `commitments`; all else is
 * left out. Every value below `records` counts as known, whatever its name.
 */
export function givenRecords(input: unknown): GivenRecords {
  const all = objectOf(input);
  const [profile, records] = [objectOf(all.profile), objectOf(all.records)];
  const proof = objectOf(records.proof);
  const known: Record<string, NoticeValue | undefined> = {};
  for (const [name, value] of Object.entries(profile)) known[`organisation.${name}`] = valueOf(value);
  for (const [name, value] of leaves(records, 'records')) known[name] = valueOf(value);
  const recipients = texts(records.recipients);
  if (recipients.length > 0) known['incident.recipientsOfData'] = recipients;
  known['fix.closedAt'] = valueOf(proof.closedAt);
  known['fix.testedAt'] = valueOf(proof.testedAt);
  known['fix.tester'] = valueOf(proof.tester);
  known['help.endsAt'] = valueOf(records.helpEndsAt);
  return {
    values: Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
    reader: readerOf(all.recipient),
    steps: texts(all.steps).map((id) => ({ id, done: false })),
    commitments: listOf(all.commitments).map(commitmentOf),
    proofComplete: ['closedAt', 'tester', 'testedAt', 'result'].every((name) => textOf(proof[name]) !== ''),
    noticeDate: dayIn(all.sent),
    linkHosts: texts(profile.linkHosts),
  };
}

function readerOf(input: unknown): ReaderFields | null {
  const reader = objectOf(input);
  if (Object.keys(reader).length === 0) return null;
  const affected =
    reader.affected === 'certain' || reader.affected === 'not-yet-known' ? reader.affected : null;
  const dataClasses = texts(reader.dataClasses);
  return {
    name: textOf(reader.name) || null,
    reference: textOf(reader.reference) || null,
    code: textOf(reader.code) || null,
    caseWorker: textOf(reader.caseWorker) || null,
    affected,
    ...(dataClasses.length > 0 && { dataClasses }),
  };
}

function commitmentOf(input: unknown): KnownCommitment {
  const { text, step, due, keeper } = objectOf(input);
  // "rolling, 10 days": a time without a day belongs to what is promised.
  const open = dayIn(due) === null ? textOf(due) : '';
  return {
    text: [textOf(text), open].filter((one) => one !== '').join('; '),
    step: textOf(step) || null,
    due: dayIn(due),
    keeper: textOf(keeper) || null,
  };
}

function leaves(input: Record<string, unknown>, path: string): [string, unknown][] {
  return Object.entries(input).flatMap(([name, value]): [string, unknown][] => {
    const nested = objectOf(value);
    return Object.keys(nested).length > 0 ? leaves(nested, `${path}.${name}`) : [[`${path}.${name}`, value]];
  });
}

function valueOf(input: unknown): NoticeValue | undefined {
  if (typeof input === 'number') return input;
  if (Array.isArray(input)) return texts(input).length > 0 ? texts(input) : undefined;
  const text = textOf(input);
  if (text === '') return undefined;
  try {
    if (/^\d{4}-\d\d-\d\d$/u.test(text)) return Temporal.PlainDate.from(text);
    if (/^\d{4}-\d\d-\d\dT/u.test(text))
      return Temporal.PlainDateTime.from(text.replace(/(?:Z|[+-]\d\d:\d\d)$/u, ''));
  } catch {
    return text;
  }
  return text;
}

function dayIn(input: unknown): string | null {
  const value = valueOf(input);
  return value instanceof Temporal.PlainDate ? value.toString() : null;
}

function texts(input: unknown): string[] {
  return listOf(input)
    .map(textOf)
    .filter((text) => text !== '');
}

function listOf(input: unknown): unknown[] {
  return Array.isArray(input) ? (input as unknown[]) : [];
}

function textOf(input: unknown): string {
  if (input instanceof Date) return input.toISOString().slice(0, 10);
  return typeof input === 'string' ? input.trim() : typeof input === 'number' ? String(input) : '';
}

function objectOf(input: unknown): Record<string, unknown> {
  const isRecord =
    typeof input === 'object' && input !== null && !Array.isArray(input) && !(input instanceof Date);
  return isRecord ? (input as Record<string, unknown>) : {};
}
