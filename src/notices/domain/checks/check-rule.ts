import type { Catalogue } from '../../../catalogue/domain/catalogue.js';
import type { CheckedNotice } from './checked-notice.js';
import type { Finding, RuleGroup, Severity } from './finding.js';

/** The knowledge that the checks read. */
export type CheckGround = Pick<
  Catalogue,
  | 'lintWords'
  | 'factWords'
  | 'dataClassWords'
  | 'fixClaims'
  | 'vocabulary'
  | 'contentCodes'
  | 'steps'
  | 'evidence'
>;

/**
 * One check of a notice. Several may share an id: one reads words, another facts; the id has passed where none of
 * them found anything.
 */
export interface CheckRule {
  /** `C1` … `A5`, `T1` …: of `finding.ts`. */
  id: string;
  group: RuleGroup;
  /** No finding of it is graver. */
  ceiling: Severity;
  /**
   * The least it has to see. `part`: any one part, whatever else is there; `words`: all parts that there are, judged
   * together; `notice`: a whole notice, or what is known of its incident.
   */
  needs: 'part' | 'words' | 'notice';
  /** False: it says nothing about such a notice, and is neither passed nor failed. Absent: about every notice. */
  concerns?(notice: CheckedNotice, ground: CheckGround): boolean;
  /** A sentence for the report: why it cannot run here, such as for want of words in the language. Null: it can. */
  unable?(notice: CheckedNotice, ground: CheckGround): string | null;
  /** In any order. Pure, and in time that grows about as the text does; never throws, whatever the text. */
  check(notice: CheckedNotice, ground: CheckGround): readonly Finding[];
}
