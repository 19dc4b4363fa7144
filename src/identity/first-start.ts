import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { SetupLinks } from './setup-links.js';
import { Users } from './users.service.js';

/** What a fresh installation needs before anyone can sign in. */
@Injectable()
export class FirstStart {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: Users,
    private readonly links: SetupLinks,
  ) {}

  /**
   * The one-time link that makes the first administrator, good for 30 minutes; each call drops the link before.
   *
   * @returns null when someone has an account already
   */
  setupLink(): Promise<string | null> {
    return this.unitOfWork.run(async (manager) =>
      (await this.users.isEmpty(manager)) ? this.links.make(manager, null) : null,
    );
  }
}
