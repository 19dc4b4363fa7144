import type { FieldError, IncidentHeaderView, OptionView, PageView } from '../views.types.js';
import type { FactSheet } from './fact-sheet.js';
import type { ConflictRow } from './facts.conflict.js';
import type { RevisionView } from './facts.history.js';
import type { QuestionGroup } from './facts.questions.js';
import type { FactFieldView, PlaceRow } from './facts.view.js';
import type { SettlingFactView } from './obligations.facts.js';

export interface FactsPageView extends PageView {
  header: IncidentHeaderView;
  reference: string;
  revision: number;
  savedBy: string;
  savedAt: string;
  /** Null for readers who change no facts: they get the sheet. */
  form: FactsFormParts | null;
  sheet: FactSheet;
  settling: readonly SettlingFactView[];
  history: readonly RevisionView[];
  older: number;
  errors: readonly FieldError[];
}

export interface FactsFormParts {
  revision: number;
  reason: string;
  zoneWords: string;
  groups: Record<
    | 'what'
    | 'when'
    | 'moments'
    | 'data'
    | 'people'
    | 'harm'
    | 'circumstances'
    | 'organisation'
    | 'attributes'
    | 'findings'
    | 'notices',
    FactFieldView[]
  >;
  /** Groups that stand open because something in them is filled. */
  open: Record<'moments' | 'circumstances' | 'organisation' | 'notices' | 'harm', boolean>;
  dataRows: readonly object[];
  dataClasses: readonly OptionView[];
  protections: readonly OptionView[];
  answers: readonly OptionView[];
  placeRows: readonly PlaceRow[];
  harmRows: readonly PlaceRow[];
  harmLevels: readonly OptionView[];
  places: readonly string[];
  attributes: readonly QuestionGroup[];
  findings: readonly QuestionGroup[];
  /** The sheet as JSON, for people who know its form. */
  json: string;
  jsonOpen: boolean;
}

export interface FactsConflictView extends PageView {
  header: IncidentHeaderView;
  reference: string;
  savedBy: string;
  savedAt: string;
  seen: number;
  revision: number;
  next: number;
  rows: readonly ConflictRow[];
  reason: string;
  /** My changes over theirs, and my sheet whole, as JSON to be sent again. */
  over: string;
  whole: string;
}
