import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { PlaybookRecord } from '../../playbooks/playbook-records.js';
import type { InstantLike } from '../views.time.js';
import type { CrumbView, OptionView, PagerView, PageView } from '../views.types.js';
import { industryWords, originWords } from './playbook.words.js';

export interface PlaybooksPageView extends PageView {
  filters: {
    text: string;
    industry: string;
    industries: readonly OptionView[];
    archived: string;
    states: readonly OptionView[];
  };
  mayEdit: boolean;
  rows: readonly PlaybookRow[];
  pager: PagerView;
  /** Words in place of the list of one's own. */
  none: { title: string; text: string } | null;
  shipped: readonly PlaybookRow[];
}

export interface PlaybookRow {
  href: string;
  title: string;
  industry: string;
  origin: string;
  version: number;
  createdAt: InstantLike | null;
  archived: boolean;
  /** The shipped playbook it was adapted from has a newer version. */
  newer: boolean;
}

export interface PlaybookImportView extends PageView {
  crumbs: readonly CrumbView[];
  /** It was imported, and something in it wants a look. */
  outcome: { href: string; title: string; warnings: readonly string[] } | null;
}

export function playbookRow(record: PlaybookRecord, newer: boolean, catalogue: Catalogue): PlaybookRow {
  return {
    href: `/playbooks/${record.id}`,
    title: record.title,
    industry: industryWords(record.industry, catalogue),
    origin: originWords(record),
    version: record.version,
    createdAt: record.createdAt,
    archived: record.archived,
    newer,
  };
}
