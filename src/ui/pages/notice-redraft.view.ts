import type { WordChange } from '../../notices/domain/word-changes.js';
import { wordChanges } from '../../notices/domain/word-changes.js';
import { titleOfPart } from '../../notices/domain/part-title.js';
import type { MovedField } from '../../notices/notice-fields.js';
import type { Redraft, RedraftPart } from '../../notices/notice-redraft.js';
import type { FormFields } from '../form-fields.js';
import type { ChipView, CrumbView, OptionView, PageView } from '../views.types.js';
import type { ChangeWords } from './facts.history.js';

/** What a person does about one part of a draft that says something else by now. */
export const partChoices = ['leave', 'take', 'keep'] as const;
export type PartChoice = (typeof partChoices)[number];

/** Name of the choice about a part in the form. */
export function choiceField(part: string): string {
  return `part.${part}`;
}

/** A kept text against the draft of now, with a choice for each part where they differ. */
export interface NoticeRedraftView extends PageView {
  crumbs: readonly CrumbView[];
  heading: string;
  chip: ChipView;
  saved: { revision: number; by: string; at: string };
  editorHref: string;
  /** Null: the stored text does not pass its check, so that nothing can be compared. */
  compared: ComparedView | null;
  /** Why nothing can be saved, or what saving does; empty when there is nothing to say. */
  remark: string;
  /** Typed and never saved by this reader. */
  unsavedAt: string | null;
}

export interface ComparedView {
  facts: { from: number; to: number; href: string; changes: readonly ChangeWords[] };
  /** Values in the text that are others by now. */
  moved: readonly MovedField[];
  offers: readonly OfferView[];
  /** Left out both in the text and in the draft. */
  leftOut: readonly OfferView[];
  /** The words stay, a value in them does not. */
  values: readonly { title: string; changes: readonly WordChange[] }[];
  /** Titles of parts in which people wrote, and whose draft says what it said. */
  own: readonly string[];
  /** Titles of parts that read as they would be drafted now. */
  alike: readonly string[];
  /** For the people who write. */
  notes: readonly string[];
  cannotSend: readonly string[];
  /** Null: this reader only reads, nothing moved, or nothing can be saved any more. */
  save: { action: string; revision: string; next: number; unwritten: number } | null;
}

export interface OfferView {
  id: string;
  anchor: string;
  title: string;
  chip: ChipView;
  /** Who wrote in it, and what taking it does. */
  words: string;
  /** What the draft itself says otherwise, where people wrote; null where nobody knows. */
  draftChanges: readonly WordChange[] | null;
  changes: readonly WordChange[];
  /** Titles of the two comparisons. */
  changesTitle: string;
  field: string;
  options: readonly OptionView[];
}

/** Parts whose draft says something else than the kept text, and than the draft that people had. */
export function offeredParts({ parts }: Pick<Redraft, 'parts'>): RedraftPart[] {
  return parts.filter(
    ({ drift, edited }) =>
      drift === 'generated' || drift === 'both' || drift === 'new' || (drift === 'gone' && edited !== null),
  );
}

/** Saving now would say something else, or rest on other facts, than the text as it was saved. */
export function hasMoved(redraft: Redraft): boolean {
  const { keptFactsRevision, factsRevision, moved } = redraft;
  return (
    keptFactsRevision !== factsRevision ||
    moved.length > 0 ||
    offeredParts(redraft).length > 0 ||
    revaluedParts(redraft).length > 0
  );
}

/** The words stay, a value in them does not. */
function revaluedParts({ parts }: Pick<Redraft, 'parts'>): RedraftPart[] {
  return parts.filter(({ drift, valueChanges }) => drift === 'values' && valueChanges.length > 0);
}

/** Nobody wrote in it: taking the draft loses no words of people. */
export function isUnwritten({ drift, edited }: RedraftPart): boolean {
  return drift === 'generated' || drift === 'new' || (drift === 'gone' && edited === false);
}

/** People wrote in it, or keep it, and the draft says what it said when they did. */
function isOwn({ drift, edited, kept }: RedraftPart): boolean {
  return kept !== null && (drift === 'edited' || (drift === 'gone' && edited === null));
}

export function comparedView(
  redraft: Redraft,
  titles: ReadonlyMap<string, string>,
  form: FormFields,
): Pick<ComparedView, 'moved' | 'offers' | 'leftOut' | 'values' | 'own' | 'alike' | 'notes' | 'cannotSend'> {
  const title = (part: RedraftPart) => titles.get(part.id) ?? titleOfPart(part);
  const views = offeredParts(redraft).map((part) => ({ part, view: offerView(part, title(part), form) }));
  const named = (wanted: RedraftPart['drift']) =>
    redraft.parts.filter((part) => part.drift === wanted && !isLeftOut(part)).map(title);
  return {
    moved: redraft.moved,
    offers: views.filter(({ part }) => !isLeftOut(part)).map(({ view }) => view),
    leftOut: views.filter(({ part }) => isLeftOut(part)).map(({ view }) => view),
    values: revaluedParts(redraft).map((part) => ({ title: title(part), changes: part.valueChanges })),
    own: redraft.parts.filter(isOwn).map(title),
    alike: named('same'),
    notes: redraft.notes,
    cannotSend: redraft.cannotSend,
  };
}

function isLeftOut({ kept, drafted }: RedraftPart): boolean {
  return (kept?.hidden ?? true) && (drafted?.hidden ?? true);
}

function offerView(part: RedraftPart, title: string, form: FormFields): OfferView {
  const { id, drift, changes, draftChanges, kept, drafted } = part;
  const field = choiceField(id);
  const chosen = choiceOf(form, id);
  const shown = changes.length > 0 ? changes : wordChanges(kept?.markdown ?? '', drafted?.markdown ?? '');
  return {
    id,
    anchor: `part-${id}`,
    title,
    chip: CHIPS[isUnwritten(part) ? drift : 'both'] ?? CHIPS.both,
    words: wordsOf(part),
    draftChanges: drift === 'both' ? draftChanges : null,
    changes: shown,
    changesTitle: isUnwritten(part)
      ? 'What the new text changes'
      : 'What taking the new text does to your words',
    field,
    options: optionsFor(part).map(({ value, ...option }) => ({
      ...option,
      value,
      checked: value === chosen,
    })),
  };
}

/** The choice as it was posted; leaving a part as it is where none, or none of ours, was. */
export function choiceOf(form: FormFields, part: string): PartChoice {
  const posted = form.text(choiceField(part));
  return partChoices.find((choice) => choice === posted) ?? 'leave';
}

const BOTH: ChipView = { text: 'Written by people, and the draft moved', tone: 'warn', icon: 'git-merge' };
const CHIPS = {
  generated: { text: 'Nobody wrote here', icon: 'refresh-cw' },
  new: { text: 'New', tone: 'info', icon: 'plus' },
  gone: { text: 'Not in the draft any more', tone: 'warn', icon: 'minus' },
  both: BOTH,
} as Readonly<Record<RedraftPart['drift'], ChipView>> & { both: ChipView };

function wordsOf({ drift, visibility, edited }: RedraftPart): string {
  const sent =
    visibility === 'hides'
      ? 'By what is known now it is left out: taking the new text stops it from being sent.'
      : visibility === 'shows'
        ? 'By what is known now it belongs in the message: taking the new text sends it.'
        : '';
  const written =
    drift === 'both' && edited === null
      ? 'It was saved before drafts were kept, so that nobody knows whether people wrote in it.'
      : '';
  return [written, sent].filter((words) => words !== '').join(' ');
}

function optionsFor(part: RedraftPart): { value: PartChoice; label: string; hint?: string }[] {
  const mine = isUnwritten(part) ? 'the words' : 'our words';
  const leave =
    part.kept === null
      ? { value: 'leave' as const, label: 'Leave it away for now' }
      : { value: 'leave' as const, label: `Leave ${mine} as they are for now` };
  const take =
    part.drafted === null
      ? { value: 'take' as const, label: 'Take the section out' }
      : { value: 'take' as const, label: 'Take the new text' };
  const keep = {
    value: 'keep' as const,
    label: part.kept === null ? 'Do without it' : `Keep ${mine} for good`,
    hint: 'This draft is not offered again.',
  };
  return [leave, take, keep];
}
