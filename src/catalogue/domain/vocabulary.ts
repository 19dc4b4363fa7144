/** `knowledge/obligations/vocabulary.yaml`: every closed list of codes, in file order. */
export interface Vocabulary {
  dataClasses: (Term & { group: string; rankingClass: string })[];
  protections: string[];
  dataTests: DataTestTerm[];
  safeHarbors: Term[];
  /** Lowest harm first. */
  harmScale: Term[];
  harmWords: { words: string; means: string }[];
  effects: Term[];
  incidentTypes: Term[];
  intents: Term[];
  roles: Term[];
  organisationAttributes: Term[];
  findings: Term[];
  clocks: Term[];
  statuses: (Term & { startsClock: string })[];
  stages: Term[];
  recipients: Term[];
  channels: Term[];
  emailConditions: Term[];
  sectors: string[];
  contentCodes: (Term & { group: string; legacy?: string[] })[];
  calendars: Term[];
  /** Word of VERIS `attribute.confidentiality.data.variety` to data classes. */
  verisVarieties: Record<string, string[]>;
}

export interface Term {
  code: string;
  meaning: string;
}

export interface DataTestTerm extends Term {
  legacyUs: string[];
  legacyIntl: string[];
  test: DataTest;
}

/**
 * A plain code: the class is affected and counts under the rule's safe harbour. `listed`: it is affected,
 * however protected. `finding`: a finding of the incident.
 */
export type DataTest =
  string | { listed: string } | { all: DataTest[] } | { any: DataTest[] } | { finding: string };
