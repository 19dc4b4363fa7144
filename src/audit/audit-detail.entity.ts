import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What people wrote (reasons, before and after): sealed, beside the entry, so that it can be erased and the log still verifies. */
@Entity('audit_detail')
export class AuditDetail {
  @PrimaryColumn('varchar', { name: 'entry_id', length: 26 })
  entryId: string;

  /** Scope of the data key: the incident, or `accounts`. */
  @Column('varchar', { length: 26 })
  scope: string;

  @Column('text')
  sealed: string;
}
