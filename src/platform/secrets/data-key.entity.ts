import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The data key of one scope (an incident, or `accounts`), wrapped by the master key. Destroying it erases the scope. */
@Entity('data_key')
export class DataKey {
  @PrimaryColumn('varchar', { length: 26 })
  scope: string;

  @Column('integer')
  version: number;

  @Column('text')
  wrapped: string;
}
