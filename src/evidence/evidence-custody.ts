import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import type { AuditEntryView } from '../audit/audit-log.js';
import type { EvidenceView } from './evidence.views.js';

/** One act on a file, from the audit trail. */
export interface CustodyEntry {
  /** Id of the entry of the trail. */
  id: string;
  at: string;
  action: string;
  /** Id of a person, or `system`. */
  actorId: string;
  facts: Record<string, unknown>;
  /** What people wrote; null when there is nothing or it was erased. */
  detail: Record<string, unknown> | null;
}

/** Later acts stand in the audit trail alone. */
const MOST = 500;

/** Who had a file in hand: the entries of the audit trail about it. */
@Injectable()
export class EvidenceCustody {
  constructor(private readonly log: AuditLog) {}

  /** Oldest first, at most 500; whoever asks has got the file, so that they may see it. */
  async of({ id, incidentId }: Pick<EvidenceView, 'id' | 'incidentId'>): Promise<CustodyEntry[]> {
    return (await this.log.ofSubject(incidentId, id, MOST)).map(toCustodyEntry);
  }
}

function toCustodyEntry(entry: AuditEntryView): CustodyEntry {
  const { id, at, action, actor, facts, detail } = entry;
  return { id, at, action, actorId: actor.id, facts, detail };
}
