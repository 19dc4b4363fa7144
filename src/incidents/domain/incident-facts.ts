/**
 * The one input of plan, duties and notices. An absent fact is unknown, never a default; the four `complete`
 * flags turn what is left out into "no" or zero. Exact form: `knowledge/schema/facts.schema.json`.
 * Instants are RFC 3339 text with an offset; codes are those of `knowledge/obligations/vocabulary.yaml`.
 */
export interface IncidentFacts extends Partial<Record<ClockFact, string>> {
  occurredAt?: string;
  containedAt?: string;
  /** Per rule id: when its notice was sent, or is planned. */
  notices?: Record<string, { sentAt?: string; plannedAt?: string }>;
  lawEnforcementHold?: boolean;
  optIn?: OptIn[];
  organisation?: OrganisationFacts;
  incident?: {
    types?: string[];
    intent?: 'intentional' | 'accidental';
    effects?: string[];
    findings?: Record<string, boolean>;
    findingsComplete?: boolean;
  };
  data?: { classes?: AffectedDataClass[]; complete?: boolean };
  affected?: {
    /** People by residence; null = some, number unknown (at least one). */
    byJurisdiction?: Record<string, number | null>;
    total?: number;
    relations?: string[];
    complete?: boolean;
  };
  harm?: { level?: HarmLevel; byJurisdiction?: Record<string, HarmLevel> };
  mode?: 'prepare' | 'incident';
  industry?: string;
  summary?: string;
  lossesIncurred?: 'none-known' | 'reported' | 'confirmed';
  vulnerableGroups?: boolean;
  ongoing?: boolean;
  repeat?: boolean;
  published?: boolean;
  serviceDisrupted?: boolean;
  safetyRisk?: boolean;
  unpatchable?: boolean;
  contactDetailsPoor?: boolean;
  /** VERIS actor, action, asset and other parts, kept verbatim. */
  veris?: Record<string, unknown>;
  /** JSON pointer of a fact: who said so, and when. */
  provenance?: Record<string, { by: string; at: string; source?: string }>;
}

/** Names of the facts that start a legal clock; each rule names its own. */
export type ClockFact =
  | 'awareAt'
  | 'discoveredAt'
  | 'determinedAt'
  | 'noHarmDeterminedAt'
  | 'classifiedAt'
  | 'materialityDeterminedAt'
  | 'secMissingInformationAt'
  | 'ransomPaidAt'
  | 'circiaNewInformationAt'
  | 'authorityRequestAt'
  | 'correctiveMeasureAvailableAt'
  | 'incidentResolvedAt'
  | 'handlingConcludedAt'
  | 'previousAnnualReportAt';

export type OptIn = 'contractual' | 'voluntary' | 'internal-clock';
export type HarmLevel = 'none' | 'unlikely' | 'possible' | 'likely' | 'serious';
export type Protection = 'none' | 'encrypted' | 'tokenised' | 'hashed-strong' | 'hashed-weak' | 'redacted';

export interface AffectedDataClass {
  class: string;
  /** State when taken or lost; absent or null = unknown. */
  protection?: Protection | null;
  /** Key, password or token vault taken too; absent or null = unknown. */
  keyTaken?: boolean | null;
}

export interface OrganisationFacts {
  name?: string;
  naics?: string;
  sectors?: string[];
  roles?: ('controller' | 'processor')[];
  establishments?: string[];
  insuranceLicences?: string[];
  attributes?: Record<string, boolean>;
  attributesComplete?: boolean;
}
