import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn, JsonColumn } from '../platform/database/columns.js';
import type { OrganisationProfile } from './organisation-profile.js';

/** The one row that says who speaks in notices. */
@Entity('organisation')
export class Organisation {
  /** Always 1. */
  @PrimaryColumn('integer')
  id: number;

  /** Rises with each save; a stale form gets 409. */
  @Column('integer')
  revision: number;

  @JsonColumn()
  profile: OrganisationProfile;

  @InstantColumn({ name: 'saved_at' })
  savedAt: Temporal.Instant;

  @IdColumn({ name: 'saved_by' })
  savedBy: string;
}
