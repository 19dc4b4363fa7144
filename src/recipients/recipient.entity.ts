import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { IdColumn } from '../platform/database/columns.js';

/**
 * Someone a notice goes to, within one incident. Everything that names the person is sealed with the incident's data
 * key; language and country are plain, for counts and for the choice of text.
 */
@Entity('recipient')
@Index('ix_recipient_incident', ['incidentId', 'id'])
@Index('uq_recipient_email_index', ['incidentId', 'emailIndex'], { unique: true })
export class Recipient {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  @IdColumn({ name: 'incident_id' })
  incidentId: string;

  /** Which import brought this person. */
  @IdColumn({ name: 'import_id' })
  importId: string;

  /** Sealed: the address, domain in lower case and punycode. */
  @Column('text')
  email: string;

  /** 128 bits of HMAC of the folded address: one mailbox stands once in an incident. */
  @Column('varchar', { name: 'email_index', length: 32 })
  emailIndex: string;

  /** Sealed. */
  @Column('text', { nullable: true })
  name: string | null;

  /** Sealed: the organisation's own number of this person. */
  @Column('text', { nullable: true })
  reference: string | null;

  /** Sealed: codes of the vocabulary, separated by `;`. */
  @Column('text', { name: 'data_classes', nullable: true })
  dataClasses: string | null;

  /** Canonical BCP 47 tag. */
  @Column('varchar', { length: 20, nullable: true })
  language: string | null;

  /** `DE`, `US-CA`. */
  @Column('varchar', { length: 6, nullable: true })
  country: string | null;
}
