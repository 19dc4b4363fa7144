import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The text of one knowledge file as it was in use; kept once for every content there ever was. */
@Entity('knowledge_pack')
export class KnowledgePack {
  /** Of its bytes, 64 hexadecimal digits. */
  @PrimaryColumn('varchar', { length: 64 })
  sha256: string;

  @Column('text')
  text: string;
}
