/** Quarantined: the scanner did not let it pass; kept, not handed out, proves nothing. */
export type EvidenceState = 'stored' | 'quarantined';
