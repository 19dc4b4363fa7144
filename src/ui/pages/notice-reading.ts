import { Injectable } from '@nestjs/common';
import { wordCounts } from '../../notices/domain/word-changes.js';
import { NoticeTextRefused } from '../../notices/domain/render-notice.js';
import { titleOfPart } from '../../notices/domain/part-title.js';
import { NoticeWording } from '../../notices/notice-wording.js';
import type { PartComparison } from '../../notices/notice-wording.js';
import type { FormFields } from '../form-fields.js';
import { formatNumber } from '../views.helpers.js';
import { formatInstant } from '../views.time.js';
import type { OptionView, TabView } from '../views.types.js';
import type { RemarksView } from './notice-comments.view.js';
import type { OpenedNotice } from './notice.opened.js';

/** One way to read a text: what changed, all of it, or the message itself. */
export interface ReadingView {
  title: string;
  views: readonly Pick<TabView, 'href' | 'label' | 'active'>[];
  /** Null: the text is not compared. */
  compare: {
    action: string;
    from: string;
    to: string;
    revisions: readonly OptionView[];
  } | null;
  /** `2 of 9 parts changed. 12 words added, 3 removed.` */
  words: string;
  /** The message is shown instead of parts. */
  asSent: boolean;
  parts: readonly ReadingPart[];
  /** Parts that read the same. */
  alike: readonly ReadingPart[];
  alikeWords: string;
  /** On the notice as a whole. */
  remarks: RemarksView;
}

export interface ReadingPart extends Pick<PartComparison, 'id' | 'changes'> {
  heading: string;
  remark: string;
  remarks: RemarksView;
}

type SavedText = OpenedNotice['found']['current'];
type RemarksOf = (shown: readonly string[]) => (part: string) => RemarksView;

const REMARKS: Readonly<Record<PartComparison['state'], string>> = {
  same: '',
  form: 'Same words, other fields or marks',
  changed: 'Changed',
  'left out': 'Left out now',
  'taken in': 'New in the text',
};

/** Shows the saved texts of a notice in the words that are sent. */
@Injectable()
export class NoticeReadings {
  constructor(private readonly wording: NoticeWording) {}

  /**
   * By default what the last save changed, or the whole text where there is one revision only.
   *
   * @returns null where the text that stands does not pass its check
   */
  of(
    opened: OpenedNotice,
    saved: readonly SavedText[],
    query: FormFields,
    zone: string,
    remarksOf: RemarksOf,
  ): ReadingView | null {
    if (opened.message === null) return null;
    const chosen = pairOf(opened, saved, query);
    const compared = saved.length < 2 ? null : this.#compared(opened, chosen.from, chosen.to);
    const asked = query.text('view');
    const view = asked === 'sent' || asked === 'text' ? asked : compared === null ? 'text' : 'changes';
    const standing = opened.found.current;
    const parts = view === 'changes' ? (compared ?? []) : (this.#compared(opened, standing, standing) ?? []);
    const remarks = remarksOf(parts.map(({ id }) => id));
    const shown = parts.map(({ id, heading, state, changes }) => ({
      id,
      heading: titleOfPart({ id, heading }),
      state,
      changes,
      remark: REMARKS[state],
      remarks: remarks(id),
    }));
    const alike = view === 'changes' ? shown.filter(({ state }) => state === 'same') : [];
    const action = `/notices/${opened.found.notice.id}/reviews`;
    return {
      title: TITLES[view],
      views: viewsOf(action, view, compared !== null),
      compare: view === 'changes' ? compareForm(action, chosen, saved, zone) : null,
      words: view === 'changes' ? changeWords(parts) : standingWords(view, standing.revision),
      asSent: view === 'sent',
      parts: view === 'sent' ? [] : shown.filter((part) => !alike.includes(part)),
      alike,
      alikeWords: alike.map(({ heading }) => heading).join(', '),
      remarks: remarks(''),
    };
  }

  /** Null where one of the texts would not pass its check now. */
  #compared({ found, framed }: OpenedNotice, from: SavedText, to: SavedText): PartComparison[] | null {
    try {
      return this.wording.compare(found.notice, from, to, framed.facts.facts);
    } catch (error) {
      if (error instanceof NoticeTextRefused) return null;
      throw error;
    }
  }
}

const TITLES = { changes: 'Changes', text: 'Full text', sent: 'What will be sent' } as const;

function viewsOf(action: string, open: keyof typeof TITLES, comparable: boolean): ReadingView['views'] {
  const tab = (view: keyof typeof TITLES, label: string) => ({
    href: `${action}?view=${view}`,
    label,
    active: view === open,
  });
  const rest = [tab('text', 'Full text'), tab('sent', 'As sent')];
  return comparable ? [tab('changes', 'Changes'), ...rest] : rest;
}

function pairOf(
  { found }: OpenedNotice,
  saved: readonly SavedText[],
  query: FormFields,
): { from: SavedText; to: SavedText } {
  const at = (name: string, usual: number) =>
    saved.find(({ revision }) => revision === Number(query.text(name) || usual)) ?? found.current;
  const to = at('to', found.notice.revision);
  return { from: at('from', Math.max(1, to.revision - 1)), to };
}

function compareForm(
  action: string,
  { from, to }: { from: SavedText; to: SavedText },
  saved: readonly SavedText[],
  zone: string,
): ReadingView['compare'] {
  return {
    action,
    from: String(from.revision),
    to: String(to.revision),
    revisions: saved.map(({ revision, savedAt }) => ({
      value: String(revision),
      label: `Revision ${revision}, ${formatInstant(savedAt, zone, 'dense')}`,
    })),
  };
}

function changeWords(parts: readonly PartComparison[]): string {
  const changed = parts.filter(({ state }) => state !== 'same');
  if (changed.length === 0) return 'Both revisions read the same.';
  const { added, removed } = wordCounts(changed.flatMap(({ changes }) => changes));
  const words = added === 1 ? 'word' : 'words';
  return `${changed.length} of ${parts.length} parts changed. ${formatNumber(added)} ${words} added, ${formatNumber(removed)} removed.`;
}

function standingWords(view: 'text' | 'sent', revision: number): string {
  return view === 'text'
    ? `Every word of revision ${revision}, with its values in place.`
    : `Revision ${revision}. One message to each person, with that person’s own values.`;
}
