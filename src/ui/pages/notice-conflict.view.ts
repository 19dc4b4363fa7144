import type { NoticeKind } from '../../notices/domain/notice-kind.js';
import type { NoticeText } from '../../notices/domain/notice-text.js';
import { wordChanges } from '../../notices/domain/word-changes.js';
import type { WordChange } from '../../notices/domain/word-changes.js';
import { FormFields } from '../form-fields.js';
import type { CrumbView, PageView } from '../views.types.js';
import { answerField } from './notice-editor.form.js';

/** A stale save: both texts part by part, and the two ways on. */
export interface NoticeConflictView extends PageView {
  crumbs: readonly CrumbView[];
  /** Who saved the other text, when, as which revision. */
  theirs: { by: string; at: string; revision: number };
  parts: readonly ConflictPart[];
  /** Titles of the parts that are alike. */
  alike: readonly string[];
  keep: { action: string; fields: readonly { name: string; value: string }[] };
  dropAction: string;
  /** The editor, where one’s own text is kept as unsaved. */
  backHref: string;
}

export interface ConflictPart {
  title: string;
  /** Who changed it since the revision that the writer started from. */
  changedBy: string;
  mine: string;
  theirs: string;
  changes: readonly WordChange[];
}

/**
 * The parts in which two texts differ.
 *
 * @param base the text both started from
 */
export function conflictParts(
  base: NoticeText,
  mine: NoticeText,
  theirs: NoticeText,
  titles: ReadonlyMap<string, string>,
  them: string,
): { parts: ConflictPart[]; alike: string[] } {
  const [before, own, other] = [base, mine, theirs].map(partsOf) as [Parts, Parts, Parts];
  const parts: ConflictPart[] = [];
  const alike: string[] = [];
  for (const [id, text] of own) {
    const title = titles.get(id) ?? LINES[id] ?? id;
    const their = other.get(id) ?? '';
    const start = before.get(id) ?? '';
    if (text === their) alike.push(title);
    else
      parts.push({
        title,
        changedBy: whoChanged(text !== start, their !== start, them),
        mine: text,
        theirs: their,
        changes: wordChanges(their, text),
      });
  }
  return { parts, alike };
}

type Parts = ReadonlyMap<string, string>;

const LINES: Readonly<Record<string, string>> = { subject: 'Subject', preheader: 'Preheader' };

function partsOf({ subject, preheader, sections }: NoticeText): Parts {
  const written = sections.map(({ id, heading, markdown, hidden }): [string, string] => [
    id,
    [...(hidden ? ['(left out)'] : []), heading, '', markdown].join('\n'),
  ]);
  return new Map([['subject', subject], ['preheader', preheader], ...written]);
}

function whoChanged(mine: boolean, theirs: boolean, them: string): string {
  if (mine && theirs) return `Changed by you and by ${them}`;
  return mine ? 'Changed by you' : `Changed by ${them}`;
}

/**
 * What the form sends once more to save one's own text on top of the other revision. An answer that only the other has
 * is kept.
 *
 * @param other the other revision as the form would post it
 */
export function keepMine(
  form: FormFields,
  other: Readonly<Record<string, string | readonly string[]>>,
  kind: NoticeKind,
  revision: number,
): { name: string; value: string }[] {
  const theirs = new FormFields(other);
  const answers = new Set([...kind.placeholders.keys()].map(answerField));
  const names = new Set([...Object.keys(other), ...[...answers].filter((name) => form.has(name))]);
  names.delete('revision');
  const fields = [...names].flatMap((name) => {
    const empty = form.list(name).every((value) => value.trim() === '');
    const values = answers.has(name) && empty ? theirs.list(name) : form.list(name);
    return values.map((value) => ({ name, value }));
  });
  return [{ name: 'revision', value: String(revision) }, ...fields];
}
