import type { IncidentClocks } from '../charts/incident-clocks.js';
import type { ProgressBar } from '../charts/bars.js';
import type { ClockState } from '../charts/clock-mark.js';
import type { ChipView, DueView, PageView } from '../views.types.js';
import type { LogStateView } from './audit.view.js';

export interface DashboardView extends PageView {
  heading: string;
  lead: string;
  mayOpen: boolean;
  /** Null for a role that sees no incidents. */
  board: BoardView | null;
  /** What an installation still lacks, for its administrator; null for others. */
  setUp: readonly SetUpStep[] | null;
  log: LogStateView | null;
  mail: { text: string; detail: string; outbox: boolean } | null;
  mayVerify: boolean;
  mayReadTrail: boolean;
}

export interface BoardView {
  /** No incident at all that one may see. */
  empty: boolean;
  /** Null where no clock falls into the days shown. */
  chart: IncidentClocks | null;
  clocks: readonly BoardClock[];
  /** Sentences about what the table leaves out. */
  remarks: readonly string[];
  /** The list of all duties; null for a role that may not open it. */
  all: string | null;
  waiting: readonly WaitingItem[];
  incidents: readonly BoardRow[];
  /** `The newest 20 of 57 open incidents.` Empty when all are shown. */
  bound: string;
  zoneWords: string;
}

export interface BoardClock {
  state: ClockState;
  due: DueView;
  name: string;
  law: string;
  reference: string;
  /** Empty: nobody. */
  keeper: string;
  /** Terms changed, and someone must take them over or not. */
  asks: boolean;
  href: string;
}

export interface WaitingItem {
  title: string;
  href: string;
  detail: string;
}

export interface BoardRow {
  href: string;
  title: string;
  reference: string;
  exercise: boolean;
  industry: string;
  severity: ChipView;
  status: string;
  people: number | null;
  next: DueView | null;
  /** Instead of a clock: why none runs. */
  nextWords: string;
  steps: { words: string; bar: ProgressBar } | null;
}

export interface SetUpStep {
  done: boolean;
  title: string;
  detail: string;
  href: string;
}
