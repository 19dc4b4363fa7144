import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../platform/access/actor.js';
import type { FactsRevision } from './facts-revision.entity.js';
import type { Incident } from './incident.entity.js';

/** Facts that were just saved, the first ones of an incident included. */
export interface SavedFacts {
  incident: Pick<Incident, 'id' | 'kind' | 'visibility'>;
  revision: FactsRevision;
  actor: Actor;
}

/** Works in the transaction that saves the facts: what it writes is kept with them or not at all. */
export type FactsWatcher = (manager: EntityManager, saved: SavedFacts) => Promise<void>;

/** Modules above `incidents` name here what has to follow from a change of facts. */
@Injectable()
export class FactsWatchers {
  readonly #watchers: FactsWatcher[] = [];

  watch(watcher: FactsWatcher): void {
    this.#watchers.push(watcher);
  }

  async tell(manager: EntityManager, saved: SavedFacts): Promise<void> {
    for (const watcher of this.#watchers) await watcher(manager, saved);
  }
}
