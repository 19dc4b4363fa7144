import type { DutyRecipient } from '../../catalogue/domain/obligation-rule.js';
import { affectedTotal } from '../../incidents/domain/affected-total.js';
import type { HarmLevel, IncidentFacts, Protection } from '../../incidents/domain/incident-facts.js';
import type { Fault } from '../../platform/errors.js';

/** What a small incident can be; codes of the vocabulary's incident types. */
export const SMALL_TYPES = [
  'misdelivery',
  'accidental-exposure',
  'loss-of-device',
  'improper-disposal',
] as const;
export type SmallType = (typeof SMALL_TYPES)[number];

/** What was done about it. `nothing-yet` stands alone. */
export const MEASURES = [
  'recalled',
  'returned',
  'deletion-confirmed',
  'deletion-asked',
  'access-removed',
  'nothing-yet',
] as const;
export type Measure = (typeof MEASURES)[number];

/** What one screen asks about a small incident. Instants are RFC 3339. */
export interface SmallIncident {
  /** One line without names of people; title and summary of the incident. */
  happened: string;
  type: SmallType;
  occurredAt?: string | undefined;
  discoveredAt?: string | undefined;
  awareAt: string;
  /** People by residence; null: some, number unknown. */
  people: Record<string, number | null>;
  /** Codes of data classes. */
  data: string[];
  /** State of the data in the wrong hands; absent: not known. */
  protection?: Protection | undefined;
  roles: ('controller' | 'processor')[];
  establishments: string[];
  /** Kinds of organisation that nobody named count as "no", which decides the duties of special sectors. */
  ordinaryOrganisation: boolean;
  measures: Measure[];
  harm: HarmLevel;
}

/** Below it, one screen is enough. */
export const SMALL_PEOPLE = 500;
const SMALL_PLACES = 3;

/**
 * The facts of a small incident. What it says of people and data is whole: a small incident is one that can be told in
 * full, and duties about other people or other data are thereby decided.
 */
export function factsOfSmall(small: SmallIncident): IncidentFacts {
  return {
    summary: small.happened,
    ...(small.occurredAt === undefined ? {} : { occurredAt: small.occurredAt }),
    ...(small.discoveredAt === undefined ? {} : { discoveredAt: small.discoveredAt }),
    awareAt: small.awareAt,
    incident: {
      types: [small.type],
      intent: 'accidental',
      effects: small.type === 'loss-of-device' ? ['confidentiality', 'availability'] : ['confidentiality'],
      findingsComplete: true,
    },
    data: {
      classes: small.data.map((code) => ({
        class: code,
        ...(small.protection === undefined ? {} : { protection: small.protection }),
        // Nothing was taken but what went astray; a key that lay beside it makes the data readable.
        ...(small.protection === undefined || small.protection === 'none' ? {} : { keyTaken: false }),
      })),
      complete: true,
    },
    affected: { byJurisdiction: { ...small.people }, complete: true },
    harm: { level: small.harm },
    organisation: {
      roles: [...small.roles],
      ...(small.establishments.length === 0 ? {} : { establishments: [...small.establishments] }),
      ...(small.ordinaryOrganisation ? { attributesComplete: true } : {}),
    },
  };
}

/** The same facts once someone decided, on record, not to tell people because harm is unlikely. */
export function withNoHarmDetermined(facts: IncidentFacts, at: string): IncidentFacts {
  return {
    ...facts,
    noHarmDeterminedAt: at,
    incident: { ...facts.incident, findings: { 'no-harm-determination': true } },
  };
}

/** Harm so slight that a decision not to tell people can rest on it. */
export function isHarmUnlikely(harm: HarmLevel): boolean {
  return harm === 'none' || harm === 'unlikely';
}

/**
 * Why one screen is not enough, each with its place; empty: it is small.
 *
 * @param sensitive codes of data classes that most laws protect most
 */
export function whyNotSmall(small: SmallIncident, sensitive: ReadonlySet<string>): Fault[] {
  const people = affectedTotal(factsOfSmall(small))?.people ?? 0;
  const faults: Fault[] = [];
  if (people >= SMALL_PEOPLE)
    faults.push({
      path: '/people',
      message: `${SMALL_PEOPLE} people and more are no small incident; open it with the full record.`,
    });
  if (Object.keys(small.people).length > SMALL_PLACES)
    faults.push({
      path: '/people',
      message: `People in more than ${SMALL_PLACES} places meet many laws; open it with the full record.`,
    });
  if (small.harm === 'serious')
    faults.push({
      path: '/harm',
      message: 'Serious harm asks for a plan and for notices; open it with the full record.',
    });
  if (small.harm === 'likely' && small.data.some((code) => sensitive.has(code)))
    faults.push({
      path: '/data',
      message: 'Likely harm from data that laws protect most is not small; open it with the full record.',
    });
  return faults;
}

/** Who would have to be told: one decision covers them together. */
export const DUTY_PARTIES = ['authorities', 'people', 'others'] as const;
export type DutyParty = (typeof DUTY_PARTIES)[number];

const PARTIES: Readonly<Record<DutyRecipient, DutyParty>> = {
  regulator: 'authorities',
  individuals: 'people',
  media: 'others',
  'consumer-reporting-agencies': 'others',
  partners: 'others',
};

export function partyOf(recipient: DutyRecipient): DutyParty {
  return PARTIES[recipient];
}

/** What is contradictory in itself; the facts have a check of their own. */
export function smallFaults(small: SmallIncident, harmReason: string): Fault[] {
  const faults: Fault[] = [];
  if (small.data.length === 0)
    faults.push({ path: '/data', message: 'Name at least one kind of data; without data it is no breach.' });
  if (Object.keys(small.people).length === 0)
    faults.push({ path: '/people', message: 'Say where the people live; the number may be unknown.' });
  if (small.measures.length === 0)
    faults.push({ path: '/measures', message: 'Say what was done, or that nothing was done yet.' });
  if (small.measures.length > 1 && small.measures.includes('nothing-yet'))
    faults.push({ path: '/measures', message: 'Either nothing was done yet, or what is ticked beside it.' });
  if (small.roles.length === 0)
    faults.push({ path: '/roles', message: 'Say whether you decide on the data or hold them for another.' });
  if (harmReason.trim() === '')
    faults.push({
      path: '/harmReason',
      message: 'Say in a sentence why you assess the harm like this; an authority will ask.',
    });
  return faults;
}
