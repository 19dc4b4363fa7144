import type { DateProblemCode, ProofCalendar } from './proof-dates.js';
import { dateProblems } from './proof-dates.js';
import { blankProof } from './proof-parts.js';
import type { CheckPart, ProofParts, RepairPart } from './proof-parts.js';
import { CHECK_STEP } from './proof-subject.js';

/** A plan step as far as the proof rests on it. */
export interface ProofStep {
  id: string;
  title: string;
  done: boolean;
  /** Done, and everything that it waits for stands with its evidence. */
  proven: boolean;
  /** Files linked to the step that are stored and not quarantined. */
  files: number;
}

/** Everything that decides whether a repair is proved, as it stands at this moment. */
export interface ProofGround {
  /** Null: nobody began a record. */
  parts: ProofParts | null;
  /** Steps that can stand for the repair, the usual one first. */
  repairSteps: readonly ProofStep[];
  /** Null: the plan has no such step. */
  checkStep: ProofStep | null;
  /** States of the files linked to the record. */
  files: readonly ('stored' | 'quarantined')[];
  /** `void`: the record or its files changed since. */
  confirmation: 'none' | 'void' | 'stands';
  /** Name of the organisation whose incident it is. */
  ownName?: string | undefined;
  calendar: ProofCalendar;
}

export type MissingCode =
  | `repair-${'what' | 'weakness' | 'change' | 'by' | 'closed-at' | 'step'}`
  | `repair-step-${'open' | 'without-file' | 'unproven'}`
  | `check-${'organisation' | 'tester' | 'relation' | 'independence' | 'method' | 'scope' | 'tested-on' | 'result' | 'finding'}`
  | 'check-not-independent'
  | 'check-by-repairer'
  | 'check-by-own-house'
  | 'check-result-open'
  | 'check-step-missing'
  | `check-step-${'open' | 'unproven'}`
  | 'open-point-of-weakness'
  | 'report-missing'
  | 'report-quarantined'
  | 'confirmation-missing'
  | 'confirmation-void'
  | DateProblemCode;

/** Where the missing part is put right: a part of the record, or a step of the plan. */
export type ProofPlace = { part: 'repair' | 'check' | 'open' | 'files' | 'confirmation' } | { step: string };

export interface MissingPart {
  code: MissingCode;
  /** One sentence for people. */
  words: string;
  place: ProofPlace;
}

export interface ProofState {
  state: 'none' | 'incomplete' | 'complete';
  missing: MissingPart[];
}

/**
 * Whether the repair is proved. Complete only when what was weak and what changed is told, its step is done with
 * evidence, someone outside who took no part tested it afterwards and found this weakness closed, the report is there,
 * and a second person confirmed exactly this record. Open points about something else do not stand in the way: they are
 * told beside it, each with its day; one about this very weakness does, whatever the result says.
 */
export function proofState(ground: ProofGround): ProofState {
  const parts = ground.parts ?? blankProof(ground.repairSteps[0]?.id ?? '');
  const missing = [
    ...missingRepair(parts.repair),
    ...missingSteps(parts.repair, ground),
    ...missingCheck(parts.check),
    ...dependence(parts, ground),
    ...impossibleDates(parts, ground.calendar),
    ...stillOpen(parts),
    ...missingFiles(ground.files),
    ...missingConfirmation(ground.confirmation),
  ];
  if (ground.parts === null) return { state: 'none', missing };
  return { state: missing.length === 0 ? 'complete' : 'incomplete', missing };
}

/** True when nothing lacks but the second person. */
export function isReadyToConfirm({ state, missing }: ProofState): boolean {
  return state === 'incomplete' && missing.every(({ code }) => code.startsWith('confirmation-'));
}

function missingRepair({ what, weakness, change, by, closedAt }: RepairPart): MissingPart[] {
  return [
    ...blank(weakness, 'repair-weakness', 'What was weak is not written yet.', 'repair'),
    ...blank(change, 'repair-change', 'What was changed is not written yet.', 'repair'),
    ...blank(what, 'repair-what', 'What was closed has no name yet that fits into a sentence.', 'repair'),
    ...blank(by, 'repair-by', 'Who repaired it is not written yet.', 'repair'),
    ...blank(closedAt, 'repair-closed-at', 'When it was closed is not written yet.', 'repair'),
  ];
}

function missingSteps(repair: RepairPart, { repairSteps, checkStep }: ProofGround): MissingPart[] {
  const step = repairSteps.find(({ id }) => id === repair.step);
  return [
    ...(step ? missingOf(step, 'repair-step') : [noRepairStep]),
    ...(checkStep ? missingOf(checkStep, 'check-step') : [noCheckStep]),
  ];
}

const noRepairStep = inPart(
  'repair',
  'repair-step',
  'No step of the plan stands for the repair; choose one that applies.',
);
const noCheckStep: MissingPart = {
  code: 'check-step-missing',
  words: 'The plan has no step for the independent test.',
  place: { step: CHECK_STEP },
};

/** The repair is proved by a file of its own; the test by its report, which belongs to the record. */
function missingOf(step: ProofStep, role: 'repair-step' | 'check-step'): MissingPart[] {
  const place = { step: step.id };
  if (!step.done)
    return [{ code: `${role}-open`, words: `The step “${step.title}” is not done yet.`, place }];
  if (role === 'repair-step' && step.files === 0)
    return [
      {
        code: 'repair-step-without-file',
        words: `The step “${step.title}” is done without an evidence file.`,
        place,
      },
    ];
  if (step.proven) return [];
  const words = `The step “${step.title}” is done, but what it waits for or its evidence is missing.`;
  return [{ code: `${role}-unproven`, words, place }];
}

function missingCheck(check: CheckPart): MissingPart[] {
  return [
    ...blank(
      check.organisation,
      'check-organisation',
      'Which organisation tested it is not written yet.',
      'check',
    ),
    ...blank(check.tester, 'check-tester', 'Who tested it and signed is not written yet.', 'check'),
    ...blank(
      check.relation,
      'check-relation',
      'How the tester stands to those who repaired is not said yet.',
      'check',
    ),
    ...blank(
      check.independence,
      'check-independence',
      'How you know that the tester is independent is not written yet.',
      'check',
    ),
    ...blank(check.method, 'check-method', 'How it was tested is not written yet.', 'check'),
    ...blank(check.scope, 'check-scope', 'What was tested is not written yet.', 'check'),
    ...blank(check.testedOn, 'check-tested-on', 'When it was tested is not written yet.', 'check'),
    ...blank(check.result, 'check-result', 'The result of the test is not chosen yet.', 'check'),
    ...blank(
      check.finding,
      'check-finding',
      'The result is not told yet in words customers can follow.',
      'check',
    ),
  ];
}

/** Someone who repaired it, or who belongs to the house, cannot be the one who vouches for it. */
function dependence({ repair, check }: ProofParts, { ownName }: ProofGround): MissingPart[] {
  if (check.relation === 'same_house' || check.relation === 'took_part')
    return [
      inPart(
        'check',
        'check-not-independent',
        'The tester is not independent of those who repaired; have someone outside test it.',
      ),
    ];
  if (isSame(check.organisation, repair.by))
    return [
      inPart(
        'check',
        'check-by-repairer',
        'The same organisation repaired and tested; have someone else test it.',
      ),
    ];
  if (isSame(check.organisation, ownName ?? ''))
    return [
      inPart(
        'check',
        'check-by-own-house',
        'The tester is your own organisation; have someone outside test it.',
      ),
    ];
  return [];
}

function impossibleDates(parts: ProofParts, calendar: ProofCalendar): MissingPart[] {
  return dateProblems(parts, calendar).map(({ code, path, message }) =>
    inPart(path.startsWith('/repair') ? 'repair' : 'check', code, message),
  );
}

function stillOpen({ check, openPoints }: ProofParts): MissingPart[] {
  const missing: MissingPart[] = [];
  if (check.result === 'closed_in_part' || check.result === 'not_closed')
    missing.push(
      inPart(
        'check',
        'check-result-open',
        'The tester did not find the weakness closed; repair what is open and have it tested again.',
      ),
    );
  if (openPoints.some(({ ofWeakness }) => ofWeakness))
    missing.push(
      inPart(
        'open',
        'open-point-of-weakness',
        'An open point is about this very weakness; close it and have it tested, then take it off the list.',
      ),
    );
  return missing;
}

function missingFiles(files: ProofGround['files']): MissingPart[] {
  if (files.includes('quarantined'))
    return [
      inPart(
        'files',
        'report-quarantined',
        'A file of the proof is in quarantine; put a clean one in its place.',
      ),
    ];
  return files.length > 0
    ? []
    : [inPart('files', 'report-missing', 'The test report is not among the evidence files yet.')];
}

function missingConfirmation(confirmation: ProofGround['confirmation']): MissingPart[] {
  if (confirmation === 'stands') return [];
  return confirmation === 'void'
    ? [
        inPart(
          'confirmation',
          'confirmation-void',
          'The record or its files changed after it was confirmed; it has to be confirmed anew.',
        ),
      ]
    : [inPart('confirmation', 'confirmation-missing', 'No second person has confirmed the record yet.')];
}

type Part = Extract<ProofPlace, { part: string }>['part'];

function inPart(part: Part, code: MissingCode, words: string): MissingPart {
  return { code, words, place: { part } };
}

function blank(value: string | null, code: MissingCode, words: string, part: Part): MissingPart[] {
  return value === null || value.trim() === '' ? [inPart(part, code, words)] : [];
}

/** Two names of the same organisation, whatever their case, spacing and points. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) =>
    name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s.,]+/gu, ''),
  );
  return a !== '' && a === b;
}
