import type { ClockTape } from '../charts/clock-tape.js';
import type { DutyClock } from '../duty-clocks.js';
import type { ChipView, IncidentHeaderView, OptionView, PageView, TimelineItemView } from '../views.types.js';
import type { FactSheet } from './fact-sheet.js';
import type { SettlingFactView } from './obligations.facts.js';

export interface IncidentOverviewView extends PageView {
  header: IncidentHeaderView;
  reference: string;
  /** Null before awareness: then there is nothing to count from. */
  tape: ClockTape | null;
  zoneWords: string;
  wants: WantsCard | null;
  facts: FactSheet;
  factsRevision: number;
  mayEdit: boolean;
  clocks: readonly DutyClock[];
  moreClocks: number;
  /** Rules that cannot be decided before more facts are known. */
  undecided: number;
  /** Facts that most of them wait for. */
  settling: readonly SettlingFactView[];
  links: {
    plan: string | null;
    comparables: string | null;
    obligations: string | null;
    notices: string | null;
  };
  /** Null for whoever may not read notices. */
  notices: readonly NoticeRow[] | null;
  timeline: readonly TimelineItemView[];
  people: PeopleCard;
  state: StateForm | null;
}

export interface WantsCard {
  rows: readonly { want: string; weight: number; step: string; href: string | null; state: ChipView }[];
  stepCount: number;
  footer: string;
}

export interface NoticeRow {
  name: string;
  detail: string;
  href: string;
  state: ChipView;
  contentHash: string;
  /** The text was approved: its seal is shown. */
  sealed: boolean;
}

export interface PeopleCard {
  members: readonly { id: string; name: string; initials: string; role: string }[];
  /** Who can be added; empty when the reader may not. */
  others: readonly OptionView[];
  mayChange: boolean;
  /** The next change asks for the password first. */
  proofIsOld: boolean;
}

export interface StateForm {
  title: string;
  status: string;
  severity: string;
  determination: string;
  visibility: string;
  reason: string;
  statuses: readonly OptionView[];
  severities: readonly OptionView[];
  determinations: readonly OptionView[];
  visibilities: readonly OptionView[];
}
