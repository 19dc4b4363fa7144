/** What the tester found about this weakness. Other weaknesses, found or feared, are open points beside it. */
export const CHECK_RESULTS = ['closed', 'closed_in_part', 'not_closed'] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

/** How the tester stands to those who repaired; only `outside` is independent. */
export const CHECKER_RELATIONS = ['outside', 'same_house', 'took_part'] as const;
export type CheckerRelation = (typeof CHECKER_RELATIONS)[number];

/** What was weak and what changed, in words that customers follow. Blank text: not written yet. */
export interface RepairPart {
  /** Plan step that stands for the repair in this incident. */
  step: string;
  /** As part of a sentence after "Closed:", such as `the flaw in our statements service`. */
  what: string;
  weakness: string;
  change: string;
  /** Team or firm that repaired. */
  by: string;
  /** RFC 3339 in UTC. */
  closedAt: string | null;
}

/** Who tested the repair, and what they found. Blank text: not written yet. */
export interface CheckPart {
  organisation: string;
  /** Who there tested and signed. */
  tester: string;
  relation: CheckerRelation | null;
  /** How it is known that the tester is independent of those who repaired. */
  independence: string;
  method: string;
  scope: string;
  /** ISO date; the last day of the test. */
  testedOn: string | null;
  result: CheckResult | null;
  /** The result as half a sentence, such as `it tried the same way in and failed`. */
  finding: string;
}

export interface OpenPoint {
  text: string;
  /** ISO date by which it is done. */
  by: string;
  /** About this very weakness, not about something beside it. */
  ofWeakness: boolean;
}

/** One proof of fix as people wrote it. */
export interface ProofParts {
  repair: RepairPart;
  check: CheckPart;
  openPoints: OpenPoint[];
  /** Public page with the proof; blank: there is none. */
  proofUrl: string;
}

/** The record before anyone wrote anything. */
export function blankProof(step: string): ProofParts {
  return {
    repair: { step, what: '', weakness: '', change: '', by: '', closedAt: null },
    check: {
      organisation: '',
      tester: '',
      relation: null,
      independence: '',
      method: '',
      scope: '',
      testedOn: null,
      result: null,
      finding: '',
    },
    openPoints: [],
    proofUrl: '',
  };
}
