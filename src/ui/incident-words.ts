import type { ChipView, OptionView } from './views.types.js';

type Words = Readonly<Record<string, string>>;

export const STATUS_WORDS: Words = {
  open: 'Open',
  contained: 'Contained',
  notifying: 'Notifying',
  monitoring: 'Monitoring',
  closed: 'Closed',
};

export const SEVERITY_WORDS: Words = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' };

export const DETERMINATION_WORDS: Words = {
  suspected: 'Suspected',
  confirmed: 'Confirmed',
  near_miss: 'Near miss',
  false_positive: 'False alarm',
};

export const VISIBILITY_WORDS: Words = {
  members: 'People on the incident',
  organisation: 'Everyone whose role may read incidents',
  restricted: 'People on the incident, marked as restricted',
};

/** The word of a code; the code itself where a newer one has no word yet. */
export function wordOf(words: Words, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code;
}

/** Codes as choices of a form, in their order. */
export function optionsOf(codes: readonly string[], words: Words): OptionView[] {
  return codes.map((value) => ({ value, label: wordOf(words, value) }));
}

export function severityChip(severity: string): ChipView {
  const text = wordOf(SEVERITY_WORDS, severity);
  if (severity === 'critical') return { text, tone: 'danger', icon: 'octagon-alert' };
  if (severity === 'high') return { text, tone: 'warn', icon: 'triangle-alert' };
  return { text, icon: 'circle' };
}

/** Severity, status, determination, and what narrows who may see it. */
export function incidentChips(incident: {
  severity: string;
  status: string;
  determination: string;
  visibility: string;
  kind: string;
}): ChipView[] {
  const chips: ChipView[] = [
    severityChip(incident.severity),
    { text: wordOf(STATUS_WORDS, incident.status), tone: 'brand' },
    { text: wordOf(DETERMINATION_WORDS, incident.determination) },
  ];
  if (incident.visibility === 'restricted') chips.push({ text: 'Restricted', tone: 'line', icon: 'lock' });
  if (incident.visibility === 'members') chips.push({ text: 'Members only', tone: 'line', icon: 'lock' });
  if (incident.kind === 'exercise') chips.push({ text: 'Exercise', tone: 'ex', icon: 'graduation-cap' });
  return chips;
}
