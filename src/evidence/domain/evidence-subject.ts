/** What a file can prove. `filing` is what an authority was sent or answered. */
export const SUBJECT_KINDS = ['fact', 'step', 'proof_of_fix', 'filing'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** The thing a file proves, within its incident. */
export interface EvidenceSubject {
  kind: SubjectKind;
  /** Name of a fact, id of a step of the plan, or id of a record; that it exists is the caller's matter. */
  id: string;
}

const SUBJECT = /^(fact|step|proof_of_fix|filing):([A-Za-z0-9][A-Za-z0-9._-]{0,79})$/;

/** The subject as one text, as forms and links carry it: `step:name-the-helpline`. */
export function subjectText({ kind, id }: EvidenceSubject): string {
  return `${kind}:${id}`;
}

/** The subject of such a text; null when it names none. */
export function parseSubject(text: string): EvidenceSubject | null {
  const [, kind, id] = SUBJECT.exec(text) ?? [];
  return kind === undefined || id === undefined ? null : { kind: kind as SubjectKind, id };
}
