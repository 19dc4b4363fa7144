import { DUTY_COLUMNS } from '../../obligations/domain/manual-duties-file.js';
import type { DutyRowFault } from '../../obligations/domain/manual-duties-file.js';
import { IMPORT_OUTCOMES } from '../../obligations/domain/manual-import.js';
import type { ImportOutcome, PlannedRow } from '../../obligations/domain/manual-import.js';
import type { ImportPlan } from '../../obligations/manual-imports.js';
import { formatNumber } from '../views.helpers.js';
import { formatInstant } from '../views.time.js';
import type { ChipView, DueView, IncidentHeaderView, PageView } from '../views.types.js';
import { STATUS_TERMS, zonePlace } from './obligations.words.js';

export interface ManualUploadPageView extends PageView {
  header: IncidentHeaderView;
  action: string;
  cancelHref: string;
  templateHref: string;
  /** Where a file of the reader waits for a yes; empty: none does. */
  waitingHref: string;
  columns: { name: string; holds: string }[];
  /** Of a file whose rows are wrong. */
  faults: { line: number; column: number; field: string; message: string }[];
  faultWords: string;
}

export interface ManualPreviewPageView extends PageView {
  header: IncidentHeaderView;
  counts: ChipView[];
  rows: PreviewRowView[];
  pager: { words: string; previous?: string; next?: string };
  /** Sent back with the yes. */
  confirm: string;
  confirmWords: string;
  needsReason: boolean;
  /** Nothing in the file changes anything. */
  nothing: boolean;
  reason: string;
  action: string;
  discardAction: string;
  fileSha256: string;
}

export interface PreviewRowView {
  line: number;
  to: string;
  title: string;
  contract: string;
  chip: ChipView;
  due: DueView;
  marked: string;
}

const HOLDS: Readonly<Record<(typeof DUTY_COLUMNS)[number], string>> = {
  counterparty: 'Who is to be told. Needed.',
  contract: 'Contract and clause. Needed.',
  title: 'What is to be done, in one line. Needed.',
  clock: 'The fact it counts from; empty: awareAt',
  amount: 'Whole number, 1 to 10,000',
  unit: 'hours, days, business-days, months or without-undue-delay. Needed.',
  zone: 'IANA zone; empty: UTC',
  calendar: 'For business-days: code of a calendar',
  cutoff: 'HH:MM on the last day',
  channels: 'Codes, separated by ;',
  content: 'What must be told',
  keeper_email: 'Address with which the person signs in; for new duties only',
  note: 'Anything else',
};

export const COLUMN_ROWS = DUTY_COLUMNS.map((name) => ({ name, holds: HOLDS[name] }));

const MOST_FAULTS_SHOWN = 200;

/** The faults of a file, the first of them, with how many there are. */
export function faultRows(
  faults: readonly DutyRowFault[],
): Pick<ManualUploadPageView, 'faults' | 'faultWords'> {
  const shown = faults.slice(0, MOST_FAULTS_SHOWN);
  const rest = faults.length - shown.length;
  return {
    faults: shown.map(({ line, column, field, message }) => ({ line, column, field, message })),
    faultWords: rest === 0 ? '' : `And ${formatNumber(rest)} more.`,
  };
}

const CHIPS: Readonly<Record<ImportOutcome, ChipView>> = {
  later: { text: 'Gives more time', tone: 'warn', icon: 'triangle-alert' },
  changed: { text: 'Changes', tone: 'info' },
  withdrawn: { text: 'Withdrawn, stays so', tone: 'line', icon: 'minus' },
  new: { text: 'New', tone: 'ok' },
  unchanged: { text: 'There already', tone: 'line' },
};

/** For one row, and for several. */
const COUNT_WORDS: Readonly<Record<ImportOutcome, readonly [string, string]>> = {
  later: ['gives more time', 'give more time'],
  changed: ['changes', 'change'],
  withdrawn: ['was withdrawn and stays so', 'were withdrawn and stay so'],
  new: ['is new', 'are new'],
  unchanged: ['is there already', 'are there already'],
};

export function countChips(counts: ImportPlan['counts']): ChipView[] {
  return IMPORT_OUTCOMES.flatMap((outcome) => {
    const [one, several] = COUNT_WORDS[outcome];
    const words = `${formatNumber(counts[outcome])} ${counts[outcome] === 1 ? one : several}`;
    return counts[outcome] === 0 ? [] : [{ ...CHIPS[outcome], text: words }];
  });
}

/** What asks to be looked at first, else as the file has it. */
export function inReadingOrder(rows: readonly PlannedRow[]): PlannedRow[] {
  const rank = ({ outcome }: PlannedRow) => IMPORT_OUTCOMES.indexOf(outcome);
  return [...rows].sort((one, other) => rank(one) - rank(other) || one.line - other.line);
}

/** @param zone of the reader */
export function previewRow(row: PlannedRow, zone: string): PreviewRowView {
  const { line, duty, outcome, marked } = row;
  return {
    line,
    to: duty.counterparty,
    title: duty.title,
    contract: duty.contract,
    chip: CHIPS[outcome],
    due: dueOf(row, zone),
    marked: marked.length === 0 ? '' : `Looks like a formula and is kept as text: ${marked.join(', ')}.`,
  };
}

function dueOf({ duty, outcome, before, after }: PlannedRow, zone: string): DueView {
  const moved = (outcome === 'changed' || outcome === 'later') && before?.dueAt !== after.dueAt;
  const was = before?.dueAt ? formatInstant(before.dueAt, zone, 'short') : 'no moment';
  const local =
    after.dueAt === null || duty.zone === zone
      ? []
      : [`${formatInstant(after.dueAt, duty.zone, 'short')} in ${zonePlace(duty.zone)}`];
  const remark = [...local, ...(moved ? [`before: ${was}`] : [])].join('; ');
  if (after.dueAt !== null) return { at: after.dueAt, ...(remark === '' ? {} : { remark }) };
  if (after.calendarError !== null) return { words: 'Cannot be counted', remark: after.calendarError };
  return { words: STATUS_TERMS[after.status], ...(remark === '' ? {} : { remark }) };
}
