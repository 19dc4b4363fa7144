import type { IncidentFacts } from '../../../incidents/domain/incident-facts.js';
import type { ChosenStep, NoticeDuty } from '../notice-condition.js';
import type { ReaderFields } from '../notice-context.js';
import type { NoticeValues } from '../notice-values.js';

/** One part of a notice as its reader gets it. */
export interface CheckedPart {
  /** Of the section; `subject`, `preheader`. */
  id: string;
  /** 1 title, 2 part, 3 part of a part; 0 for subject and preheader. */
  level: 0 | 1 | 2 | 3;
  heading: string;
  /**
   * The words of the part without its heading, with every value in place: paragraphs parted by an empty line, each
   * item of a list a line that starts with `- ` or `1. `, no other marks.
   */
  words: string;
  /** Markdown with merge fields, as it is kept; the same as `words` where a file of plain text is checked. */
  source: string;
  /** Values that merge fields put into `words`: which field, and where its words stand. */
  fields: readonly { name: string; start: number; end: number }[];
  /** The heading is prescribed by a law: word lists skip it. */
  prescribed?: boolean;
}

/** A commitment that is proposed with this text or stands already. */
export interface KnownCommitment {
  text: string;
  /** Id of the step it belongs to; null: none. */
  step: string | null;
  /** ISO 8601 day; null: without a day. */
  due: string | null;
  keeper: string | null;
}

/** Everything the checks read. Without I/O; the same text gives the same report. */
export interface CheckedNotice {
  kind: string;
  channel: string;
  audience: string;
  /** BCP 47: `en`, `zh-Hans`, `ja`, `de`, `fr`, `es`. */
  locale: string;
  parts: readonly CheckedPart[];
  facts: IncidentFacts;
  /** Values of the shared merge fields; empty where only facts are known. */
  values: NoticeValues;
  /** Whom the copy is for; null: nobody in particular. */
  reader: ReaderFields | null;
  steps: readonly ChosenStep[];
  /** Duties that are owed and that this kind of notice serves. */
  duties: readonly NoticeDuty[];
  /** Priorities in the order of the plan's lead steps (O2). */
  leads: readonly string[];
  commitments: readonly KnownCommitment[];
  /** The record is complete (C6). */
  proofComplete: boolean;
  /** ISO 8601 day on which it is to be sent; null: not known. */
  noticeDate: string | null;
  /** Hosts that links may lead to. */
  linkHosts: readonly string[];
  /** Limits of the kind: characters of subject and preheader, words of the text. */
  limits: { subject?: number; preheader?: number; words?: number; characters?: number };
}
