import { placeName } from './place-words.js';

/** What a fact is called on pages, by its path in the facts; hints say what the law means by it. */
export const FACT_WORDS: Readonly<Record<string, string>> = {
  summary: 'What happened',
  industry: 'Industry',
  occurredAt: 'It happened, or began',
  discoveredAt: 'Discovered',
  awareAt: 'Aware',
  containedAt: 'Contained',
  determinedAt: 'Found to be notifiable',
  noHarmDeterminedAt: 'Decision that no harm is likely',
  classifiedAt: 'Classified as major',
  materialityDeterminedAt: 'Materiality decided',
  secMissingInformationAt: 'Information missing from the first 8-K found',
  ransomPaidAt: 'Ransom paid',
  circiaNewInformationAt: 'Substantial new information found',
  authorityRequestAt: 'Asked or ordered by an authority',
  correctiveMeasureAvailableAt: 'Patch or mitigation available',
  incidentResolvedAt: 'Incident resolved',
  handlingConcludedAt: 'Handling ended',
  previousAnnualReportAt: 'Last yearly report made',
  lawEnforcementHold: 'An authority asked in writing to wait',
  optIn: 'Rules to run besides the law in force',
  'organisation.name': 'Organisation',
  'organisation.naics': 'NAICS code',
  'organisation.sectors': 'Sectors',
  'organisation.roles': 'Role for the data',
  'organisation.establishments': 'Establishments',
  'organisation.insuranceLicences': 'Insurance licences',
  'organisation.attributes': 'What the organisation is',
  'organisation.attributesComplete': 'Nothing else applies to the organisation',
  'incident.types': 'Kind of incident',
  'incident.intent': 'Intent',
  'incident.effects': 'What happened to data or service',
  'incident.findings': 'Decisions recorded',
  'incident.findingsComplete': 'No other decision applies',
  'data.classes': 'Data affected',
  'data.complete': 'No other data is affected',
  'affected.byJurisdiction': 'People by place',
  'affected.total': 'People in all',
  'affected.relations': 'Who they are',
  'affected.complete': 'No place is left out',
  'harm.level': 'Harm',
  'harm.byJurisdiction': 'Harm by place',
  mode: 'Kind of plan',
  lossesIncurred: 'Losses so far',
  vulnerableGroups: 'People who need extra care',
  ongoing: 'Still going on',
  repeat: 'Happened before',
  published: 'Data published',
  serviceDisrupted: 'Service disrupted',
  safetyRisk: 'Danger to life or safety',
  unpatchable: 'Cannot be fixed by an update',
  contactDetailsPoor: 'Contact details are poor',
  notices: 'Notices sent or planned',
  veris: 'VERIS record',
  provenance: 'Who said so',
};

/** Facts by place: the code behind them is said as the place it means. */
const PLACED = new Set(['affected.byJurisdiction', 'harm.byJurisdiction']);

/**
 * A fact in words, by path (`affected.total`) or JSON pointer (`/affected/total`); of a deeper place the nearest
 * name above it with the rest behind: `People by place: Germany`.
 */
export function factWords(path: string): string {
  const notice = /^[./]?notices[./]([^./]+)[./](sent|planned)At$/.exec(path);
  if (notice) return `notice ${notice[1]} ${notice[2]}`;
  const parts = path.startsWith('/')
    ? path
        .slice(1)
        .split('/')
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    : path.split('.');
  for (let length = parts.length; length > 0; length--) {
    const name = parts.slice(0, length).join('.');
    const rest = PLACED.has(name) ? placeName(parts[length] ?? '') : parts.slice(length).join(' ');
    if (Object.hasOwn(FACT_WORDS, name))
      return rest === '' ? (FACT_WORDS[name] ?? name) : `${FACT_WORDS[name]}: ${rest}`;
  }
  return path;
}
