import type { BreachDuty, BreachEntry, RegisterEntry } from '../../breach-register/domain/breach-entry.js';
import { decidedState } from '../../breach-register/domain/breach-entry.js';
import { dutyLine, peopleWords, remedyLines } from '../../breach-register/domain/breach-words.js';
import { HARM_WORDS } from '../code-words.js';
import { STATUS_WORDS } from '../incident-words.js';
import type { LegalFoot } from '../legal-foot.js';
import { placeName } from '../place-words.js';
import type { ChipView, OptionView, PageView, PagerView } from '../views.types.js';

export interface BreachRegisterView extends PageView {
  lead: string;
  rows: readonly BreachRow[];
  /** No breach at all, whatever the filter. */
  empty: boolean;
  maySmall: boolean;
  filters: {
    year: string;
    years: readonly OptionView[];
    state: string;
    states: readonly OptionView[];
    jurisdiction: string;
    jurisdictions: readonly OptionView[];
    decided: string;
    decidedStates: readonly OptionView[];
    exercises: string;
    exerciseChoices: readonly OptionView[];
  };
  csvHref: string;
  pdfHref: string;
  pager: PagerView;
  foot: LegalFoot;
}

/** Either the id alone, of what the reader may not see, or the whole breach. */
export type BreachRow = { hidden: true; id: string } | ShownBreach;

export interface ShownBreach {
  hidden: false;
  reference: string;
  href: string;
  title: string;
  /** Empty: the title says it. */
  summary: string;
  status: string;
  exercise: boolean;
  decided: ChipView;
  moments: readonly { name: string; at: string | null }[];
  people: string;
  places: string;
  data: string;
  harm: string;
  remedies: readonly string[];
  duties: readonly { words: string; tone: string }[];
  /** Duties beyond those shown. */
  moreDuties: number;
}

const DUTIES_SHOWN = 6;

export const DECIDED_OPTIONS: OptionView[] = [
  { value: 'awaited', label: 'Something awaited' },
  { value: 'decided', label: 'Decided in full' },
  { value: 'none', label: 'No duty on record' },
];

export const EXERCISE_OPTIONS: OptionView[] = [
  { value: 'with', label: 'With exercises' },
  { value: 'only', label: 'Exercises only' },
];

const DECIDED_CHIPS = {
  awaited: { text: 'Awaited', tone: 'warn', icon: 'clock' },
  decided: { text: 'Decided', tone: 'ok', icon: 'check' },
  none: { text: 'No duty', tone: 'line', icon: 'minus' },
} as const satisfies Record<string, ChipView>;

export function breachRow(entry: RegisterEntry, dataNames: ReadonlyMap<string, string>): BreachRow {
  return entry.hidden ? entry : shownBreach(entry, dataNames);
}

function shownBreach(entry: BreachEntry, dataNames: ReadonlyMap<string, string>): ShownBreach {
  const harm = entry.harm === null ? 'Not assessed' : (HARM_WORDS[entry.harm] ?? entry.harm);
  return {
    hidden: false,
    reference: entry.reference,
    href: `/incidents/${entry.reference}`,
    title: entry.title,
    summary: entry.summary === entry.title ? '' : entry.summary,
    status: STATUS_WORDS[entry.status] ?? entry.status,
    exercise: entry.exercise,
    decided: DECIDED_CHIPS[decidedState(entry)],
    moments: [
      { name: 'Breach', at: entry.occurredAt },
      { name: 'Noticed', at: entry.discoveredAt },
      { name: 'Aware', at: entry.awareAt },
    ],
    people: peopleWords(entry),
    places: entry.places.map(placeName).join(', '),
    data: entry.data.map((code) => dataNames.get(code) ?? code).join(', '),
    harm: entry.harmReason === '' ? harm : `${harm}: ${entry.harmReason}`,
    remedies: remedyLines(entry),
    duties: entry.duties
      .slice(0, DUTIES_SHOWN)
      .map((duty) => ({ words: dutyLine(duty), tone: toneOf(duty) })),
    moreDuties: Math.max(0, entry.duties.length - DUTIES_SHOWN),
  };
}

function toneOf({ state, awaited }: BreachDuty): string {
  if (state === 'late') return 't-danger';
  return awaited ? 't-warn' : '';
}
