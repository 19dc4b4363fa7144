import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { instantText } from '../platform/database/columns.js';
import { Ids } from '../platform/ids.js';
import { DataKeys } from '../platform/secrets/data-keys.js';
import { AuditDetail } from './audit-detail.entity.js';
import { AuditEntry } from './audit-entry.entity.js';
import { canonicalJson } from './domain/canonical-json.js';
import { leafHash } from './domain/merkle-log.js';

/** JSON without fractions, so that it has one canonical text. */
export type AuditValue =
  string | number | boolean | null | AuditValue[] | { [key: string]: AuditValue | undefined };

export interface NewAuditEntry {
  /** Past tense: `incident.opened`, `notice.approved`. */
  action: string;
  /** Id of the thing that changed. */
  subject: string;
  incidentId?: string | null;
  actor: Actor;
  /** Ids, codes, counts, hashes: stays in the log for ever. Never personal data, never free text. */
  facts?: Record<string, AuditValue | undefined>;
  /** Reasons, before and after: kept sealed beside the entry and erased with the incident. */
  detail?: Record<string, AuditValue | undefined>;
}

/** Scope of the data key for entries that belong to no incident. */
export const ACCOUNT_SCOPE = 'accounts';

/** Writes one entry for one change, in the transaction of that change; if it cannot, the change fails. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly dataKeys: DataKeys,
  ) {}

  async append(manager: EntityManager, entry: NewAuditEntry): Promise<void> {
    const id = this.ids.next();
    const at = this.clock.now();
    const detail = entry.detail ? canonicalJson(entry.detail) : null;
    const salt = randomBytes(16).toString('base64url');
    const body = canonicalJson({
      v: 1,
      id,
      at: instantText(at),
      action: entry.action,
      subject: entry.subject,
      incidentId: entry.incidentId ?? null,
      actor: {
        id: entry.actor.id,
        kind: entry.actor.kind,
        role: entry.actor.role,
        sessionId: entry.actor.sessionId,
      },
      facts: entry.facts ?? {},
      detailHash: detail === null ? null : detailHash(salt, detail),
      salt,
    });
    await manager.insert(AuditEntry, {
      id,
      seq: null,
      at,
      action: entry.action,
      subject: entry.subject,
      incidentId: entry.incidentId ?? null,
      actorId: entry.actor.id,
      body,
      leafHash: leafHash(body).toString('hex'),
    });
    if (detail !== null) await this.#keepDetail(manager, id, entry.incidentId ?? ACCOUNT_SCOPE, detail);
  }

  async #keepDetail(manager: EntityManager, entryId: string, scope: string, detail: string): Promise<void> {
    const sealer = await this.dataKeys.forWriting(manager, scope);
    await manager.insert(AuditDetail, { entryId, scope, sealed: sealer.seal(detailPlace(entryId), detail) });
  }
}

/** Ties the sealed detail to the entry's body without revealing it. */
export function detailHash(salt: string, detail: string): string {
  return createHash('sha256').update(salt).update('\n').update(detail, 'utf8').digest('hex');
}

/** Where a detail belongs, for the seal. */
export function detailPlace(entryId: string): string {
  return `audit_detail/sealed/${entryId}`;
}
