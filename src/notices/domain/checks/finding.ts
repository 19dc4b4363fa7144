/** `block`: must not go out; `warn`: needs a reason to stay; `hint`. */
export const severities = ['block', 'warn', 'hint'] as const;
export type Severity = (typeof severities)[number];

/** Ids of `notice-quality` sections 2.1 to 2.4: content, order, wording, access; T compares a translation. */
export type RuleGroup = 'content' | 'order' | 'wording' | 'access' | 'translation';

/** Where in the notice. */
export interface FindingPlace {
  /** Id of the section; `subject` or `preheader` for those lines; null: the notice as a whole. */
  section: string | null;
  /** Units of UTF-16 into `CheckedPart.words`; absent where the finding is about the whole part. */
  start?: number;
  end?: number;
}

/** A change of the stored text that one click makes: the one place where `from` stands is replaced. */
export interface MechanicalMend {
  section: string;
  /** Stands exactly once in the stored Markdown of the section. */
  from: string;
  to: string;
}

export interface Finding {
  /** `C2`, `W3`, … */
  rule: string;
  group: RuleGroup;
  severity: Severity;
  place: FindingPlace;
  /** What the check saw, at most 240 characters; empty where something is absent. */
  text: string;
  /** One sentence: why it matters to the reader. */
  why: string;
  /** Ids of findings of the evidence base, or of sources of the word list. */
  evidence: readonly string[];
  /** One sentence: what to do. */
  fix: string;
  mend?: MechanicalMend;
  /** The rule rests on judgement: a named person may lift its block with a reason. */
  judgement?: boolean;
}

/** `present`: in words of substance; `thin`: named without them. */
export type Presence = 'present' | 'thin' | 'missing';

/** The five parts that every notice has (C1). */
export const noticeParts = [
  'what-happened',
  'what-information',
  'what-we-do',
  'what-you-can-do',
  'where-to-get-help',
] as const;
export type NoticePart = (typeof noticeParts)[number];

/** One figure of readability, by its name, with what it cannot tell. */
export interface Readability {
  /** `Flesch-Kincaid grade`, `LIX`, `Kandel-Moles`, `Fernández Huerta`, `characters per sentence`. */
  name: string;
  value: number;
  /** Beyond it the check warns; null: no limit is known. */
  limit: number | null;
  /** In words: what the figure does not tell. */
  limits: string;
  sentences: number;
  /** Words; characters for Chinese and Japanese. */
  units: number;
  averageSentence: number;
  longestSentence: number;
}

/** What a duty asks for, and how it stands in the text. */
export interface CodeCoverage {
  ruleId: string;
  code: string;
  state: Presence;
  section: string | null;
}

/** What the checks say about one text in one language. Never a single score. */
export interface CheckReport {
  /** Blocks first, then in reading order. */
  findings: readonly Finding[];
  /** Ids of the rules that ran and found nothing. */
  passed: readonly string[];
  parts: readonly { part: NoticePart; state: Presence }[];
  readability: readonly Readability[];
  coverage: readonly CodeCoverage[];
  /** Sentences on the limits of this report: no native reader of the list, rules that could not run and why. */
  remarks: readonly string[];
}
