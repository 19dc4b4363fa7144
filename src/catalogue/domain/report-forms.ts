import type { WordLanguage } from './data-class-words.js';

/** Everything of an incident that a report can read; `knowledge/obligations/content.yaml` gives each its words. */
export const REPORT_FIELDS = [
  'facts.summary',
  'facts.occurredAt',
  'facts.containedAt',
  'facts.discoveredAt',
  'facts.awareAt',
  'facts.determinedAt',
  'facts.noHarmDeterminedAt',
  'facts.classifiedAt',
  'facts.materialityDeterminedAt',
  'facts.incidentResolvedAt',
  'facts.correctiveMeasureAvailableAt',
  'facts.ransomPaidAt',
  'facts.lawEnforcementHold',
  'facts.ongoing',
  'facts.published',
  'facts.serviceDisrupted',
  'facts.safetyRisk',
  'facts.lossesIncurred',
  'facts.types',
  'facts.intent',
  'facts.effects',
  'facts.findings',
  'facts.dataClasses',
  'facts.protection',
  'facts.peopleHere',
  'facts.peopleTotal',
  'facts.places',
  'facts.relations',
  'facts.harm',
  'facts.consequences',
  'facts.organisationName',
  'facts.establishments',
  'facts.affectedAssets',
  'organisation.address',
  'organisation.phone',
  'organisation.email',
  'organisation.page',
  'organisation.dpo',
  'incident.reference',
  'plan.done',
  'plan.unproven',
  'plan.decided',
  'plan.help',
  'plan.identityHelp',
  'plan.police',
  'plan.recovered',
  'proof.state',
  'proof.weakness',
  'proof.repair',
  'proof.check',
  'proof.openPoints',
  'notices.state',
  'notices.sent',
  'notices.count',
  'notices.planned',
  'filings.others',
  'filings.earlier',
  'evidence.files',
  'duty.inTime',
] as const;
export type ReportFieldPath = (typeof REPORT_FIELDS)[number];

/** A field in words that stand after "Not known yet:". */
export interface ReportFieldWords {
  path: ReportFieldPath;
  label: string;
}

/** A content code of the vocabulary: the question it answers, and what of the record answers it. */
export interface ContentCode {
  code: string;
  label: string;
  asks: string;
  /** Role that can say what is missing. */
  ask: string;
  /** Sentences with `{{path}}`; each stands when all of its fields are known. None: a person writes it. */
  reads?: string[];
  /** Fields without which the answer is not whole. */
  needs?: ReportFieldPath[];
  /** Never written into a report; handed over beside it, as this says. */
  attach?: string;
  /** Fields of a notice and, by language, words of it: where any are given, one has to stand in the text. */
  noticeFields?: string[];
  noticeWords?: Partial<Record<WordLanguage, string[]>>;
}

/** Which duties take a form; all keys given must hold. */
export interface FormCondition {
  rules?: string[];
  recipients?: string[];
  stages?: string[];
  /** Exactly these. */
  jurisdictions?: string[];
  /** Parts of these, the whole left out. */
  partsOf?: string[];
}

/** One group of `knowledge/obligations/forms.yaml`: order and headings of a report. */
export interface ReportForm {
  id: string;
  title: string;
  /** The form itself was seen; else the order follows the law as the rules describe it. */
  verified: boolean;
  basis: string;
  belongs: FormCondition[];
  sections: { heading: string; fields: { heading: string; codes: string[] }[] }[];
}

/** The form of every duty that no other group takes. */
export const GENERIC_FORM = 'generic';

/** Paths in a sentence of `reads`, in order. */
export function fieldsRead(sentence: string): string[] {
  return [...sentence.matchAll(/\{\{([^{}]+)\}\}/g)].map(([, path]) => path ?? '');
}
