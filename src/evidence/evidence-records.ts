import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Actor } from '../platform/access/actor.js';
import { DataKeys, ScopeErased } from '../platform/secrets/data-keys.js';
import type { Sealer } from '../platform/secrets/data-keys.js';
import { EvidenceFile } from './evidence-file.entity.js';
import { EvidenceLink } from './evidence-link.entity.js';
import { EvidenceNotFound } from './evidence.errors.js';
import { toEvidenceView } from './evidence.views.js';
import type { EvidenceView } from './evidence.views.js';

/** Something done with a file. `facts` besides what names the file; `detail` is sealed. */
export interface CustodyAct {
  action: `evidence.${string}`;
  actor: Actor;
  facts?: Record<string, string | boolean>;
  detail?: Record<string, string>;
}

/** Rows of files as readers get them, and the entries of their chain of custody. */
@Injectable()
export class EvidenceRecords {
  constructor(
    private readonly audit: AuditTrail,
    private readonly dataKeys: DataKeys,
  ) {}

  /** @throws EvidenceNotFound also for a file of another incident */
  async row(manager: EntityManager, incidentId: string, fileId: string): Promise<EvidenceFile> {
    const file = await manager.findOneBy(EvidenceFile, { id: fileId, incidentId });
    if (!file) throw new EvidenceNotFound();
    return file;
  }

  async view(manager: EntityManager, file: EvidenceFile): Promise<EvidenceView> {
    const links = await manager.find(EvidenceLink, { where: { fileId: file.id }, order: IN_ORDER });
    return toEvidenceView(file, links, await this.sealer(manager, file.incidentId));
  }

  /** @param files of one incident */
  async views(
    manager: EntityManager,
    incidentId: string,
    files: readonly EvidenceFile[],
  ): Promise<EvidenceView[]> {
    if (files.length === 0) return [];
    const links = await manager.find(EvidenceLink, { where: { incidentId }, order: IN_ORDER });
    const byFile = new Map<string, EvidenceLink[]>();
    for (const link of links) byFile.set(link.fileId, [...(byFile.get(link.fileId) ?? []), link]);
    const sealer = await this.sealer(manager, incidentId);
    return files.map((file) => toEvidenceView(file, byFile.get(file.id) ?? [], sealer));
  }

  /** One entry in the transaction of the act. */
  async record(manager: EntityManager, file: EvidenceFile, act: CustodyAct): Promise<void> {
    const { id: subject, incidentId, sha256, size, mediaType } = file;
    await this.audit.append(manager, {
      action: act.action,
      subject,
      incidentId,
      actor: act.actor,
      facts: { sha256, size, type: mediaType, ...act.facts },
      detail: act.detail && Object.keys(act.detail).length > 0 ? act.detail : undefined,
    });
  }

  /** Null when the data key of the incident is gone. */
  async sealer(manager: EntityManager, incidentId: string): Promise<Sealer | null> {
    try {
      return await this.dataKeys.forReading(manager, incidentId);
    } catch (error) {
      if (error instanceof ScopeErased) return null;
      throw error;
    }
  }
}

const IN_ORDER = { linkedAt: 'ASC', subjectKind: 'ASC', subjectId: 'ASC' } as const;
