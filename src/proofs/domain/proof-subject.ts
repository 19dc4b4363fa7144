/** What the evidence files of the proof are linked to; an incident has one. */
export const PROOF_SUBJECT = { kind: 'proof_of_fix', id: 'report' } as const;

/** The step of the plan that the independent check is. */
export const CHECK_STEP = 'verify-independent-test';
