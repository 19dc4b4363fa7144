import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { IsNull } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { ReceivedEvidence } from '../evidence/evidence-intake.js';
import { EvidenceFiles } from '../evidence/evidence.service.js';
import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { instantText } from '../platform/database/columns.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { DataKeys } from '../platform/secrets/data-keys.js';
import type { Sealer } from '../platform/secrets/data-keys.js';
import { filingFaults } from './domain/filing-rules.js';
import { DutyActs } from './duty-acts.js';
import { Filing } from './filing.entity.js';
import { Obligation } from './obligation.entity.js';
import { FilingNotHere, FilingRefused } from './obligations.errors.js';

export interface RecordFiling {
  filedAt: Temporal.Instant;
  channel: string;
  reference: string;
  text: string;
  lateReason: string;
  /** A file that came with it, looked at already; or an evidence file the incident has. */
  file: { received: ReceivedEvidence } | { id: string } | null;
  /** Revision of the duty that was seen; 0 when it had no row. */
  revision: number;
}

/** A filing in plain text. */
export interface FilingSheet {
  id: string;
  obligationId: string;
  filedAt: Temporal.Instant;
  channel: string;
  reference: string;
  text: string;
  textSha256: string | null;
  fileId: string | null;
  fileSha256: string | null;
  lateReason: string;
  recordedBy: string;
  recordedAt: Temporal.Instant;
  withdrawn: { at: Temporal.Instant; by: string; reason: string } | null;
}

/**
 * Records that notices and reports went out. A filing completes its stage and, through the fact
 * `notices.<rule>.sentAt`, starts the clocks that count from it. It is never changed: a wrong one is withdrawn.
 */
@Injectable()
export class Filings {
  readonly #channels: ReadonlySet<string>;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly acts: DutyActs,
    private readonly incidents: Incidents,
    private readonly evidence: EvidenceFiles,
    private readonly dataKeys: DataKeys,
    private readonly ids: Ids,
    @Inject(CATALOGUE) catalogue: Catalogue,
  ) {
    this.#channels = new Set(catalogue.vocabulary.channels.map(({ code }) => code));
  }

  /** @throws FilingRefused, DutyNotHere, DutyChanged, IncidentIsClosed */
  record(incidentId: string, ruleId: string, wanted: RecordFiling, actor: Actor): Promise<Filing> {
    return this.unitOfWork.run(async (manager) => {
      const row = await this.acts.open(manager, incidentId, ruleId, wanted.revision, actor);
      const { facts } = await this.incidents.currentFacts(manager, row.incidentId);
      this.#check(wanted, facts);
      const filing = await this.#insert(manager, row, wanted, actor);
      await this.#tellFacts(manager, row, actor);
      const after = await manager.findOneByOrFail(Obligation, { id: row.id });
      await this.acts.save(
        manager,
        after,
        {
          kind: 'filed',
          action: 'obligation.filed',
          facts: {
            filing: filing.id,
            filedAt: instantText(filing.filedAt),
            dueAt: after.dueAt === null ? null : instantText(after.dueAt),
            channel: filing.channel,
            textSha256: filing.bodySha256,
            fileSha256: filing.fileSha256,
          },
          reason: wanted.lateReason.trim(),
        },
        actor,
      );
      return filing;
    });
  }

  /** Takes back a filing that was recorded by mistake. @throws FilingNotHere, FilingRefused without a reason */
  withdraw(
    incidentId: string,
    ruleId: string,
    filingId: string,
    wanted: { reason: string; revision: number },
    actor: Actor,
  ): Promise<Filing> {
    const reason = wanted.reason.trim();
    if (reason === '')
      throw new FilingRefused([{ path: '/reason', message: 'Say why this filing is withdrawn.' }]);
    return this.unitOfWork.run(async (manager) => {
      const row = await this.acts.open(manager, incidentId, ruleId, wanted.revision, actor);
      const filing = await manager.findOneBy(Filing, { id: filingId, obligationId: row.id });
      if (!filing || filing.withdrawnAt !== null) throw new FilingNotHere();
      const withdrawal = { withdrawnAt: this.acts.now(), withdrawnBy: actor.id, withdrawnReason: reason };
      await manager.update(Filing, { id: filing.id }, withdrawal);
      await this.#tellFacts(manager, row, actor);
      const after = await manager.findOneByOrFail(Obligation, { id: row.id });
      const facts = { filing: filing.id, filedAt: instantText(filing.filedAt) };
      const act = { kind: 'filing_withdrawn', action: 'obligation.filing_withdrawn', facts, reason } as const;
      await this.acts.save(manager, after, act, actor);
      return { ...filing, ...withdrawal };
    });
  }

  /** All filings of an incident, oldest first. @throws IncidentNotFound */
  async of(incidentId: string, actor: Actor): Promise<FilingSheet[]> {
    const { manager } = this.reader;
    const incident = await this.incidents.visible(manager, incidentId, actor);
    const rows = await manager.find(Filing, { where: { incidentId: incident.id }, order: { id: 'ASC' } });
    const sealed = rows.some(({ reference, body }) => reference !== null || body !== null);
    const sealer = sealed ? await this.dataKeys.forReading(manager, incident.id) : null;
    return rows.map((row) => sheetOf(row, sealer));
  }

  #check(wanted: RecordFiling, facts: IncidentFacts): void {
    const faults = filingFaults(
      {
        filedAt: instantText(wanted.filedAt),
        channel: wanted.channel,
        reference: wanted.reference,
        text: wanted.text,
        hasFile: wanted.file !== null,
        lateReason: wanted.lateReason,
      },
      {
        channels: this.#channels,
        now: instantText(this.acts.now()),
        occurredAt: facts.occurredAt ?? null,
      },
    );
    if (faults.length > 0) throw new FilingRefused(faults);
  }

  async #insert(
    manager: EntityManager,
    row: Obligation,
    wanted: RecordFiling,
    actor: Actor,
  ): Promise<Filing> {
    const id = this.ids.next();
    const file = await this.#keepFile(manager, row.incidentId, id, wanted.file, actor);
    const sealer = await this.dataKeys.forWriting(manager, row.incidentId);
    const sealed = (column: string, text: string) =>
      text === '' ? null : sealer.seal(`filing/${column}/${id}`, text);
    const filing: Filing = {
      id,
      incidentId: row.incidentId,
      obligationId: row.id,
      filedAt: wanted.filedAt,
      channel: wanted.channel,
      reference: sealed('reference', wanted.reference.trim()),
      body: sealed('body', wanted.text),
      bodySha256: wanted.text === '' ? null : createHash('sha256').update(wanted.text, 'utf8').digest('hex'),
      fileId: file?.id ?? null,
      fileSha256: file?.sha256 ?? null,
      lateReason: wanted.lateReason.trim(),
      recordedBy: actor.id,
      recordedAt: this.acts.now(),
      withdrawnAt: null,
      withdrawnBy: null,
      withdrawnReason: '',
    };
    await manager.insert(Filing, filing);
    return filing;
  }

  async #keepFile(
    manager: EntityManager,
    incidentId: string,
    filingId: string,
    file: RecordFiling['file'],
    actor: Actor,
  ): Promise<{ id: string; sha256: string } | null> {
    if (file === null) return null;
    const subject = { kind: 'filing', id: filingId } as const;
    if ('received' in file) {
      const added = await this.evidence.addWith(manager, incidentId, file.received, { subject }, actor);
      return added.file;
    }
    await this.evidence.linkWith(manager, incidentId, file.id, subject, actor);
    const [linked] = await this.evidence.ofSubject(manager, incidentId, subject);
    if (!linked)
      throw new FilingRefused([{ path: '/fileId', message: 'The incident has no such evidence file.' }]);
    return linked;
  }

  /** The earliest filing that stands is when the notice was sent; none: it was not. */
  async #tellFacts(manager: EntityManager, row: Obligation, actor: Actor): Promise<void> {
    const [first] = await manager.find(Filing, {
      where: { obligationId: row.id, withdrawnAt: IsNull() },
      order: { filedAt: 'ASC' },
      take: 1,
    });
    const sentAt = first ? instantText(first.filedAt) : undefined;
    const change = (facts: IncidentFacts) => withSentAt(facts, row.ruleId, sentAt);
    const reason = first ? 'A filing was recorded' : 'A filing was withdrawn';
    await this.incidents.amend(manager, row.incidentId, change, reason, actor);
  }
}

function withSentAt(facts: IncidentFacts, ruleId: string, sentAt: string | undefined): IncidentFacts {
  const { [ruleId]: before, ...others } = facts.notices ?? {};
  const { sentAt: _, ...planned } = before ?? {};
  const notice = sentAt === undefined ? planned : { ...planned, sentAt };
  const notices = Object.keys(notice).length === 0 ? others : { ...others, [ruleId]: notice };
  const { notices: _before, ...rest } = facts;
  return Object.keys(notices).length === 0 ? rest : { ...rest, notices };
}

function sheetOf(row: Filing, sealer: Sealer | null): FilingSheet {
  const opened = (column: string, text: string | null) =>
    text === null || sealer === null ? '' : sealer.open(`filing/${column}/${row.id}`, text);
  return {
    id: row.id,
    obligationId: row.obligationId,
    filedAt: row.filedAt,
    channel: row.channel,
    reference: opened('reference', row.reference),
    text: opened('body', row.body),
    textSha256: row.bodySha256,
    fileId: row.fileId,
    fileSha256: row.fileSha256,
    lateReason: row.lateReason,
    recordedBy: row.recordedBy,
    recordedAt: row.recordedAt,
    withdrawn:
      row.withdrawnAt === null || row.withdrawnBy === null
        ? null
        : { at: row.withdrawnAt, by: row.withdrawnBy, reason: row.withdrawnReason },
  };
}
