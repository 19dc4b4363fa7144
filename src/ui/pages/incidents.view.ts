import type { IncidentView } from '../../incidents/incidents.views.js';
import {
  DETERMINATION_WORDS,
  STATUS_WORDS,
  VISIBILITY_WORDS,
  severityChip,
  wordOf,
} from '../incident-words.js';
import type { InstantLike } from '../views.time.js';
import type { ChipView, OptionView, PageView, PagerView } from '../views.types.js';

export interface IncidentsView extends PageView {
  lead: string;
  mayOpen: boolean;
  rows: readonly IncidentRow[];
  /** There is no incident at all, so there is nothing to filter. */
  empty: boolean;
  filters: IncidentFilters;
  pager: PagerView;
}

export interface IncidentFilters {
  text: string;
  status: string;
  severity: string;
  determination: string;
  industry: string;
  statuses: readonly OptionView[];
  severities: readonly OptionView[];
  determinations: readonly OptionView[];
  industries: readonly OptionView[];
}

export interface IncidentRow {
  href: string;
  title: string;
  reference: string;
  industry: string;
  severity: ChipView;
  status: string;
  determination: string;
  people: number | null;
  openedAt: InstantLike;
  exercise: boolean;
  /** Words of a narrow circle; null when everyone may see it. */
  circle: string | null;
}

export function toIncidentRow(
  incident: IncidentView,
  industries: ReadonlyMap<string, { name: string }>,
): IncidentRow {
  return {
    href: `/incidents/${incident.reference}`,
    title: incident.title,
    reference: incident.reference,
    industry: industries.get(incident.industry ?? '')?.name ?? 'Not known',
    severity: severityChip(incident.severity),
    status: wordOf(STATUS_WORDS, incident.status),
    determination: wordOf(DETERMINATION_WORDS, incident.determination),
    people: incident.peopleAffected,
    openedAt: incident.openedAt,
    exercise: incident.kind === 'exercise',
    circle: incident.visibility === 'organisation' ? null : wordOf(VISIBILITY_WORDS, incident.visibility),
  };
}
