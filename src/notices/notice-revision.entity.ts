import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn, JsonColumn } from '../platform/database/columns.js';
import type { HouseOrigin } from './domain/house-texts.js';
import type { NoticeText } from './domain/notice-text.js';
import type { GeneratedHashes } from './generated-hashes.js';

/** One saved text of a notice, with the values of its fields as they were then. Never changed. */
@Entity('notice_revision')
export class NoticeRevision {
  @PrimaryColumn('varchar', { name: 'notice_id', length: 26 })
  noticeId: string;

  /** 1, 2, 3 … */
  @PrimaryColumn('integer')
  revision: number;

  /** Subject, preheader, sections: Markdown with merge fields. */
  @JsonColumn()
  text: NoticeText;

  /** Values of every field but the recipient's, in JSON, as the facts gave them when this was saved. */
  @JsonColumn()
  values: Record<string, unknown>;

  /** What people entered because no fact holds it, by name of placeholder, in JSON. */
  @JsonColumn()
  details: Record<string, unknown>;

  /** Hashes of what drafts said of each part, by its name; null in texts saved before this was kept. */
  @JsonColumn({ nullable: true })
  generated: GeneratedHashes | null;

  /** Parts that were drafted from house words; null in texts saved before there were any. */
  @JsonColumn({ nullable: true })
  house: readonly HouseOrigin[] | null;

  /** Hosts that links may lead to. */
  @JsonColumn({ name: 'link_hosts' })
  linkHosts: string[];

  @Column('varchar', { name: 'template_version', length: 40 })
  templateVersion: string;

  /** Facts revision that the values come from. */
  @Column('integer', { name: 'facts_revision' })
  factsRevision: number;

  @Column('varchar', { name: 'content_hash', length: 64 })
  contentHash: string;

  @IdColumn({ name: 'saved_by' })
  savedBy: string;

  @InstantColumn({ name: 'saved_at' })
  savedAt: Temporal.Instant;
}
