import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JsonColumn } from '../platform/database/columns.js';
import type { ComparableGroup } from './domain/group.js';

/** Counts of the organisation's own incidents of one industry, cause and class of data; `any`: all. */
@Entity('comparable_cell')
export class ComparableCellRow {
  @PrimaryColumn('varchar', { length: 80 })
  industry: string;

  @PrimaryColumn('varchar', { length: 20 })
  cause: ComparableGroup['cause'];

  @PrimaryColumn('varchar', { name: 'data_class', length: 40 })
  dataClass: string;

  @Column('integer')
  incidents: number;

  @JsonColumn()
  monitoring: { yes: number; no: number; unknown: number };

  @JsonColumn()
  abuse: { yes: number; no: number; unknown: number };

  @JsonColumn()
  days: { n: number; around: [number, number, number][] };

  /** The tally that wrote it. */
  @Column('integer')
  tally: number;
}
