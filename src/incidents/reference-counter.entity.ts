import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Last number given to an incident of a year. */
@Entity('reference_counter')
export class ReferenceCounter {
  @PrimaryColumn('integer')
  year: number;

  @Column('integer')
  last: number;
}
