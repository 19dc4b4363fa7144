import type { AssetName } from './assets.manifest.js';
import type { IconName } from './icons.js';
import type { SafeHtml } from './safe-html.js';
import type { InstantLike } from './views.time.js';

/** What every page carries: the frame around it. Views are plain objects; class getters are not seen. */
export interface ShellView {
  organisation: string;
  /** null: nobody signed in; the page stands alone, without navigation. */
  actor: { name: string; initials: string; role: string } | null;
  /** Only what this actor may open; an item that is not allowed is absent, not grey. */
  nav: readonly NavItem[];
  /** Bound to the session; the `form` block writes it into every form. */
  formToken: string;
  now: InstantLike;
  /** IANA name; of the incident where there is one. */
  zone: string;
  versions: { rules: string; product: string };
  theme: 'system' | 'light' | 'dark';
  exercise?: boolean;
  /** The actor may open an incident: shows the button in the top bar. */
  mayOpenIncident?: boolean;
  flash?: FlashView;
}

export interface NavItem {
  href: string;
  label: string;
  icon: IconName;
  group: 'work' | 'library' | 'record';
  active: boolean;
  /** `words` follow the count for screen readers: `5 open`, `2 due within 24 hours`; hot is red. */
  badge?: { count: number; words: string; hot?: boolean };
}

export interface FlashView {
  tone: Tone;
  text: string;
  undo?: { action: string; fields?: Record<string, string> };
}

/** The base of every view given to `renderPage`. */
export interface PageView {
  /** Of the page alone: `Plan · INC-2026-00042`. The layout adds the product, `Error:` and `EXERCISE`. */
  title: string;
  shell: ShellView;
  /** When present, the layout shows the summary on top and each field shows its own. */
  errors?: readonly FieldError[];
  /** Scripts of this page alone, by the names of the assets; it works without them. */
  scripts?: readonly AssetName[];
}

export interface FieldError {
  /** Name of the field as posted; null when the fault belongs to no field on the page. */
  field: string | null;
  message: string;
}

export type Tone = 'info' | 'warn' | 'danger' | 'ok' | 'plain';

/** Always a word; the colour only helps. */
export interface ChipView {
  text: string;
  tone?: 'danger' | 'warn' | 'ok' | 'info' | 'brand' | 'ex' | 'line';
  icon?: IconName;
}

/** One form of time for all duties and promises. Give `at`, or `words` when no time is known yet. */
export interface DueView {
  at?: InstantLike;
  metAt?: InstantLike;
  /** In place of a countdown: `Not started`, `Without undue delay`. */
  words?: string;
  /** After the exact time, or alone: `own target`, `one month after the above`. */
  remark?: string;
}

export interface IncidentHeaderView {
  reference: string;
  title: string;
  chips: readonly ChipView[];
  /** `Larkmoor Bank, financial services`, `48,213 people`, `Lead: Imke Dorn`. */
  facts: readonly string[];
  awareAt?: InstantLike;
  /** Absent: no legal clock runs. */
  clock?: { at: InstantLike; duty: string };
  /** Rules that cannot be decided on these facts: without a clock, the header says so instead of "none runs". */
  waiting?: number;
  tabs: readonly TabView[];
  /** Name of the page below the incident, when it is not one of the tabs. */
  below?: readonly CrumbView[];
}

export interface TabView {
  label: string;
  href: string;
  active: boolean;
  count?: number;
}

export interface CrumbView {
  label: string;
  /** Absent on the last one: this page. */
  href?: string;
}

export interface OptionView {
  value: string;
  label: string;
  checked?: boolean;
  hint?: string;
}

/** Choices of a select under a heading of their own. */
export interface OptionGroupView {
  label: string;
  options: readonly OptionView[];
}

export interface KeyValueView {
  key: string;
  value: string | SafeHtml;
  /** Small and grey after the value: who recorded it and when. */
  origin?: string;
}

export interface TimelineItemView {
  at: InstantLike;
  text: string;
  /** law: a legal event; key: a turning point. */
  kind?: 'law' | 'key';
  detail?: string;
}

/** Evidence for one rank. Thin evidence looks thin: a dashed rule and the words. */
export interface CitationView {
  /** `74 %`; absent when the source gives no figure. */
  figure?: string;
  finding: string;
  /** `KPMG, Consumer Loss Barometer, 2016, n = 449, United States`. */
  source: string;
  href?: string;
  verified: boolean;
  /** `Stated, not observed`. */
  caveat?: string;
}

export interface LedgerRowView {
  person: string;
  href?: string;
  /** Masked by the service; the page shows what it gets. */
  address: string;
  channel: string;
  state: ChipView;
  at?: InstantLike;
  tries: number;
  remark?: string;
}

export interface PagerView {
  /** `1 to 50 of 31,940`. */
  words: string;
  previous?: string;
  next?: string;
}

/** Views of `templates/pages/errors`. */
export interface ErrorPageView extends PageView {
  /** The sentence of the refusal: what is wrong and how to mend it. */
  message: string;
  requestId: string;
}

export interface ForbiddenPageView extends ErrorPageView {
  /** `notices:approve`, and the roles that have it in words. */
  permission?: string;
  holders?: string;
}

/** A stale save: both texts, nothing overwritten, three ways on. */
export interface ConflictPageView extends ErrorPageView {
  /** Absent for a conflict of state, where there is nothing to compare. */
  texts?: {
    mine: readonly KeyValueView[];
    theirs: readonly KeyValueView[];
    savedBy: string;
    savedAt: InstantLike;
    revision: number;
  };
  /** Repeats the save on top of the other revision; the fields are what the person sent. */
  keepMine?: { action: string; label: string; fields: Record<string, string> };
  back: { href: string; label: string };
}

export interface StepUpPageView extends ErrorPageView {
  /** Sign-in page that comes back here. */
  href: string;
}

export interface TooManyPageView extends ErrorPageView {
  retryAfterSeconds: number;
}
