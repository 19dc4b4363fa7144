import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';

/** A step of the plan as far as a report speaks of it. */
export interface ReportedStep {
  id: string;
  title: string;
  phase: string;
  /** `unproven`: recorded as done, its evidence is missing. */
  standing: 'done' | 'unproven' | 'decided';
  /** RFC 3339: when it was decided or done; null: not known. */
  at: string | null;
  /** RFC 3339: by when people mean to have it done. */
  dueAt: string | null;
}

/** The proof of fix as far as it may be told. */
export interface ReportedProof {
  state: 'none' | 'incomplete' | 'complete';
  weakness: string;
  /** Told only when the proof is complete. */
  what: string;
  closedAt: string | null;
  tester: string;
  testedOn: string | null;
  finding: string;
  openPoints: readonly { text: string; by: string }[];
}

/** Everything of one incident that a report may read. Null: there is no such record here, so all of it is unknown. */
export interface ReportRecord {
  facts: IncidentFacts;
  /** Null: the facts come from a file. */
  factsRevision: number | null;
  incident: { reference: string; title: string; exercise: boolean } | null;
  organisation: {
    name?: string | undefined;
    address?: string | undefined;
    phone?: string | undefined;
    phoneHours?: string | undefined;
    email?: string | undefined;
    page?: string | undefined;
    dpo?: string | undefined;
  } | null;
  /** What people decided; steps that nobody decided about are left out. */
  plan: readonly ReportedStep[] | null;
  proof: ReportedProof | null;
  /** Notices to individuals. */
  notices: readonly { title: string; language: string; state: string }[] | null;
  /** People on the list for the notice. */
  recipients: number | null;
  /** Filings that stand, by the rule they fulfil. */
  filings: readonly { ruleId: string; filedAt: string; reference: string }[];
  /** Files of evidence that are kept. */
  evidenceFiles: number | null;
}

/** The record of facts alone. */
export function recordOfFacts(facts: IncidentFacts): ReportRecord {
  return {
    facts,
    factsRevision: null,
    incident: null,
    organisation: null,
    plan: null,
    proof: null,
    notices: null,
    recipients: null,
    filings: [],
    evidenceFiles: null,
  };
}
