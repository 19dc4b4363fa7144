import type { OwnStep } from '../../catalogue/domain/own-step.js';
import type { Phase } from '../../catalogue/domain/step.js';

export const SPEC_VERSION = 'cacao-2.0';

/** Namespace of the ids of our playbooks and organisations. */
export const OUR_NAMESPACE = '66eda010-9208-4e4c-b4e2-040962520bae';

/** Under this key a playbook and its steps carry what CACAO has no field for. */
export const OUR_EXTENSION = 'extension-definition--8f73fddd-6c43-4199-b2cc-e090e145be30';

const AUTHOR = 'identity--0ab9d790-ed7a-4d8d-83d1-5f433d8bd256';

/** What stands behind `OUR_EXTENSION`, for whoever reads the file without us. */
export const extensionDefinition = {
  type: 'extension-definition',
  name: 'Redress breach response',
  description: 'What a playbook for the redress of a data breach says beyond CACAO.',
  created_by: AUTHOR,
  schema:
    'On the playbook: industry and causes it is made for (null or empty: any), left_out (step_ref, reason), ' +
    'source_version, kept_parts (JSON text of parts of an imported file). On a step: place (counted from 1), step_ref ' +
    '(id of a response step), own_step (true: defined here alone), base_title and base_owner with title_adapted and ' +
    'owner_adapted, phase, lane, serves (priority, strength 1 to 4), requires, done_when, lead_hours, effort, ' +
    'asks_evidence, due_hours, feasibility (factor 0.5 to 1, reason).',
  version: '1.0.0',
};

export const typeOfPhase: Readonly<Record<Phase, string>> = {
  prepare: 'prevention',
  contain: 'mitigation',
  assess: 'investigation',
  notify: 'notification',
  remedy: 'remediation',
  support: 'remediation',
  verify: 'remediation',
  learn: 'prevention',
};

const activityOfPhase: Readonly<Record<Phase, string>> = {
  prepare: 'identify-steps',
  contain: 'restrict-access',
  assess: 'analyze-collected-data',
  notify: 'deliver-content',
  remedy: 'eliminate-risk',
  support: 'deliver-content',
  verify: 'deliver-content',
  learn: 'identify-steps',
};

/** Where a step of the catalogue does something else than most of its phase. */
const activityOfStep: Readonly<Record<string, string>> = {
  'contain-preserve': 'identify-indicators',
  'contain-supplier': 'disconnect-system',
  'contain-safe-state': 'disconnect-system',
  'contain-fraud-watch': 'configure-systems',
  'assess-who': 'identify-audience',
  'assess-vulnerable': 'identify-audience',
  'assess-root-cause': 'identify-indicators',
  'notify-plain-language': 'compose-content',
  'notify-apology': 'compose-content',
  'notify-languages': 'compose-content',
  'notify-staff-brief': 'compose-content',
  'notify-status-page': 'identify-channel',
  'support-phone': 'identify-channel',
  'support-in-person': 'identify-channel',
  'support-protect-list': 'compose-content',
  'remedy-fleet-update': 'configure-systems',
  'verify-independent-test': 'scan-vulnerabilities',
  'verify-supplier': 'scan-vulnerabilities',
  'verify-recurrence-report': 'match-indicator',
};

export function activityOf(step: string, phase: Phase): string {
  return activityOfStep[step] ?? activityOfPhase[phase];
}

const phaseOfActivity: Readonly<Record<string, Phase>> = {
  'compose-content': 'notify',
  'deliver-content': 'notify',
  'identify-audience': 'notify',
  'identify-channel': 'notify',
  'scan-system': 'assess',
  'match-indicator': 'assess',
  'analyze-collected-data': 'assess',
  'identify-indicators': 'assess',
  'scan-vulnerabilities': 'assess',
  'map-network': 'assess',
  'restrict-access': 'contain',
  'disconnect-system': 'contain',
  'configure-systems': 'remedy',
  'eliminate-risk': 'remedy',
  'revert-system': 'remedy',
  'restore-data': 'remedy',
  'restore-capabilities': 'remedy',
};
const phaseOfType: Readonly<Record<string, Phase>> = {
  detection: 'assess',
  investigation: 'assess',
  mitigation: 'contain',
  notification: 'notify',
  remediation: 'remedy',
  prevention: 'learn',
};

/** The phase a foreign step most likely belongs to, from what it says of itself, else from its playbook. */
export function phaseFor(activity: unknown, playbookType: unknown): Phase {
  if (typeof activity === 'string' && Object.hasOwn(phaseOfActivity, activity)) {
    return phaseOfActivity[activity] ?? 'contain';
  }
  if (typeof playbookType === 'string' && Object.hasOwn(phaseOfType, playbookType)) {
    return phaseOfType[playbookType] ?? 'contain';
  }
  return 'contain';
}

/** What a foreign step is counted as touching, at the least strength: it says nothing on what customers ask for. */
export const servesOfPhase: Readonly<Record<Phase, OwnStep['serves']>> = {
  prepare: { speed: 1 },
  contain: { 'proof-of-fix': 1 },
  assess: { transparency: 1 },
  notify: { transparency: 1 },
  remedy: { 'proof-of-fix': 1 },
  support: { 'human-contact': 1 },
  verify: { 'proof-of-fix': 1 },
  learn: { transparency: 1 },
};

/** Words of `industry-sector-ov`; the first is the nearest, and brings a file back to the industry. */
const sectorsOfIndustry: Readonly<Record<string, readonly string[]>> = {
  automotive: ['automotive', 'transportation'],
  'cloud-and-connected-devices': [
    'software',
    'electronics-hardware',
    'information-communications-technology',
  ],
  education: ['education'],
  'energy-utilities': ['utilities', 'energy', 'water'],
  'financial-services': ['financial'],
  healthcare: ['healthcare'],
  hospitality: ['lodging'],
  insurance: ['financial'],
  manufacturing: ['manufacturing'],
  'professional-services': ['consulting', 'legal-services'],
  'public-sector': ['public-services', 'government'],
  retail: ['commercial'],
  'social-media': ['media'],
  telecommunications: ['telecommunications', 'information-communications-technology'],
};

/** Empty for an industry of an own pack that the vocabulary has no word for. */
export function sectorsOf(industry: string): readonly string[] {
  return sectorsOfIndustry[industry] ?? [];
}

/** The one industry these sectors speak of; undefined where it is none or more than one. */
export function industryOfSectors(sectors: readonly string[], known: Iterable<string>): string | undefined {
  const fitting = [...known].filter((id) => sectors.includes(sectorsOf(id)[0] ?? ''));
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Owners that are one person by their office; all others are departments and teams. */
export function agentType(owner: string): 'individual' | 'organization' {
  const office = /(^|[- ])(officer|lead|leader|manager|director|executive|head|partner|principal)$/i;
  return office.test(owner) ? 'individual' : 'organization';
}
