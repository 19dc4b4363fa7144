import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { Incidents } from '../incidents/incidents.service.js';
import { SYSTEM } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { DataKeys } from '../platform/secrets/data-keys.js';
import { subjectText } from './domain/evidence-subject.js';
import type { EvidenceSubject, SubjectKind } from './domain/evidence-subject.js';
import { writeChunks } from './evidence-chunks.js';
import { EvidenceFile } from './evidence-file.entity.js';
import { EvidenceIntake, isQuarantined } from './evidence-intake.js';
import type { EvidenceUpload, ReceivedEvidence } from './evidence-intake.js';
import { EvidenceLimits } from './evidence-limits.js';
import { EvidenceLink } from './evidence-link.entity.js';
import { EvidenceRecords } from './evidence-records.js';
import {
  EvidenceAlreadyHere,
  EvidenceAlreadyLinked,
  EvidenceInQuarantine,
  EvidenceNotLinked,
  TooManyEvidenceFiles,
} from './evidence.errors.js';
import { namePlace, notePlace } from './evidence.views.js';
import type { EvidenceView } from './evidence.views.js';

/** What is said about a file when it is added. */
export interface AboutEvidence {
  note?: string;
  /** What it proves; that the thing exists is the caller's matter. */
  subject?: EvidenceSubject;
}

/** `isNew` is false when the incident held the same bytes: then they were only linked. */
export interface AddedEvidence {
  file: EvidenceView;
  isNew: boolean;
}

/**
 * The evidence files of incidents and what each proves. Bytes, record, links and audit entry are one write; every act on
 * a file leaves an entry with the file as its subject, which together are its chain of custody.
 */
@Injectable()
export class EvidenceFiles {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly records: EvidenceRecords,
    private readonly incidents: Incidents,
    private readonly intake: EvidenceIntake,
    private readonly limits: EvidenceLimits,
    private readonly dataKeys: DataKeys,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /**
   * Keeps a file. The same bytes are kept once in an incident: with something new that they prove, the file that is
   * there is linked to it.
   *
   * @throws IncidentNotFound, IncidentIsClosed, EvidenceRefused, EvidenceTooLarge, EvidenceAlreadyHere,
   *         EvidenceInQuarantine, TooManyEvidenceFiles
   */
  async add(
    incidentId: string,
    upload: EvidenceUpload,
    about: AboutEvidence,
    actor: Actor,
  ): Promise<AddedEvidence> {
    await this.incidents.workable(this.reader.manager, incidentId, actor);
    const received = await this.intake.receive(upload);
    return this.unitOfWork.run((manager) => this.addWith(manager, incidentId, received, about, actor));
  }

  /** {@link add} in the caller's transaction, of a file that {@link EvidenceIntake} has looked at before it began. */
  async addWith(
    manager: EntityManager,
    incidentId: string,
    received: ReceivedEvidence,
    about: AboutEvidence,
    actor: Actor,
  ): Promise<AddedEvidence> {
    await this.incidents.workable(manager, incidentId, actor);
    const twin = await manager.findOneBy(EvidenceFile, { incidentId, sha256: received.sha256 });
    if (twin) {
      await this.#linkTwin(manager, twin, about, actor);
      return { file: await this.records.view(manager, twin), isNew: false };
    }
    if ((await manager.countBy(EvidenceFile, { incidentId })) >= this.limits.files)
      throw new TooManyEvidenceFiles(this.limits.files);
    const file = await this.#insert(manager, incidentId, received, about, actor);
    return { file: await this.records.view(manager, file), isNew: true };
  }

  /** @throws EvidenceNotFound, EvidenceAlreadyLinked, EvidenceInQuarantine, IncidentIsClosed */
  link(incidentId: string, fileId: string, subject: EvidenceSubject, actor: Actor): Promise<EvidenceView> {
    return this.unitOfWork.run((manager) => this.linkWith(manager, incidentId, fileId, subject, actor));
  }

  /** {@link link} in the caller's transaction. */
  async linkWith(
    manager: EntityManager,
    incidentId: string,
    fileId: string,
    subject: EvidenceSubject,
    actor: Actor,
  ): Promise<EvidenceView> {
    await this.incidents.workable(manager, incidentId, actor);
    const file = await this.records.row(manager, incidentId, fileId);
    if (file.state === 'quarantined') throw new EvidenceInQuarantine(file.id);
    if (await this.#isLinked(manager, file.id, subject)) throw new EvidenceAlreadyLinked(file.id);
    await this.#link(manager, file, subject, actor);
    const facts = { subject: subjectText(subject) };
    await this.records.record(manager, file, { action: 'evidence.linked', actor, facts });
    return this.records.view(manager, file);
  }

  /**
   * Takes back that a file proves something; the file stays.
   *
   * @param reason not blank; kept in the trail
   * @throws EvidenceNotFound, EvidenceNotLinked, IncidentIsClosed
   */
  unlink(
    incidentId: string,
    fileId: string,
    subject: EvidenceSubject,
    reason: string,
    actor: Actor,
  ): Promise<EvidenceView> {
    return this.unitOfWork.run(async (manager) => {
      await this.incidents.workable(manager, incidentId, actor);
      const file = await this.records.row(manager, incidentId, fileId);
      const { affected } = await manager.delete(EvidenceLink, linkKey(file.id, subject));
      if (affected !== 1) throw new EvidenceNotLinked();
      const facts = { subject: subjectText(subject) };
      const detail = { reason: reason.trim() };
      await this.records.record(manager, file, { action: 'evidence.unlinked', actor, facts, detail });
      return this.records.view(manager, file);
    });
  }

  /** One file. @throws IncidentNotFound, EvidenceNotFound */
  async one(incidentId: string, fileId: string, actor: Actor): Promise<EvidenceView> {
    const { manager } = this.reader;
    await this.incidents.visible(manager, incidentId, actor);
    return this.records.view(manager, await this.records.row(manager, incidentId, fileId));
  }

  /** A page of the files, newest first; `next` is the cursor of the page after. @throws IncidentNotFound */
  async list(
    incidentId: string,
    page: { before?: string; limit: number },
    actor: Actor,
  ): Promise<{ files: EvidenceView[]; next: string | null }> {
    const { manager } = this.reader;
    await this.incidents.visible(manager, incidentId, actor);
    const older = page.before === undefined ? {} : { id: LessThan(page.before) };
    const rows = await manager.find(EvidenceFile, {
      where: { incidentId, ...older },
      order: { id: 'DESC' },
      take: page.limit + 1,
    });
    const shown = rows.slice(0, page.limit);
    const next = rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null;
    return { files: await this.records.views(manager, incidentId, shown), next };
  }

  /** All files of an incident, newest first. @throws IncidentNotFound */
  async ofIncident(incidentId: string, actor: Actor): Promise<EvidenceView[]> {
    return (await this.list(incidentId, { limit: this.limits.files }, actor)).files;
  }

  /** What proves one thing, quarantined files included; the caller has checked that the actor may see the incident. */
  async ofSubject(
    manager: EntityManager,
    incidentId: string,
    subject: EvidenceSubject,
  ): Promise<EvidenceView[]> {
    const where = { incidentId, subjectKind: subject.kind, subjectId: subject.id };
    const links = await manager.find(EvidenceLink, { where, order: { linkedAt: 'ASC', fileId: 'ASC' } });
    const rows = await manager.findBy(EvidenceFile, { id: In(links.map(({ fileId }) => fileId)) });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return this.records.views(
      manager,
      incidentId,
      links.flatMap(({ fileId }) => byId.get(fileId) ?? []),
    );
  }

  /** How many files prove each thing of a kind, by its id; quarantined ones do not count. */
  async subjectsWithFiles(
    manager: EntityManager,
    incidentId: string,
    kind: SubjectKind,
  ): Promise<ReadonlyMap<string, number>> {
    const rows = await manager
      .createQueryBuilder(EvidenceLink, 'l')
      .innerJoin(EvidenceFile, 'f', `f.id = l.file_id AND f.state = 'stored'`)
      .where('l.incident_id = :incidentId AND l.subject_kind = :kind', { incidentId, kind })
      .groupBy('l.subject_id')
      .select('l.subject_id', 'id')
      .addSelect('COUNT(*)', 'files')
      .getRawMany<{ id: string; files: string | number }>();
    return new Map(rows.map(({ id, files }) => [id, Number(files)]));
  }

  /** How many files the incident has, quarantined ones included; the caller has checked that it may be seen. */
  count(manager: EntityManager, incidentId: string): Promise<number> {
    return manager.countBy(EvidenceFile, { incidentId });
  }

  async #insert(
    manager: EntityManager,
    incidentId: string,
    received: ReceivedEvidence,
    { note = '', subject }: AboutEvidence,
    actor: Actor,
  ): Promise<EvidenceFile> {
    const id = this.ids.next();
    const sealer = await this.dataKeys.forWriting(manager, incidentId);
    const said = note.trim();
    const file: EvidenceFile = {
      id,
      incidentId,
      sha256: received.sha256,
      size: received.bytes.length,
      mediaType: received.mediaType,
      chunkCount: await writeChunks(manager, sealer, id, received.bytes),
      name: sealer.seal(namePlace(id), received.name),
      note: said === '' ? null : sealer.seal(notePlace(id), said),
      state: isQuarantined(received.scan) ? 'quarantined' : 'stored',
      addedAt: this.clock.now(),
      addedBy: actor.id,
    };
    await manager.insert(EvidenceFile, file);
    if (subject) await this.#link(manager, file, subject, actor);
    await this.records.record(manager, file, {
      action: 'evidence.added',
      actor,
      facts: { scan: received.scan, ...(subject ? { subject: subjectText(subject) } : {}) },
      detail: { name: received.name, ...(said === '' ? {} : { note: said }) },
    });
    if (file.state === 'quarantined') {
      const facts = { scan: received.scan };
      await this.records.record(manager, file, { action: 'evidence.quarantined', actor: SYSTEM, facts });
    }
    return file;
  }

  async #linkTwin(
    manager: EntityManager,
    twin: EvidenceFile,
    { note = '', subject }: AboutEvidence,
    actor: Actor,
  ): Promise<void> {
    if (twin.state === 'quarantined') throw new EvidenceInQuarantine(twin.id);
    if (!subject || (await this.#isLinked(manager, twin.id, subject))) throw new EvidenceAlreadyHere(twin.id);
    await this.#link(manager, twin, subject, actor);
    const detail: Record<string, string> = note.trim() === '' ? {} : { note: note.trim() };
    const facts = { subject: subjectText(subject), sameBytes: true };
    await this.records.record(manager, twin, { action: 'evidence.linked', actor, facts, detail });
  }

  async #link(
    manager: EntityManager,
    { id, incidentId }: EvidenceFile,
    subject: EvidenceSubject,
    actor: Actor,
  ): Promise<void> {
    const row = { ...linkKey(id, subject), incidentId, linkedAt: this.clock.now(), linkedBy: actor.id };
    await manager.insert(EvidenceLink, row);
  }

  #isLinked(manager: EntityManager, fileId: string, subject: EvidenceSubject): Promise<boolean> {
    return manager.existsBy(EvidenceLink, linkKey(fileId, subject));
  }
}

function linkKey(
  fileId: string,
  { kind, id }: EvidenceSubject,
): Pick<EvidenceLink, 'fileId' | 'subjectKind' | 'subjectId'> {
  return { fileId, subjectKind: kind, subjectId: id };
}
