import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Conflict } from '../platform/errors.js';
import type { OrganisationProfile } from './organisation-profile.js';
import { Organisation } from './organisation.entity.js';

/** Someone saved the profile in between. */
export class ProfileChanged extends Conflict {
  readonly code = 'organisation.profile_changed';

  constructor(readonly current: SavedProfile) {
    super('The profile was saved by someone else meanwhile; compare before you save again.', { current });
  }
}

/** The profile and its revision; 0 before the first save. */
export interface SavedProfile {
  revision: number;
  profile: OrganisationProfile | null;
}

/** Keeps the profile that notices speak from. */
@Injectable()
export class OrganisationSettings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async current(manager: EntityManager = this.reader.manager): Promise<SavedProfile> {
    const row = await manager.findOneBy(Organisation, { id: 1 });
    return { revision: row?.revision ?? 0, profile: row?.profile ?? null };
  }

  /** @throws ProfileChanged when `seen` is not the current revision */
  save(seen: number, profile: OrganisationProfile, actor: Actor): Promise<SavedProfile> {
    return this.unitOfWork.run(async (manager) => {
      const before = await this.current(manager);
      if (before.revision !== seen) throw new ProfileChanged(before);
      const revision = before.revision + 1;
      const row = { revision, profile: { ...profile }, savedAt: this.clock.now(), savedBy: actor.id };
      if (before.revision === 0) await manager.insert(Organisation, { id: 1, ...row });
      else await manager.update(Organisation, { id: 1 }, row);
      await this.audit.append(manager, {
        action: 'organisation.profile_saved',
        subject: 'organisation',
        actor,
        facts: { revision },
        detail: { before: JSON.stringify(before.profile), after: JSON.stringify(profile) },
      });
      return { revision, profile: row.profile };
    });
  }
}
