import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../platform/access/actor.js';
import type { CurrentNotice } from './notices.service.js';

/** A text that was just approved. */
export interface ApprovedNotice extends CurrentNotice {
  actor: Actor;
}

/** Works in the transaction of the approval: what it writes is kept with it or not at all. */
export type ApprovalWatcher = (manager: EntityManager, approved: ApprovedNotice) => Promise<void>;

/** Modules above `notices` name here what has to follow from an approval. */
@Injectable()
export class ApprovalWatchers {
  readonly #watchers: ApprovalWatcher[] = [];

  watch(watcher: ApprovalWatcher): void {
    this.#watchers.push(watcher);
  }

  async tell(manager: EntityManager, approved: ApprovedNotice): Promise<void> {
    for (const watcher of this.#watchers) await watcher(manager, approved);
  }
}
