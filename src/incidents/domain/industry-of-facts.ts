import type { IncidentFacts } from './incident-facts.js';

/** What is read of an industry profile. */
export interface IndustryCodes {
  id: string;
  naicsPrefixes: readonly string[];
  naics2022Only: readonly string[];
}

/**
 * The profile chosen by hand, else that of the longest NAICS prefix, else that of the first sector, else none.
 * `000` is how VERIS writes an unknown industry; no prefix fits it.
 */
export function industryOfFacts(facts: IncidentFacts, industries: readonly IndustryCodes[]): string | null {
  const known = (id: string | undefined) => industries.find((industry) => industry.id === id)?.id ?? null;
  if (facts.industry !== undefined) return known(facts.industry);
  return ofNaics(facts.organisation?.naics, industries) ?? known(facts.organisation?.sectors?.[0]);
}

function ofNaics(naics: string | undefined, industries: readonly IndustryCodes[]): string | null {
  if (naics === undefined) return null;
  let best: { id: string | null; length: number } = { id: null, length: 0 };
  for (const { id, naicsPrefixes, naics2022Only } of industries) {
    for (const prefix of [...naicsPrefixes, ...naics2022Only]) {
      if (naics.startsWith(prefix) && prefix.length > best.length) best = { id, length: prefix.length };
    }
  }
  return best.id;
}
