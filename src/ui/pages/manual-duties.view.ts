import type { Vocabulary } from '../../catalogue/domain/vocabulary.js';
import { MANUAL_UNITS, WITHOUT_UNDUE_DELAY } from '../../obligations/domain/manual-duty.js';
import type { ManualDuty, ManualDutyCodes, ManualUnit } from '../../obligations/domain/manual-duty.js';
import type { Fault } from '../../platform/errors.js';
import { capitalised } from '../code-words.js';
import { factWords } from '../fact-words.js';
import type { FormFields } from '../form-fields.js';
import type { FieldError, IncidentHeaderView, OptionView, PageView } from '../views.types.js';

export interface ManualDutyPageView extends PageView {
  header: IncidentHeaderView;
  heading: string;
  action: string;
  cancelHref: string;
  /** Empty for a new duty. */
  revision: string;
  values: Record<
    'counterparty' | 'contract' | 'title' | 'amount' | 'zone' | 'cutoff' | 'content' | 'note',
    string
  >;
  clock: SelectView;
  unit: SelectView;
  calendar: SelectView;
  channels: readonly OptionView[];
  /** Null: the duty is there, and its keeper is set in the register. */
  keeper: SelectView | null;
  reason: string;
  /** What the contract gives now; null for a new duty. */
  standing: StandingView | null;
  /** Null: it is new, or was withdrawn. */
  withdrawal: { action: string; revision: string; reason: string } | null;
  /** Why there is no form any more; empty: there is. */
  over: string;
  importHref: string;
}

export interface StandingView {
  dueAt: string | null;
  words: string;
  arithmetic: readonly string[];
  entered: string;
}

interface SelectView {
  options: readonly OptionView[];
  value: string;
}

export const UNIT_WORDS: Readonly<Record<ManualUnit, string>> = {
  hours: 'Hours, through nights and weekends',
  days: 'Days',
  'business-days': 'Business days',
  months: 'Months',
  [WITHOUT_UNDUE_DELAY]: 'Without undue delay, no number',
};

/** What the fields are drawn from. */
export interface ManualFormGround {
  vocabulary: Pick<Vocabulary, 'channels' | 'calendars'>;
  codes: ManualDutyCodes;
  /** Where days are counted unless the contract says otherwise. */
  zone: string;
  /** Null: a new duty. */
  current: ManualDuty | null;
  people: readonly OptionView[];
}

/** The fields as they were typed, or as the duty stands. */
export function manualDutyFields(
  ground: ManualFormGround,
  form: FormFields | null,
): Pick<ManualDutyPageView, 'values' | 'clock' | 'unit' | 'calendar' | 'channels' | 'keeper' | 'reason'> {
  const { current, codes, vocabulary } = ground;
  const said = (name: string, standing: string) => form?.typed(name) ?? standing;
  const chosen = new Set(form ? form.list('channels') : (current?.channels ?? []));
  const meaning = (terms: Vocabulary['channels'], code: string) =>
    terms.find((term) => term.code === code)?.meaning ?? code;
  return {
    values: {
      counterparty: said('counterparty', current?.counterparty ?? ''),
      contract: said('contract', current?.contract ?? ''),
      title: said('title', current?.title ?? ''),
      amount: said('amount', current ? String(current.amount ?? '') : ''),
      zone: said('zone', current?.zone ?? ground.zone),
      cutoff: said('cutoff', current?.cutoff ?? ''),
      content: said('content', current?.content ?? ''),
      note: said('note', current?.note ?? ''),
    },
    clock: {
      options: codes.clocks.map((value) => ({ value, label: factWords(value) })),
      value: said('clock', current?.clock ?? 'awareAt'),
    },
    unit: {
      options: MANUAL_UNITS.map((value) => ({ value, label: UNIT_WORDS[value] })),
      value: said('unit', current?.unit ?? 'hours'),
    },
    calendar: {
      options: codes.calendars.map((value) => ({
        value,
        label: shortMeaning(meaning(vocabulary.calendars, value)),
      })),
      value: said('calendar', current?.calendar ?? ''),
    },
    channels: codes.channels.map((value) => ({
      value,
      label: meaning(vocabulary.channels, value),
      checked: chosen.has(value),
    })),
    keeper: current ? null : { options: ground.people, value: said('keeperId', '') },
    reason: said('reason', ''),
  };
}

/** Calendars explain themselves at length; the choice needs which days are off. */
function shortMeaning(meaning: string): string {
  return capitalised((meaning.split(/[:;]/)[0] ?? meaning).replace(/^Mon-Fri less /, ''));
}

/** The posted form as a duty, to be checked where it is kept: a number that is none stays text. */
export function readManualForm(form: FormFields): unknown {
  const amount = form.text('amount');
  return {
    counterparty: form.text('counterparty'),
    contract: form.text('contract'),
    title: form.text('title'),
    clock: form.text('clock'),
    amount: /^\d{1,9}$/.test(amount) ? Number(amount) : amount,
    unit: form.text('unit'),
    zone: form.text('zone'),
    calendar: form.text('calendar'),
    cutoff: form.text('cutoff'),
    channels: form.list('channels'),
    content: form.typed('content').trim(),
    note: form.typed('note').trim(),
  };
}

/** Faults at the fields of the form. */
export function manualDutyErrors(faults: readonly Fault[]): FieldError[] {
  return faults.map(({ path, message }) => ({ field: path.split('/')[1] ?? null, message }));
}
