import { wordLanguages } from './data-class-words.js';
import type { WordLanguage } from './data-class-words.js';

/** Phrases of one language that claim that the weakness is closed, and what makes them no claim. */
export interface FixClaimWords {
  /** `words`: whole words; `characters`: anywhere, for scripts that write none apart. */
  match: 'words' | 'characters';
  claims: string[];
  /** A phrase that lies inside one of these claims nothing: "fixed fee". */
  except: string[];
  /** Before a phrase in the same clause, at most `reach` words or characters away, they turn it round: "not". */
  denials: string[];
  /** The same right behind it, or at most `reach` words behind. */
  denialsAfter: string[];
  /** Words that end the reach of a denial, as a comma does: "not at once, but fixed". */
  turns: string[];
  reach: number;
}

/** `knowledge/words/fix-claims.yaml`. */
export interface FixClaims {
  version: number;
  /** Native readers who checked a language; empty: nobody has. */
  reviewedBy: Record<string, string[]>;
  source: string;
  languages: Partial<Record<WordLanguage, FixClaimWords>>;
}

/** Own claims add to the shipped ones of their language; what excuses a claim stays as shipped. */
export function withOwnClaims(shipped: FixClaims, own: FixClaims): FixClaims {
  const languages: FixClaims['languages'] = {};
  for (const language of wordLanguages) {
    const [ours, theirs] = [shipped.languages[language], own.languages[language]];
    const both = ours && theirs ? { ...ours, claims: [...ours.claims, ...theirs.claims] } : (ours ?? theirs);
    if (both) languages[language] = both;
  }
  return { ...shipped, languages };
}
