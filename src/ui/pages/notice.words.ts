import type { HouseOrigin } from '../../notices/domain/house-texts.js';
import type { NoticeState } from '../../notices/domain/notice-state.js';
import { PERMISSIONS } from '../../platform/access/permissions.js';
import { holdersWords } from '../role-words.js';
import type { ChipView } from '../views.types.js';

const CHIPS: Readonly<Record<NoticeState, ChipView>> = {
  draft: { text: 'Draft', icon: 'pencil' },
  in_review: { text: 'In review', tone: 'warn', icon: 'eye' },
  changes_requested: { text: 'Changes asked for', tone: 'danger', icon: 'pencil' },
  approved: { text: 'Approved', tone: 'ok', icon: 'check' },
  sent: { text: 'Sent', tone: 'ok', icon: 'mail-check' },
  withdrawn: { text: 'Withdrawn', tone: 'line', icon: 'ban' },
};

export function noticeChip(state: NoticeState): ChipView {
  return CHIPS[state];
}

const languages = new Intl.DisplayNames(['en-GB'], { type: 'language' });

/** `English`, `German (Austria)`; the code itself where it is none. */
export function languageWords(locale: string): string {
  try {
    return languages.of(locale) ?? locale;
  } catch {
    return locale;
  }
}

/** `security lead` of the role `security-lead`. */
export function roleInWords(role: string): string {
  return role.replaceAll('-', ' ');
}

/** `Dana Holm, Karl Vance and Lena Dorn`. */
export function namesInWords(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}

/** Why nothing can be changed, or what saving does; empty while it is a draft. */
export function editRemark(
  { state, revision }: { state: NoticeState; revision: number },
  mayEdit: boolean,
): string {
  if (state === 'sent') return 'It was sent. Nothing in it can be changed any more.';
  if (state === 'withdrawn') return 'It is withdrawn. Nothing in it can be changed any more.';
  if (!mayEdit) return `You may read this text. ${holdersWords(PERMISSIONS['notices:edit'])} may change it.`;
  if (state === 'in_review') return 'It is in review. Saving takes it back to a draft.';
  if (state === 'changes_requested')
    return 'Changes are asked for. Save a text that answers them, then submit it again.';
  if (state === 'approved')
    return `Revision ${revision} is approved. Saving voids the approval: someone has to approve the new text.`;
  return '';
}

/** `House text, version 3: Opening, Subject.`, and what was not taken; empty where all is shipped. */
export function houseWords(origins: readonly HouseOrigin[], titles: ReadonlyMap<string, string>): string {
  const named = (version: number, used: boolean) =>
    origins
      .filter((origin) => origin.used === used && origin.version === version)
      .map(({ id }) => titles.get(id) || LINES[id] || id)
      .join(', ');
  const versions = (used: boolean) =>
    [...new Set(origins.filter((origin) => origin.used === used).map(({ version }) => version))].sort(
      (a, b) => a - b,
    );
  return [
    ...versions(true).map((version) => `House text, version ${version}: ${named(version, true)}.`),
    ...versions(false).map(
      (version) =>
        `Shipped text in the place of house text ${version}, which does not pass its check any more: ${named(version, false)}.`,
    ),
  ].join(' ');
}

const LINES: Readonly<Record<string, string>> = { subject: 'Subject', preheader: 'Preheader' };
