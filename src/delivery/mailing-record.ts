import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import type { AuditValue } from '../audit/audit-trail.js';
import type { Actor } from '../platform/access/actor.js';
import type { Mailing } from './mailing.entity.js';

/** What happens to a mailing, as audit actions. */
export type MailingAct =
  | 'requested'
  | 'confirmed'
  | 'started'
  | 'paused'
  | 'resumed'
  | 'stopped'
  | 'retried'
  | 'reopened'
  | 'amended'
  | 'finished';

/** Writes the audit entry of each change of a mailing. */
@Injectable()
export class MailingRecord {
  constructor(private readonly audit: AuditTrail) {}

  /** @param reason in a person's words; kept sealed */
  append(
    manager: EntityManager,
    act: MailingAct,
    mailing: Mailing,
    actor: Actor,
    facts: Record<string, AuditValue> = {},
    reason = '',
  ): Promise<void> {
    return this.audit.append(manager, {
      action: `mailing.${act}`,
      subject: mailing.id,
      incidentId: mailing.incidentId,
      actor,
      facts: { noticeId: mailing.noticeId, ...facts },
      ...(reason === '' ? {} : { detail: { reason } }),
    });
  }
}

/** What people agreed to. */
export function boundTo(mailing: Mailing): Record<string, AuditValue> {
  const { revision, contentHash, listHash, recipientCount, toldCount, sender } = mailing;
  return { revision, contentHash, listHash, recipientCount, toldCount, sender };
}
