import type { EntityManager } from 'typeorm';
import type { Actor } from '../platform/access/actor.js';

/** What one copy may say about the person it goes to; nothing else of the person reaches the text. */
export interface NoticeRecipient {
  name: string | null;
  reference: string | null;
  dataClasses: readonly string[];
  language: string | null;
  country: string | null;
}

export interface RenderedCopy {
  subject: string;
  html: string;
  text: string;
}

/** A notice whose text is approved, as it is stored at this moment. */
export interface ApprovedNotice {
  noticeId: string;
  incidentId: string;
  revision: number;
  /** SHA-256 over everything that will be sent, computed from what is stored now: 64 hexadecimal digits. */
  contentHash: string;
  /** Name shown beside the sender's address. */
  senderName: string;
  render(recipient: NoticeRecipient): RenderedCopy;
}

/** What sending needs of the notices. */
export abstract class ApprovedNotices {
  /**
   * The notice when its stored text is the approved text (also after it was sent), else null.
   *
   * @throws NotFound when there is no such notice, or the actor may not see it
   */
  abstract approved(manager: EntityManager, noticeId: string, actor: Actor): Promise<ApprovedNotice | null>;

  /** Marks the notice as sent; one that is so already stays as it is. */
  abstract markSent(manager: EntityManager, noticeId: string, actor: Actor): Promise<void>;
}
