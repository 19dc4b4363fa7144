import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { InstantColumn, JsonColumn } from '../platform/database/columns.js';
import type { Pack } from './domain/catalogue.js';

/** From when on the service ran on which knowledge; the same version has a row for each time it came into use. */
@Entity('knowledge_edition')
@Index('ix_knowledge_edition_version', ['version'])
export class KnowledgeEdition {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  @Column('varchar', { length: 60 })
  version: string;

  @InstantColumn({ name: 'in_use_from' })
  inUseFrom: Temporal.Instant;

  /** Every file by name and SHA-256; its text is the pack of that hash. */
  @JsonColumn()
  packs: Pack[];
}
