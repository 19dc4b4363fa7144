import type { DutyClock } from '../duty-clocks.js';
import type { CrumbView, OptionView, PageView } from '../views.types.js';
import type { FactFieldView, PlaceRow } from './facts.view.js';

export interface IncidentNewView extends PageView {
  crumbs: readonly CrumbView[];
  mayImport: boolean;
  typed: { title: string; determination: string; severity: string; exercise: boolean };
  what: readonly FactFieldView[];
  when: readonly FactFieldView[];
  whom: readonly FactFieldView[];
  us: readonly FactFieldView[];
  commonData: readonly OptionView[];
  moreData: readonly { id: string; legend: string; options: readonly OptionView[] }[];
  moreDataWords: string;
  moreDataOpen: boolean;
  placeRows: readonly PlaceRow[];
  places: readonly string[];
  visibilities: readonly OptionView[];
  determinations: readonly OptionView[];
  severities: readonly OptionView[];
  /** `Times in Europe/Dublin, GMT`. */
  zoneWords: string;
  promises: readonly { text: string; detail: string }[];
  /** What these facts would start; null before someone asks. */
  preview: IncidentPreview | null;
}

export interface IncidentPreview {
  clocks: readonly DutyClock[];
  moreClocks: number;
  /** Rules that cannot be decided yet. */
  undecided: number;
  steps: readonly string[];
  stepCount: number;
  weights: string;
}

/** Classes that most declarations name; the others stand folded below them. */
const OFTEN = new Set([
  'name',
  'email-address',
  'phone',
  'postal-address',
  'date-of-birth',
  'bank-account',
  'customer-financial',
  'payment-card-number',
  'username',
  'password',
  'national-id',
  'ssn',
  'passport',
  'medical-record',
  'precise-location',
  'communications-content',
  'children-data',
]);

/** The data classes of the short form: the usual ones, and the rest by group. */
export function dataChoices(
  groups: readonly { legend: string; options: readonly OptionView[] }[],
): Pick<IncidentNewView, 'commonData' | 'moreData' | 'moreDataWords' | 'moreDataOpen'> {
  const all = groups.flatMap(({ options }) => options);
  const rest = groups
    .map(({ legend, options }, index) => ({
      id: `f-data.classes.${index}`,
      legend,
      options: options.filter(({ value }) => !OFTEN.has(value)),
    }))
    .filter(({ options }) => options.length > 0);
  const others = rest.flatMap(({ options }) => options);
  return {
    commonData: all.filter(({ value }) => OFTEN.has(value)),
    moreData: rest,
    moreDataWords: `${others.length} more kinds of data`,
    moreDataOpen: others.some(({ checked }) => checked),
  };
}

export const PROMISES: IncidentNewView['promises'] = [
  { text: 'Works out every duty to notify', detail: 'With its clock, and how it was counted' },
  { text: 'Ranks the steps that apply', detail: 'By what affected customers ask for, with the reasons' },
  { text: 'Puts you on the incident', detail: 'Others see it when you add them, or when you open it to all' },
  { text: 'Writes it to the audit trail', detail: 'Facts, time and your name' },
];
