import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** That the organisation words parts of a kind itself, in one language; the words are in its versions. */
@Entity('house_template')
@Unique('uq_house_template_text', ['kind', 'locale'])
export class HouseTemplate {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  @Column('varchar', { length: 80 })
  kind: string;

  @Column('varchar', { length: 20 })
  locale: string;

  /** Number of the current version; a stale save gets 409. */
  @Column('integer')
  version: number;

  /** Drafts take the shipped texts again. */
  @Column('boolean')
  archived: boolean;
}
