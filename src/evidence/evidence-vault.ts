import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { readChunks } from './evidence-chunks.js';
import { EvidenceFile } from './evidence-file.entity.js';
import { sha256Of } from './evidence-intake.js';
import { EvidenceRecords } from './evidence-records.js';
import { EvidenceScanner } from './evidence-scanner.js';
import { EvidenceDamaged, EvidenceErased, EvidenceInQuarantine, ScanRefused } from './evidence.errors.js';
import type { EvidenceView } from './evidence.views.js';

/** Hands out the bytes of evidence, and says whether they are still those that were added. */
@Injectable()
export class EvidenceVault {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly incidents: Incidents,
    private readonly records: EvidenceRecords,
    private readonly scanner: EvidenceScanner,
  ) {}

  /**
   * The whole file; that it was handed out goes on record first. Bytes that are not those that were added are never
   * handed out, and that goes on record too.
   *
   * @throws IncidentNotFound, EvidenceNotFound, EvidenceInQuarantine, EvidenceErased, EvidenceDamaged
   */
  async open(
    incidentId: string,
    fileId: string,
    actor: Actor,
  ): Promise<{ file: EvidenceView; bytes: Buffer }> {
    const file = await this.#visible(incidentId, fileId, actor);
    if (file.state === 'quarantined') throw new EvidenceInQuarantine(file.id);
    const bytes = await this.#intact(file);
    if (bytes === null) {
      await this.#recordVerified(file, false, actor);
      throw new EvidenceDamaged();
    }
    return this.unitOfWork.run(async (manager) => {
      await this.incidents.visible(manager, incidentId, actor);
      await this.records.record(manager, file, { action: 'evidence.opened', actor });
      return { file: await this.records.view(manager, file), bytes };
    });
  }

  /**
   * Reads the stored bytes again, also of a file in quarantine, and compares their SHA-256 with the one on record.
   *
   * @throws IncidentNotFound, EvidenceNotFound, EvidenceErased
   */
  async verify(incidentId: string, fileId: string, actor: Actor): Promise<{ matches: boolean }> {
    const file = await this.#visible(incidentId, fileId, actor);
    const matches = (await this.#intact(file)) !== null;
    await this.#recordVerified(file, matches, actor);
    return { matches };
  }

  /**
   * Asks the scanner once more about a file in quarantine: for one that was down, or found too much.
   *
   * @throws IncidentNotFound, IncidentIsClosed, EvidenceNotFound, ScanRefused, EvidenceErased, EvidenceDamaged
   */
  async scanAgain(incidentId: string, fileId: string, actor: Actor): Promise<EvidenceView> {
    await this.incidents.workable(this.reader.manager, incidentId, actor);
    const file = await this.#visible(incidentId, fileId, actor);
    if (file.state !== 'quarantined') throw new ScanRefused('The file is not in quarantine.');
    if (!this.scanner.isSet)
      throw new ScanRefused('No virus scanner is set; an administrator sets ANTIVIRUS_COMMAND and restarts.');
    const bytes = await this.#intact(file);
    if (bytes === null) throw new EvidenceDamaged();
    const scan = await this.scanner.scan(bytes);
    return this.unitOfWork.run(async (manager) => {
      await this.incidents.workable(manager, incidentId, actor);
      const current = await this.records.row(manager, incidentId, fileId);
      if (current.state === 'quarantined') await this.#keepScan(manager, current, scan, actor);
      return this.records.view(manager, current);
    });
  }

  async #keepScan(manager: EntityManager, file: EvidenceFile, scan: string, actor: Actor): Promise<void> {
    const stays = scan !== 'passed';
    const action = stays ? 'evidence.quarantined' : 'evidence.released';
    if (!stays) {
      file.state = 'stored';
      await manager.update(EvidenceFile, { id: file.id }, { state: file.state });
    }
    await this.records.record(manager, file, { action, actor, facts: { scan } });
  }

  async #visible(incidentId: string, fileId: string, actor: Actor): Promise<EvidenceFile> {
    const { manager } = this.reader;
    await this.incidents.visible(manager, incidentId, actor);
    return this.records.row(manager, incidentId, fileId);
  }

  /** The stored bytes; null when they are not those that were added. */
  async #intact(file: EvidenceFile): Promise<Buffer | null> {
    const { manager } = this.reader;
    const sealer = await this.records.sealer(manager, file.incidentId);
    if (sealer === null) throw new EvidenceErased();
    const bytes = await readChunks(manager, sealer, file);
    return bytes !== null && sha256Of(bytes) === file.sha256 ? bytes : null;
  }

  #recordVerified(file: EvidenceFile, matches: boolean, actor: Actor): Promise<void> {
    return this.unitOfWork.run((manager) =>
      this.records.record(manager, file, { action: 'evidence.verified', actor, facts: { matches } }),
    );
  }
}
