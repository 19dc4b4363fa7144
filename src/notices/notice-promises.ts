import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { KnownCommitment } from './domain/checks/checked-notice.js';

/** What writers said of the promises of one notice, besides those that its texts make by themselves. */
export interface WrittenPromises {
  /** Taken into the list by hand, for a promise that somebody wrote. */
  added: readonly KnownCommitment[];
  /** Rules of proposals that the text does not make, by what writers say. */
  leftOut: ReadonlySet<string>;
}

type PromiseSource = (manager: EntityManager, noticeId: string) => Promise<WrittenPromises>;

const NONE: WrittenPromises = { added: [], leftOut: new Set() };

/** The list of commitments is above notices: who keeps it names itself here. */
@Injectable()
export class NoticePromises {
  #source: PromiseSource = () => Promise.resolve(NONE);

  serveFrom(source: PromiseSource): void {
    this.#source = source;
  }

  of(manager: EntityManager, noticeId: string): Promise<WrittenPromises> {
    return this.#source(manager, noticeId);
  }
}
