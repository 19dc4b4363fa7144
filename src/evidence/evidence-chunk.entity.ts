import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A piece of a file, sealed with the incident's data key; in the database, so that a file and its record are one write. */
@Entity('evidence_chunk')
export class EvidenceChunk {
  @PrimaryColumn('varchar', { name: 'file_id', length: 26 })
  fileId: string;

  /** From 0. */
  @PrimaryColumn('integer', { name: 'chunk_number' })
  chunkNumber: number;

  @Column('text')
  sealed: string;
}
