import { createHash } from 'node:crypto';
import { setImmediate as others } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { Incident } from '../incidents/incident.entity.js';
import { IncidentIsClosed } from '../incidents/incidents.errors.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { insertRows } from '../platform/database/insert-rows.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { DataKeys } from '../platform/secrets/data-keys.js';
import type { RecipientRow } from './domain/recipient-row.js';
import { readRecipientsFile } from './domain/recipients-file.js';
import type { RecipientsFile } from './domain/recipients-file.js';
import { RecipientImport } from './recipient-import.entity.js';
import { ImportNotFound, RecipientsFileRefused, TooManyImports } from './recipients.errors.js';
import { Recipients } from './recipients.service.js';
import { RECIPIENT_COLUMNS, sealRecipient } from './sealed-recipient.js';

const BATCH = 250;
/** Places of rows left out that are kept for the report; the count is always whole. */
const KEPT_REJECTS = 1_000;
const IMPORTS_AN_HOUR = 5;

/** Takes the people of a file into an incident. */
@Injectable()
export class RecipientImports {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly audit: AuditTrail,
    private readonly incidents: Incidents,
    private readonly recipients: Recipients,
    private readonly dataKeys: DataKeys,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /**
   * Stores everyone of the file who is not in the incident yet, all in one transaction. Wrong rows are reported and
   * left out; a file broken in form is refused whole.
   *
   * @throws IncidentNotFound, IncidentIsClosed, RecipientsFileRefused, TooManyImports
   */
  async import(incidentId: string, csv: Uint8Array, actor: Actor): Promise<RecipientImport> {
    const incident = await this.incidents.visible(this.reader.manager, incidentId, actor);
    const rules = {
      dataClasses: new Set(this.catalogue.vocabulary.dataClasses.map(({ code }) => code)),
      exercise: incident.kind === 'exercise',
    };
    const outcome = await readRecipientsFile(csv, rules, others);
    if ('fault' in outcome) throw new RecipientsFileRefused(outcome.fault);
    const fileHash = createHash('sha256').update(csv).digest('hex');
    return this.unitOfWork.run((manager) => this.#keep(manager, incidentId, outcome.file, fileHash, actor));
  }

  /** The latest import of an incident, or null; the caller has checked that the actor may see it. */
  async latest(incidentId: string): Promise<RecipientImport | null> {
    const [import_] = await this.reader.manager.find(RecipientImport, {
      where: { incidentId },
      order: { id: 'DESC' },
      take: 1,
    });
    return import_ ?? null;
  }

  /** One import by id. @throws ImportNotFound, IncidentNotFound */
  async one(incidentId: string, importId: string, actor: Actor): Promise<RecipientImport> {
    await this.incidents.visible(this.reader.manager, incidentId, actor);
    const found = await this.reader.manager.findOneBy(RecipientImport, { id: importId, incidentId });
    if (!found) throw new ImportNotFound();
    return found;
  }

  async #keep(
    manager: EntityManager,
    incidentId: string,
    file: RecipientsFile,
    fileHash: string,
    actor: Actor,
  ): Promise<RecipientImport> {
    const incident = await this.incidents.visible(manager, incidentId, actor);
    await this.#refuse(manager, incident);
    const id = this.ids.next();
    const stored = await this.#store(manager, incident.id, id, file.rows);
    const kept: RecipientImport = {
      id,
      incidentId: incident.id,
      fileHash,
      readCount: file.read,
      storedCount: stored,
      rejectedCount: file.rejected.length,
      duplicateCount: file.duplicates + file.rows.length - stored,
      rejects: file.rejected.slice(0, KEPT_REJECTS),
      unreadColumns: file.unreadColumns,
      importedAt: this.clock.now(),
      importedBy: actor.id,
    };
    assertAddsUp(kept);
    await manager.insert(RecipientImport, kept);
    await this.audit.append(manager, {
      action: 'recipients.imported',
      subject: id,
      incidentId: incident.id,
      actor,
      facts: {
        fileHash,
        read: kept.readCount,
        stored: kept.storedCount,
        rejected: kept.rejectedCount,
        duplicates: kept.duplicateCount,
      },
    });
    return kept;
  }

  async #refuse(manager: EntityManager, incident: Incident): Promise<void> {
    if (incident.status === 'closed') throw new IncidentIsClosed();
    const hourAgo = this.clock.now().subtract({ hours: 1 });
    const recent = await manager.countBy(RecipientImport, {
      incidentId: incident.id,
      importedAt: MoreThan(hourAgo),
    });
    if (recent >= IMPORTS_AN_HOUR) throw new TooManyImports();
  }

  /** @returns how many of the rows were new to the incident */
  async #store(
    manager: EntityManager,
    incidentId: string,
    importId: string,
    rows: readonly RecipientRow[],
  ): Promise<number> {
    const sealer = await this.dataKeys.forWriting(manager, incidentId);
    const known = await this.#known(manager, incidentId);
    let stored = 0;
    for (let from = 0; from < rows.length; from += BATCH) {
      const fresh = rows.slice(from, from + BATCH).flatMap((row) => {
        const id = this.ids.next();
        const sealed = sealRecipient(sealer, id, row);
        return known.has(sealed.email_index)
          ? []
          : [{ id, incident_id: incidentId, import_id: importId, ...sealed }];
      });
      await insertRows(manager, 'recipient', RECIPIENT_COLUMNS, fresh);
      stored += fresh.length;
      await others();
    }
    return stored;
  }

  /** Blind indexes of everyone in the incident. */
  async #known(manager: EntityManager, incidentId: string): Promise<Set<string>> {
    const known = new Set<string>();
    for await (const page of this.recipients.pages(manager, incidentId))
      for (const { emailIndex } of page) known.add(emailIndex);
    return known;
  }
}

/** Nobody may vanish between the file and the table. */
function assertAddsUp({ readCount, storedCount, rejectedCount, duplicateCount }: RecipientImport): void {
  if (readCount !== storedCount + rejectedCount + duplicateCount)
    throw new Error('The counts of an import do not add up; nothing of it was kept.');
}
