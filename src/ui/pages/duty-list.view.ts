import type { DutyListState, ListedDuty } from '../../obligations/duty-list.js';
import { capitalised } from '../code-words.js';
import { registerClocks } from '../duty-clocks.js';
import type { LegalFoot } from '../legal-foot.js';
import { placeName } from '../place-words.js';
import { formatInstant, type InstantLike } from '../views.time.js';
import type { ChipView, DueView, OptionView, PageView, PagerView } from '../views.types.js';
import { registerHref } from './obligations.query.js';
import { registerOf } from './obligations.register.js';
import { dutyChip, dutyName, zonePlace } from './obligations.words.js';
import type { ReevaluationView } from './reevaluation.view.js';

export interface DutyListView extends PageView {
  lead: string;
  rows: DutyListRow[];
  filters: {
    state: string;
    states: OptionView[];
    jurisdiction: string;
    jurisdictions: OptionView[];
    keeper: string;
    keepers: OptionView[];
    incident: string;
  };
  pager: PagerView;
  reevaluation: ReevaluationView | null;
  foot: LegalFoot;
}

export interface DutyListRow {
  chip: ChipView;
  /** `Changed: look`; empty: nothing changed. */
  change: string;
  name: string;
  law: string;
  verified: boolean;
  to: string;
  place: string;
  due: DueView;
  keeper: string;
  href: string;
  reference: string;
  incident: string;
  exercise: boolean;
}

export const LIST_STATES: Readonly<Record<DutyListState, string>> = {
  attention: 'Open, or filed late',
  open: 'Open',
  late: 'Late, filed or not',
  soon: 'Late, or due within 24 hours',
  'no-time': 'Open, without a last moment',
  change: 'Changed, waiting for a look',
  'late-filed': 'Filed late',
  met: 'Filed in time',
  'let-off': 'Decided not to notify',
  all: 'All',
};

/** One duty as its row stands; nothing is evaluated. */
export function dutyListRow(
  listed: ListedDuty,
  { now, zone }: { now: InstantLike; zone: string },
  nameOf: (id: string) => string,
): DutyListRow {
  const { duty, record, incident } = listed;
  const [entry] = registerOf([listed], {}, now);
  const [clock] = registerClocks([listed], now);
  const changed =
    record.open === null ? '' : record.open.change === 'looser' ? 'Asks: take over?' : 'Changed: look';
  return {
    chip: entry ? dutyChip(entry) : { text: 'Duty' },
    change: changed,
    name: dutyName(duty),
    law: duty.law,
    verified: duty.verified,
    to: capitalised(duty.authority),
    place: duty.zone ?? placeName(duty.jurisdiction),
    due: clock ? withAuthorityTime(clock.due, duty.tz, zone) : { words: 'None' },
    keeper: record.keeperId === null ? '' : nameOf(record.keeperId),
    href: registerHref(incident.reference, { status: '', duty: duty.ruleId }),
    reference: incident.reference,
    incident: incident.title,
    exercise: incident.exercise,
  };
}

/** Adds the moment on the authority's clock, where that differs from the reader's. */
export function withAuthorityTime(due: DueView, tz: string, zone: string): DueView {
  if (due.at === undefined || due.metAt !== undefined) return due;
  const there = formatInstant(due.at, tz, 'short');
  if (there === formatInstant(due.at, zone, 'short')) return due;
  const words = `${there} in ${zonePlace(tz)}`;
  return { ...due, remark: due.remark === undefined ? words : `${words}, ${due.remark}` };
}
