import { Inject, Injectable } from '@nestjs/common';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { Reader } from '../platform/database/reader.js';
import { recordOfRow, recordOfShipped } from './playbook-records.js';
import type { PlaybookRecord } from './playbook-records.js';
import { Playbook } from './playbook.entity.js';

export interface PlaybookFilter {
  /** Those made for this industry, and those for any. */
  industry?: string;
  /** True: the archived ones in place of the others. */
  archived?: boolean;
  /** Contained in the title; at most 100 characters. */
  text?: string;
  /** Cursor: playbooks made before the one of this id. */
  before?: string;
  limit: number;
}

/** Lists playbooks: those of the organisation newest first, those that ship by name. */
@Injectable()
export class PlaybookList {
  constructor(
    private readonly reader: Reader,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  async page(filter: PlaybookFilter): Promise<{ playbooks: PlaybookRecord[]; next: string | null }> {
    const query = this.reader
      .query(Playbook, 'p')
      .where('p.archived = :archived', { archived: filter.archived === true });
    if (filter.industry !== undefined)
      query.andWhere('(p.industry = :industry OR p.industry IS NULL)', { industry: filter.industry });
    if (filter.text !== undefined) {
      const pattern = `%${filter.text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
      query.andWhere(`LOWER(p.title) LIKE :pattern ESCAPE '\\'`, { pattern });
    }
    if (filter.before !== undefined) query.andWhere('p.id < :before', { before: filter.before });
    const found = await query
      .orderBy('p.id', 'DESC')
      .limit(filter.limit + 1)
      .getMany();
    const playbooks = found.slice(0, filter.limit).map(recordOfRow);
    return { playbooks, next: found.length > filter.limit ? (playbooks.at(-1)?.id ?? null) : null };
  }

  /** Those that ship or lie in a house pack; none is ever archived. */
  shipped({ industry, archived, text }: Omit<PlaybookFilter, 'limit' | 'before'>): PlaybookRecord[] {
    if (archived === true) return [];
    return [...this.catalogue.playbooks.values()]
      .map(recordOfShipped)
      .filter((one) => industry === undefined || one.industry === industry || one.industry === null)
      .filter(({ title }) => text === undefined || title.toLowerCase().includes(text.toLowerCase()))
      .sort((a, b) => (a.title < b.title ? -1 : 1));
  }
}
