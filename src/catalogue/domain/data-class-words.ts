/** Languages in which every data class and consequence has words. */
export const wordLanguages = ['en', 'zh-Hans', 'ja', 'de', 'fr', 'es'] as const;
export type WordLanguage = (typeof wordLanguages)[number];

/** `knowledge/words/data-classes.yaml`: what a data class is called by a reader without training. */
export interface DataClassWords {
  version: number;
  languages: WordLanguage[];
  /** Native readers who checked a language; empty: nobody has, and pages say so. */
  reviewedBy: Record<string, string[]>;
  source: string;
  /** In the order in which a notice lists them. */
  classes: DataClassName[];
  /** What someone can do with the data, one plain sentence per ranking class. */
  consequences: Consequence[];
}

/** `your`: in a list read by the affected person, after a colon; `bare`: in tables, filings and call notes. */
export type DataClassName = { code: string } & Record<WordLanguage, ClassWords> & {
    /** What readers in a country call it, by ISO 3166 code, where that is another word in their language. */
    national?: Record<string, Partial<Record<WordLanguage, ClassWords>>>;
  };

interface ClassWords {
  your: string;
  bare: string;
}

export type Consequence = { rankingClass: string } & Record<WordLanguage, string>;
