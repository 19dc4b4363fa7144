import type { RowFault } from '../../recipients/domain/recipient-row.js';
import type { RecipientImportView } from '../../recipients/recipients.dto.js';
import type { MaskedRecipient } from '../../recipients/recipients.service.js';
import { formatNumber } from '../views.helpers.js';
import type { IncidentHeaderView, PageView, PagerView } from '../views.types.js';

export interface RecipientsPageView extends PageView {
  header: IncidentHeaderView;
  /** `7 people`. */
  counted: string;
  rows: readonly RecipientRowView[];
  pager: PagerView;
  /** Empty when this reader imports nobody. */
  importHref: string;
  mailingsHref: string;
  last: ImportOutcomeView | null;
}

export interface ImportPageView extends PageView {
  header: IncidentHeaderView;
  action: string;
  cancelHref: string;
  /** The one rule of an exercise, or empty. */
  remark: string;
}

export interface RecipientRowView {
  initials: string;
  address: string;
  language: string;
  country: string;
}

/** What became of the rows of a file. */
export interface ImportOutcomeView {
  at: string;
  by: string;
  tone: 'ok' | 'warn';
  headline: string;
  stats: readonly { value: string; label: string; tone?: 'ok' | 'warn' }[];
  rejects: readonly { line: number; column: number; words: string }[];
  /** Words about what a long list leaves out; empty when it is whole. */
  rest: string;
  /** Which columns were not read, or empty. */
  unread: string;
  fileHash: string;
}

const SHOWN = 100;

/** Why a row was left out, and what to do. */
const FAULT_WORDS: Readonly<Record<RowFault, string>> = {
  address_missing: 'No e-mail address.',
  address_too_long: 'The address is longer than 254 characters.',
  address_forbidden_character:
    'A space, quote, bracket, comma or another character that no address may hold.',
  address_not_one_at: 'An address has exactly one @.',
  address_local_part: 'Before the @: 1 to 64 letters, digits or signs of ASCII.',
  address_domain: 'After the @: a name such as example.org.',
  address_not_reserved: 'An exercise takes addresses under example.org, .example, .test or .invalid only.',
  control_character: 'A line break or an invisible character.',
  too_long: 'The text is too long.',
  language_unreadable: 'Write the language as a code, such as en or de-AT.',
  country_unreadable: 'Write the country as a code, such as DE or US-CA.',
  data_class_unknown: 'Not a data class of the vocabulary; separate several by a semicolon.',
};

export function toRecipientRow({ initials, address, language, country }: MaskedRecipient): RecipientRowView {
  return { initials: initials || 'No name', address, language: language ?? '', country: country ?? '' };
}

export function toImportOutcome(found: RecipientImportView, by: string): ImportOutcomeView {
  const { read, stored, rejected, duplicates, rejects } = found;
  const shown = rejects.slice(0, SHOWN);
  return {
    at: found.importedAt,
    by,
    tone: rejected > 0 ? 'warn' : 'ok',
    headline:
      rejected > 0
        ? `${formatNumber(rejected)} of ${formatNumber(read)} rows were left out: nobody in them gets a notice`
        : `${formatNumber(stored)} of ${formatNumber(read)} rows are new people`,
    stats: [
      { value: formatNumber(stored), label: 'new people', tone: 'ok' },
      { value: formatNumber(duplicates), label: 'on the list already' },
      {
        value: formatNumber(rejected),
        label: 'left out',
        ...(rejected > 0 ? { tone: 'warn' as const } : {}),
      },
    ],
    rejects: shown.map(({ line, column, code }) => ({ line, column, words: FAULT_WORDS[code] })),
    rest:
      rejected > shown.length
        ? `The first ${formatNumber(shown.length)} of ${formatNumber(rejected)} are shown.`
        : '',
    unread: found.unreadColumns.length > 0 ? `Columns not read: ${found.unreadColumns.join(', ')}.` : '',
    fileHash: found.fileHash,
  };
}
