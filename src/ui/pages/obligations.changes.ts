import { diffFacts } from '../../incidents/domain/facts-diff.js';
import type { DutyTerms } from '../../obligations/domain/duty-terms.js';
import type { DutyRecord, RegisteredDuty } from '../../obligations/registered-duties.js';
import type { SavedFacts } from './fact-origins.js';
import { changeWords, telling } from './facts.history.js';
import { registerHref } from './obligations.query.js';
import type { ObligationsQuery } from './obligations.query.js';
import { STATUS_TERMS, dutyName } from './obligations.words.js';

/** What waits for someone to look: a form per kind, each answered for the ticked duties together. */
export interface ChangesView {
  action: string;
  /** Terms that would let people off: they count only when someone takes them over. */
  asking: ChangeView[];
  /** Stricter or reworded terms, which count already. */
  counting: ChangeView[];
  reason: string;
  /** False: the reader sees them, and who may answer. */
  mayAnswer: boolean;
  words: string;
  stepUpHref: string;
}

export interface ChangeView {
  id: string;
  /** `<rule id>:<revision>`, as the form sends it. */
  value: string;
  ticked: boolean;
  name: string;
  law: string;
  to: string;
  href: string;
  /** What changed: facts from and to, or the pack. */
  causes: string[];
  before: TermsView;
  after: TermsView;
}

export interface TermsView {
  title: string;
  status: string;
  at: string | null;
  /** The working of the side that is new. */
  arithmetic: readonly string[];
}

/** What the reader is told and may do about changes. */
export interface ChangesContext {
  reference: string;
  query: ObligationsQuery;
  /** Newest first; empty where nothing changed. */
  revisions: readonly SavedFacts[];
  zone: string;
  reason: string;
  /** `<rule id>:<revision>` of those that were ticked when the form came back. */
  ticked: readonly string[] | null;
  rights: { mayDecide: boolean; words: string; stepUpHref: string };
}

type Changed = RegisteredDuty & { record: DutyRecord & { open: NonNullable<DutyRecord['open']> } };

/** Duties with a change that nobody answered yet. */
export function changedDuties(register: readonly RegisteredDuty[]): Changed[] {
  return register.filter((one): one is Changed => one.record !== null && one.record.open !== null);
}

/** @returns null where nothing changed */
export function changesView(
  register: readonly RegisteredDuty[],
  context: ChangesContext,
): ChangesView | null {
  const changed = changedDuties(register);
  if (changed.length === 0) return null;
  const { reference, query, rights } = context;
  const views = (isAsking: boolean) => {
    const ofKind = changed.filter(({ record }) => (record.open.change === 'looser') === isAsking);
    return ofKind.map((one) => changeView(one, ofKind.length === 1 || isAsking === false, context));
  };
  return {
    action: `/incidents/${reference}/obligations/changes${query.status === '' ? '' : `?status=${query.status}`}`,
    asking: views(true),
    counting: views(false),
    reason: context.reason,
    mayAnswer: rights.mayDecide,
    words: rights.words,
    stepUpHref: rights.stepUpHref,
  };
}

/** An open row is ticked alone: people answer what they look at. */
function changeView({ duty, record }: Changed, byDefault: boolean, context: ChangesContext): ChangeView {
  const { reference, query, ticked } = context;
  const { open, terms, revision } = record;
  const value = `${duty.ruleId}:${revision}`;
  const [before, after] = open.change === 'looser' ? [terms, open.other] : [open.other, terms];
  const titles = open.change === 'looser' ? ['Counts now', 'Would count'] : ['Before', 'Counts now'];
  const ofQuery = query.duty === '' ? byDefault : query.duty === duty.ruleId;
  return {
    id: `change-${duty.ruleId}`,
    value,
    ticked: ticked === null ? ofQuery : ticked.includes(value),
    name: dutyName(duty),
    law: duty.law,
    to: duty.authority,
    href: registerHref(reference, { status: query.status, duty: duty.ruleId }),
    causes: causesOf(before, after, context),
    before: termsView(titles[0] ?? '', before, []),
    after: termsView(titles[1] ?? '', after, after.arithmetic),
  };
}

function termsView(title: string, { status, dueAt }: DutyTerms, arithmetic: readonly string[]): TermsView {
  return { title, status: STATUS_TERMS[status], at: dueAt, arithmetic };
}

const CAUSES_SHOWN = 4;

/** The pack where the rule reads otherwise now, and the facts that changed in between. */
function causesOf(before: DutyTerms, after: DutyTerms, { revisions, zone }: ChangesContext): string[] {
  const factsOf = (revision: number) => revisions.find((saved) => saved.revision === revision)?.facts ?? {};
  const changes =
    before.factsRevision === after.factsRevision
      ? []
      : telling(diffFacts(factsOf(before.factsRevision), factsOf(after.factsRevision)));
  const named = concerning(changes, before, after).map((change) => {
    const words = changeWords(change, zone);
    return `${words.fact}: ${words.before} became ${words.after}`;
  });
  const rest = named.length - CAUSES_SHOWN;
  return [
    ...packCauses(before, after),
    ...named.slice(0, CAUSES_SHOWN),
    ...(rest > 0 ? [`and ${rest} more facts`] : []),
  ];
}

function packCauses(before: DutyTerms, after: DutyTerms): string[] {
  if (after.decidedBy.includes('rule'))
    return [`Rule pack ${after.knowledgeVersion} no longer has this rule`];
  if (before.ruleVersion === after.ruleVersion) return [];
  return [
    `The rule was changed in the pack: version ${before.ruleVersion} became ${after.ruleVersion} (rule pack ${after.knowledgeVersion})`,
  ];
}

/** Of many facts that changed at once, those that either answer speaks of; all of them where none is. */
function concerning<Change extends { path: string }>(
  changes: readonly Change[],
  before: DutyTerms,
  after: DutyTerms,
): readonly Change[] {
  const spoken = [before, after].flatMap(({ clock, decidedBy, missingFacts, arithmetic }) => [
    clock,
    ...decidedBy,
    ...missingFacts,
    ...arithmetic.flatMap((sentence) => /\(fact ([\w.-]+)\)/.exec(sentence)?.[1] ?? []),
  ]);
  const told = changes.filter(({ path }) => {
    const dotted = path.slice(1).replaceAll('/', '.');
    return spoken.some(
      (one) => dotted === one || dotted.startsWith(`${one}.`) || one.startsWith(`${dotted}.`),
    );
  });
  return told.length > 0 ? told : changes;
}
