/** A code of a duty that the annex of a notice answers. */
export interface AnnexCode {
  code: string;
  /** What people are told to find where no text answers it. */
  missing: string;
}

/** An address or text that the law of its jurisdiction asks a notice to carry, in English. */
export interface StateText {
  id: string;
  /** ISO 3166-1, or a part of it: a text of `US` holds in `US-NY` too. */
  jurisdiction: string;
  codes: string[];
  heading: string;
  /** Markdown without merge fields, headings, links and HTML. */
  text: string;
  /** What the law asks and no page of the authority said. */
  lacks?: string;
  source: string[];
  /** Day on which the sources were read, ISO. */
  checkedOn: string;
  /** Held against statute and authority by a person. */
  verified: boolean;
}

/** `knowledge/state-texts.yaml`. */
export interface StateTexts {
  asks: readonly AnnexCode[];
  /** In the order in which they are printed. */
  texts: readonly StateText[];
}
